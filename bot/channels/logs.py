"""Keeps the bots' tokens out of the logs: the platforms want them in the address of every call,
and httpx logs addresses."""

import logging
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

# The SDKs' own lines quote bodies, with what people wrote; their faults arrive as exceptions.
LEVELS = {
    "httpx": logging.WARNING,
    "httpcore": logging.WARNING,
    "telegram": logging.CRITICAL,
    # python-zalo-bot misnames its loggers: none of them is below "zalo_bot".
    "zaloBot": logging.CRITICAL,
    "zaloBot.": logging.CRITICAL,
    "zaloBaseRequest": logging.CRITICAL,
    "zaloHTTPXRequest": logging.CRITICAL,
}
REDACTED = "***"


class RedactTokens(logging.Filter):
    """A filter for handlers (those of loggers do not see what loggers below them hand up)."""

    def __init__(self, tokens: Iterable[str]) -> None:
        super().__init__()
        spellings = {
            spelling
            for token in tokens
            for secret in (token, token.rpartition(":")[2])
            for spelling in (secret, quote(secret, safe=""))
        }
        # The longest first, so that nothing of a token stays beside its replaced half.
        self._secrets = sorted(filter(None, spellings), key=len, reverse=True)

    def filter(self, record: logging.LogRecord) -> bool:
        """Lets every record through, without the tokens."""
        if isinstance(record.msg, Mapping):  # structlog's event on its way to its formatter
            record.msg = self.clean(record.msg)
        elif (message := _message(record)) != (cleaned := self.clean(message)):
            record.msg, record.args = cleaned, ()
        if record.exc_info:
            trace = record.exc_text or logging.Formatter().formatException(record.exc_info)
            if (cleaned := self.clean(trace)) != trace:
                record.exc_info, record.exc_text = None, cleaned
        return True

    def clean(self, value: Any) -> Any:
        """The same value with every token in its strings replaced."""
        if isinstance(value, str):
            for secret in self._secrets:
                value = value.replace(secret, REDACTED)
            return value
        if isinstance(value, Mapping):
            return {key: self.clean(part) for key, part in value.items()}
        if isinstance(value, list):
            return [self.clean(part) for part in value]
        if isinstance(value, tuple):
            return tuple(self.clean(part) for part in value)
        return value


def _message(record: logging.LogRecord) -> str:
    try:
        return record.getMessage()
    except (TypeError, ValueError):  # arguments that do not fit: a filter must not raise
        return f"{record.msg} {record.args}"


def silence_token_leaks(tokens: Iterable[str]) -> RedactTokens:
    """Quiets the libraries that log addresses or what people wrote, and redacts on the root's
    handlers. Returns the filter, for handlers that are elsewhere."""
    for name, level in LEVELS.items():
        logging.getLogger(name).setLevel(level)
    redact = RedactTokens(tokens)
    for handler in logging.getLogger().handlers:
        handler.addFilter(redact)
    return redact
