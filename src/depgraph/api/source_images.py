"""Routes of contract section 6: source images."""

from __future__ import annotations

from depgraph.api.work_routes import routes

router = routes("source_image")
