"""Columns that are encrypted at rest, and the hashes by which encrypted values are found.

Nothing can be asked of an encrypted column in SQL; whoever tries is told at once. An empty text is
kept empty: that nothing was said is no secret, and a list of a million rows is mostly that.
"""

import json
from collections.abc import Callable
from operator import eq
from typing import Any, NoReturn

from pydantic_core import PydanticSerializationError, from_json, to_json
from sqlalchemy import Column, Dialect, LargeBinary, TypeDecorator
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.sql.operators import OperatorType, is_, is_not

from backend.encryption.ring import HASH_BYTES, ring_of


class _Unsearchable(TypeDecorator.Comparator[Any]):
    """Two encryptions of one value differ: a comparison would quietly find nothing."""

    def operate(self, op: OperatorType, *other: Any, **kwargs: Any) -> Any:
        # An update through the ORM looks its columns up in dictionaries.
        is_lookup = op is eq and isinstance(other[0], Column) and hash(other[0]) == hash(self.expr)
        if is_lookup or op in (is_, is_not):
            return super().operate(op, *other, **kwargs)
        raise TypeError("an encrypted column cannot be searched: compare its hash")

    def reverse_operate(self, op: OperatorType, other: Any, **kwargs: Any) -> NoReturn:
        raise TypeError("an encrypted column cannot be searched: compare its hash")


class Sealed(TypeDecorator[Any]):
    """What the encrypted types share; each says how its values become bytes. `place` is
    "table.column": sealed in one column, a value does not open in another."""

    impl = LargeBinary
    cache_ok = True
    comparator_factory = _Unsearchable

    def __init__(self, place: str) -> None:
        super().__init__()
        self.place = place
        self._place = place.encode()

    def to_bytes(self, value: Any) -> bytes:
        """The value before it is sealed, here bytes as they are; b"" stays so."""
        return bytes(value)

    def from_bytes(self, plain: bytes) -> Any:
        """The value of these bytes."""
        return plain

    def process_bind_param(self, value: Any, dialect: Dialect) -> bytes | None:
        """Sealed. Raises `BadSetting` when there is no key."""
        if value is None:
            return None
        plain = self.to_bytes(value)
        return ring_of(dialect).keys.seal(plain, self._place) if plain else b""

    def process_result_value(self, value: Any, dialect: Dialect) -> Any:
        """As it was. Raises `Tampered` for a value that was not sealed here."""
        if value is None:
            return None
        sealed = bytes(value)
        return self.from_bytes(ring_of(dialect).keys.open(sealed, self._place) if sealed else b"")


class Encrypted(Sealed):
    """A text."""

    cache_ok = True

    def to_bytes(self, value: str) -> bytes:
        """As UTF-8."""
        return value.encode()

    def from_bytes(self, plain: bytes) -> str:
        """From UTF-8."""
        return plain.decode()


class EncryptedJson(Sealed):
    """Anything that JSON can say; nothing at all (None) is NULL."""

    cache_ok = True

    def to_bytes(self, value: Any) -> bytes:
        """As JSON."""
        try:
            return to_json(value)
        except PydanticSerializationError:  # half of a surrogate pair
            return json.dumps(value).encode()

    def from_bytes(self, plain: bytes) -> Any:
        """From JSON."""
        try:
            return from_json(plain)
        except ValueError:  # half of a surrogate pair
            return json.loads(plain)


class EncryptedBytes(Sealed):
    """A file."""

    cache_ok = True


class Hashed(TypeDecorator[Any]):
    """The keyed hash of an encrypted value of a kind: written, and compared with, as the plain text;
    "" and None are NULL. Read back it is the hash, as which it may be written again."""

    impl = LargeBinary(HASH_BYTES)
    cache_ok = True

    def __init__(self, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def process_bind_param(self, value: str | bytes | None, dialect: Dialect) -> bytes | None:
        """The hash of a text."""
        if isinstance(value, str):
            return ring_of(dialect).hash(self.kind, value) if value else None
        return value


def hash_of(column: str) -> Callable[[DefaultExecutionContext], str | None]:
    """Fills a new row's hash in from the column that it belongs to."""

    def said(context: DefaultExecutionContext) -> str | None:
        values: dict[str, Any] = context.get_current_parameters()  # type: ignore[no-untyped-call]
        return values.get(column)

    return said
