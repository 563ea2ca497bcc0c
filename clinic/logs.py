"""Logs as JSON lines in UTC; they carry keys and addresses of pages, never names, notes or words searched."""

import logging
import logging.config
import re
from typing import Any

import structlog

# What follows it opens a patient's questionnaire, or a therapist's calendar.
SECRETS = re.compile(r"(/(?:p|feeds)/)[^/\s]+")


def configure(config: dict[str, Any]) -> None:
    """Route both our lines and the libraries' through one JSON formatter on standard error."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        without_message_values,
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
    )
    logging.config.dictConfig(
        {
            "version": 1,
            "disable_existing_loggers": False,
            "formatters": {"json": _as_json(shared)},
            "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
            "root": {"handlers": ["stderr"], "level": config["level"]},
            "loggers": {"procrastinate": {"level": "WARNING"}, "pikepdf": {"level": "WARNING"}},
        }
    )


def _as_json(shared: list[Any]) -> dict[str, Any]:
    return {
        "()": structlog.stdlib.ProcessorFormatter,
        "foreign_pre_chain": shared,
        "processors": [
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            only_frames,
            structlog.processors.JSONRenderer(),
        ],
    }


def without_message_values(_logger: object, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """A request line keeps its path but loses its query, where a stray word could stand, and any secret."""
    if isinstance(event.get("event"), str):
        event["event"] = SECRETS.sub(r"\1***", event["event"].split("?", 1)[0])
    return event


def only_frames(_logger: object, _method: str, event: dict[str, Any]) -> dict[str, Any]:
    """An exception is told by its type and places: a message of the database's may quote a patient's row."""
    error = event.pop("exc_info", None)
    kind, _, trace = error if isinstance(error, tuple) else (None, None, None)
    if kind is not None:
        event["exception"] = kind.__name__
        event["frames"] = []
        while trace is not None:
            event["frames"].append(f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}")
            trace = trace.tb_next
    return event
