"""Routes of contract section 6: derived images."""

from __future__ import annotations

from depgraph.api.work_routes import routes

router = routes("derived_image")
