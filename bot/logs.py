"""Logs: one line of JSON an event on standard error, without tokens and without personal data."""

import logging
import sys
from typing import Any

import structlog
from structlog.typing import EventDict

from backend.health import instruments
from backend.messages.trace import answered
from backend.settings import Settings
from bot.channels.logs import silence_token_leaks

_COUNTED = ("warning", "error", "critical")


def configure(settings: Settings, *, quiet: bool = False) -> None:
    """Sets up the logs of this process, the libraries' included. `quiet`: a person reads them, to
    whom what is in order need not be said."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[
            _with_message,
            *shared,
            _counted,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[
                structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                structlog.processors.JSONRenderer(ensure_ascii=False),
            ],
        )
    )
    # A line that cannot be written would be followed by the traceback at hand, with what a statement
    # was given in it.
    logging.raiseExceptions = False
    root = logging.getLogger()
    root.handlers = [handler]
    root.setLevel(logging.WARNING if quiet else logging.INFO)
    for noisy in ("uvicorn", "uvicorn.error", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    oa = (settings.zalo_oa_app_secret, settings.zalo_oa_webhook_secret)
    secrets = (settings.telegram_token, settings.zalo_token, *oa, settings.zalo_oa_refresh_token)
    values = [secret.get_secret_value() for secret in secrets if secret]
    if settings.encryption_keys:
        values += settings.encryption_keys.get_secret_value().split(",")
    silence_token_leaks(values)


def _with_message(_log: Any, _method: str, line: EventDict) -> EventDict:
    """Adds the number of the message that is being answered, from the webhook to the sender."""
    number = answered()
    return line if number is None else {"message": number, **line}


def _counted(_log: Any, level: str, line: EventDict) -> EventDict:
    """Counts warnings and errors by name, so that an alert need not read the log."""
    if level in _COUNTED:
        instruments.was_logged(line["event"], level)
    return line
