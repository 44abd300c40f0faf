"""Logs: one JSON object a line on standard error, without personal data.

What a record carries is written only when it is one of FIELDS. The arguments of a message and
the text of an exception are never written: they may hold an address, a name or a link's token.
A fault is told by its type and the places it passed.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any

FIELDS = ("request", "method", "route", "status", "milliseconds", "code", "option", "address")
"""Extra values that may be written; none of them can hold personal data."""
_FRAMES = 12


class JsonLines(logging.Formatter):
    """Format a record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "from": record.name,
            "event": _event(record),
        }
        line |= {name: getattr(record, name) for name in FIELDS
                 if isinstance(getattr(record, name, None), str | int | float)}
        if record.exc_info and record.exc_info[1]:
            line |= _fault(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False)


def _event(record: logging.LogRecord) -> str:
    # Ours are constant words; of others only a template whose values stand apart is safe.
    if record.name.startswith("tutela") or record.args or record.name.startswith("_granian"):
        return str(record.msg)
    return record.name


def _fault(fault: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(fault.__traceback__)[-_FRAMES:]
    kind = type(fault)
    return {
        "fault": f"{kind.__module__}.{kind.__qualname__}",
        "where": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
    }


def logging_settings(level: str) -> dict[str, Any]:
    """Return Django's LOGGING for the least level to write."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"json": {"()": JsonLines}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "json"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # Each request is written once, by our own middleware; faults come from here.
            "django.request": {"level": "ERROR"},
            # Two lines for each step of each job say nothing that the table of jobs does not.
            "django.tasks": {"level": "WARNING"},
            "django.server": {"handlers": [], "level": "ERROR", "propagate": True},
        },
    }
