"""Routes of contract section 6: workflows."""

from __future__ import annotations

from depgraph.api.work_routes import routes

router = routes("workflow")
