"""Log lines on standard error: for people, and cheap even when something unexpected happens."""

from __future__ import annotations

import logging
import sys

import structlog


def to_stderr(level: str = "info") -> None:
    """Write log lines of this level and above to standard error.

    Tracebacks are plain. structlog's own choice draws every local variable of every frame, which
    takes seconds, holds up all other requests meanwhile, and writes what clients sent into the log.
    """
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.StackInfoRenderer(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.dev.ConsoleRenderer(
                colors=sys.stderr.isatty(), exception_formatter=structlog.dev.plain_traceback
            ),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
        ),
        logger_factory=_at_this_moments_stderr,
    )


def _at_this_moments_stderr(*_names: object) -> structlog.PrintLogger:
    return structlog.PrintLogger(sys.stderr)
