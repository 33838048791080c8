"""The application: settings in, a FastAPI application out."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from importlib import import_module
from importlib.metadata import version
from pkgutil import iter_modules

from fastapi import APIRouter, FastAPI

from depgraph import api, schema
from depgraph.api import problems
from depgraph.api.observe import Observe
from depgraph.graph import Graph, connect
from depgraph.settings import Settings


def create_app(settings: Settings, graph: Graph | None = None) -> FastAPI:
    """The service. With ``graph`` it uses that connection, else it makes one from the settings."""
    app = FastAPI(
        title="depgraph",
        version=version("depgraph"),
        description="Dependencies and provenance of generative studios, each answer one Cypher query.",
        lifespan=_lifespan,
        redoc_url=None,
        # documentation pages load nothing from elsewhere
        swagger_ui_parameters={"syntaxHighlight": False},
    )
    app.state.settings = settings
    app.state.graph = graph
    problems.install(app)
    for router in _routers():
        app.include_router(router)
    app.add_middleware(Observe, hosts={settings.host, *settings.allowed_hosts})
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncGenerator[None]:
    settings: Settings = app.state.settings
    if app.state.graph is not None:
        yield
        return
    async with connect(
        settings.neo4j_uri, user=settings.neo4j_user, password=settings.neo4j_password
    ) as driver:
        app.state.graph = Graph(driver, settings.neo4j_database)
        await schema.apply(app.state.graph)
        yield
        app.state.graph = None


def _routers() -> list[APIRouter]:
    """The router of every module of ``depgraph.api`` that has one, in the order of their names."""
    modules = (import_module(f"{api.__name__}.{found.name}") for found in iter_modules(api.__path__))
    return [module.router for module in modules if hasattr(module, "router")]
