"""Logs: one line of JSON an event on standard error, without tokens and without personal data."""

import logging
import sys

import structlog

from backend.settings import Settings
from bot.channels.logs import silence_token_leaks


def configure(settings: Settings) -> None:
    """Sets up the logs of this process, the libraries' included."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        cache_logger_on_first_use=True,
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
    root.setLevel(logging.INFO)
    for noisy in ("uvicorn", "uvicorn.error", "alembic"):
        logging.getLogger(noisy).setLevel(logging.WARNING)
    oa = (settings.zalo_oa_app_secret, settings.zalo_oa_webhook_secret)
    secrets = (settings.telegram_token, settings.zalo_token, *oa, settings.zalo_oa_refresh_token)
    silence_token_leaks(secret.get_secret_value() for secret in secrets if secret)
