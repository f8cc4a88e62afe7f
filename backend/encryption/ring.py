"""What one database is encrypted with: the keys, and the search key that is kept in it.

A column's type finds the ring by the dialect, of which each engine has its own.
"""

import hashlib
import hmac
from collections.abc import Callable
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import Dialect, Engine, text

from backend.encryption.keys import NO_KEYS, Keys, Tampered
from backend.endings import WrongKey
from backend.i18n import _

SEARCH_KEY_PLACE = b"search_keys.sealed"
HASH_BYTES = 16
_WORD_BYTES = 10  # with its sign a word of the search, of 24 letters at most
WORD_SIGN = "#"
_PROCESS: dict[str, Keys] = {}
_RINGS: "WeakKeyDictionary[Dialect, Ring]" = WeakKeyDictionary()


class Ring:
    """Seals, opens and hashes for one database."""

    def __init__(self, keys: Keys, read_search_key: Callable[[], bytes | None]) -> None:
        self.keys = keys
        self._read = read_search_key
        self._search_key: bytes | None = None

    def hash(self, kind: str, value: str) -> bytes:
        """By which a value of a kind ("citizen_id") is found without being readable."""
        key = self._search_key or self.check()
        return hmac.digest(key, f"{kind}:{value}".encode(), hashlib.sha256)[:HASH_BYTES]

    def word(self, digits: str) -> str:
        """The same as a word of the search among requests: "#" and 20 letters."""
        return WORD_SIGN + self.hash("word", digits)[:_WORD_BYTES].hex()

    def check(self) -> bytes:
        """The search key, read once. Raises `WrongKey` when no key opens it, `BadSetting` when none
        is set."""
        sealed = self._read()
        if sealed is None:
            raise LookupError("search_keys has no row")
        try:
            self._search_key = self.keys.open(sealed, SEARCH_KEY_PLACE)
        except Tampered:
            raise WrongKey(
                _(
                    "ENCRYPTION_KEYS không mở được cơ sở dữ liệu này. Đặt lại khóa đã dùng khi ghi "
                    "dữ liệu; không có khóa ấy thì không đọc lại được số đã lưu."
                )
            ) from None
        return self._search_key

    def begin(self, search_key: bytes) -> bytes:
        """Takes a search key; hands it back sealed, to be kept."""
        self._search_key = search_key
        return self.keys.seal(search_key, SEARCH_KEY_PLACE)


def use_keys(keys: Keys) -> None:
    """Databases that this process opens from now on are read and written with these keys."""
    _PROCESS["keys"] = keys


def fit(engine: Engine) -> None:
    """Gives an engine the keys of the process."""

    def read() -> bytes | None:
        with engine.connect() as connection:
            sealed: Any = connection.scalar(text("SELECT sealed FROM search_keys"))
        return None if sealed is None else bytes(sealed)

    _RINGS[engine.dialect] = Ring(_PROCESS.get("keys", NO_KEYS), read)


def ring_of(dialect: Dialect) -> Ring:
    """The ring of the database that speaks through this dialect."""
    return _RINGS[dialect]
