"""The command `depgraph`: its commands put together, and errors made exit codes."""

from __future__ import annotations

import re
import sys
import tomllib
from pathlib import Path
from typing import Any, NoReturn

import structlog
import typer
from pydantic import ValidationError

from depgraph import logs
from depgraph.cli import db, demo, doctor, export, imports, questions, regenerate, serve, stale, verify
from depgraph.cli.console import errors_to
from depgraph.cli.exits import DONE, FAILED, UNREACHABLE, USAGE
from depgraph.errors import BadInput, DatabaseUnavailable, DepgraphError
from depgraph.settings import Settings

app = typer.Typer(
    name="depgraph",
    help="Dependencies and provenance of generative studios, answered from a Neo4j graph.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.command("serve")(serve.serve)
app.command("demo")(demo.demo)
app.command("doctor")(doctor.doctor)
app.add_typer(db.app, name="db")
app.add_typer(imports.app, name="import")
app.command("where-used")(questions.where_used)
app.command("impact")(questions.impact)
app.command("stale")(stale.stale)
app.command("regenerate")(regenerate.regenerate)
app.command("verify")(verify.verify)
app.command("export")(export.export)


def main(args: list[str] | None = None) -> NoReturn:
    """Run one command and leave with its exit code."""
    logs.to_stderr()
    try:
        code: Any = app(args, standalone_mode=False)
    except DepgraphError as error:
        sys.exit(_failed(error))
    except ValidationError as error:
        sys.exit(_misset(error))
    except tomllib.TOMLDecodeError as error:
        sys.exit(_mistyped(error))
    except (typer.Abort, KeyboardInterrupt):
        sys.exit(FAILED)
    except typer.Exit as stop:
        sys.exit(stop.exit_code)
    except Exception as error:
        sys.exit(_usage(error))
    sys.exit(code if isinstance(code, int) else DONE)


_FOLLOWS = "default_factory_not_called"
"""A setting that was not given and follows from others, of which one does not fit."""


def _failed(error: DepgraphError) -> int:
    errors_to(error.title, error.detail, error.hint)
    if isinstance(error, DatabaseUnavailable):
        return UNREACHABLE
    return USAGE if isinstance(error, BadInput) else FAILED


def _misset(error: ValidationError) -> int:
    """A setting that does not fit; its value is not shown, as it may be a secret."""
    wrong = "; ".join(
        f"{'.'.join(map(str, item['loc']))}: {item['msg'].removeprefix('Value error, ')}"
        for item in error.errors()
        if item["type"] != _FOLLOWS
    )
    errors_to(
        "A setting does not fit", wrong, "See docs/settings.md, then the environment and depgraph.toml."
    )
    return USAGE


def _mistyped(error: tomllib.TOMLDecodeError) -> int:
    """The file of the settings is no TOML. Only the place is told: the reader's words may quote a secret."""
    place = re.search(r"\(at (line \d+, column \d+|end of document)\)$", str(error))
    errors_to(
        "The file of the settings cannot be read",
        f"{Path(str(Settings.model_config.get('toml_file'))).absolute()} is not TOML"
        f"{f', {place[1]}' if place else ''}.",
        'Write each setting as on docs/settings.md: a line like port = 8001 or host = "127.0.0.1".',
    )
    return USAGE


def _usage(error: Exception) -> int:
    show = getattr(error, "show", None)
    if show is None:
        structlog.get_logger().exception("unexpected error")
        return FAILED
    show()
    return int(getattr(error, "exit_code", USAGE))
