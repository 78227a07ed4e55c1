"""Structured logs: readable lines at a desk, JSON in production."""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Collection
from typing import Any

import structlog


def set_up_logs(log_format: str, secrets: Collection[str] = ()) -> None:
    """Send structlog and the standard library's loggers to standard error, in one form.

    ``secrets`` are masked in whatever is written: drivers quote what they were given.
    """
    renderer: structlog.typing.Processor = (
        structlog.processors.JSONRenderer()
        if log_format == "json"
        else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    )
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.format_exc_info,
                renderer,
                _Mask(secrets),
            ],
        )
    )
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    logging.getLogger("uvicorn.error").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    # They tell each address that is asked, whatever stands in its query.
    for client in ("httpx", "httpx2"):
        logging.getLogger(client).setLevel(logging.WARNING)


class _Mask:
    """The last processor: works on the finished line."""

    def __init__(self, secrets: Collection[str]) -> None:
        spelled = {*secrets, *(json.dumps(secret)[1:-1] for secret in secrets)} - {""}
        # The longest first, since one may be part of another.
        self._secrets = sorted(spelled, key=len, reverse=True)

    def __call__(self, _logger: Any, _name: str, line: Any) -> Any:
        for secret in self._secrets:
            line = line.replace(secret, "***")
        return line
