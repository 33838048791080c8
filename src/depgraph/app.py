"""The application: settings in, a FastAPI application out."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack, asynccontextmanager
from importlib import import_module
from importlib.metadata import version
from pkgutil import iter_modules

import structlog
from fastapi import APIRouter, FastAPI

from depgraph import api, logs
from depgraph.api import problems
from depgraph.api.directory import Directory
from depgraph.api.imports import UPLOADS
from depgraph.api.observe import Observe
from depgraph.graph import Graph, connect
from depgraph.readiness import NotReady, keep_planned, prepare
from depgraph.settings import Settings


def create_app(settings: Settings, graph: Graph | None = None) -> FastAPI:
    """The service. With ``graph`` it uses that connection, else it makes one from the settings."""
    if not structlog.is_configured():
        logs.to_stderr(settings.log_level)
    app = FastAPI(
        title="depgraph",
        version=version("depgraph"),
        description="Dependencies and provenance of generative studios, each answer one Cypher query.",
        lifespan=_lifespan,
        # both would load from elsewhere; api/docs_pages.py serves /docs
        docs_url=None,
        redoc_url=None,
    )
    app.state.settings = settings
    app.state.graph = graph or NotReady()
    problems.install(app)
    # side by side: a tree of included routers is walked anew at every step, 0.4 ms a request
    app.router.routes.extend(route for router in _routers() for route in router.routes)
    app.router.routes.insert(0, Directory(app.router.routes))
    app.add_middleware(Observe, hosts={settings.host, *settings.allowed_hosts}, uploads=UPLOADS)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncGenerator[None]:
    async with _database(app), AsyncExitStack() as running:
        for router in _routers():
            await running.enter_async_context(router.lifespan_context(app))
        yield


@asynccontextmanager
async def _database(app: FastAPI) -> AsyncGenerator[None]:
    """Connected as long as the service runs; with a graph of the caller's own there is nothing to do."""
    if not isinstance(app.state.graph, NotReady):
        yield
        return
    settings: Settings = app.state.settings
    async with connect(
        settings.neo4j_uri, user=settings.neo4j_user, password=settings.neo4j_password
    ) as driver:
        tried = asyncio.Event()
        preparing = asyncio.create_task(_prepare(app, Graph(driver, settings.neo4j_database), tried))
        await tried.wait()
        try:
            yield
        finally:
            preparing.cancel()
            await asyncio.wait({preparing})
            app.state.graph = NotReady()


async def _prepare(app: FastAPI, graph: Graph, tried: asyncio.Event) -> None:
    """The database takes the place of the one that refuses, as soon as its schema is applied.

    What the first receipt needs is planned only then: that takes seconds, and other questions need not wait.
    """
    await prepare(graph, app.state.graph, tried)
    app.state.graph = graph
    await keep_planned(graph)


def _routers() -> list[APIRouter]:
    """The router of every module of ``depgraph.api`` that has one, in the order of their names."""
    modules = (import_module(f"{api.__name__}.{found.name}") for found in iter_modules(api.__path__))
    return [module.router for module in modules if hasattr(module, "router")]
