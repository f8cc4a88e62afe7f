"""What is different between two revisions of a programme."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from backend.programmes.wording import key_words, value_words

_NAMES = ("code", "key", "name")  # by which the parts of a list are recognised


@dataclass(frozen=True)
class Change:
    """One thing that was `before` and is `after`, in words; "" for what was not there or is gone."""

    where: str
    before: str
    after: str


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Change]:
    """All of them, in the order of the newer file; what is gone comes at its part's end."""
    return list(_between("", before, after))


def _between(where: str, before: Any, after: Any) -> Iterator[Change]:
    if before == after:
        return
    old, new = _parts(before), _parts(after)
    if old is None or new is None:
        yield Change(where, value_words(before), value_words(after))
        return
    for name in dict.fromkeys((*new, *old)):
        inner = f"{where}, {key_words(name)}" if where else key_words(name)
        yield from _between(inner, old.get(name), new.get(name))
    if list(new) != list(old) and set(new) == set(old) and isinstance(after, list):
        yield Change(where, _order(old), _order(new))


def _parts(value: Any) -> dict[str, Any] | None:
    """A table by key, or a list of tables by their codes; None for what is compared whole."""
    if isinstance(value, Mapping):
        return dict(value)
    if not isinstance(value, list) or not all(isinstance(part, Mapping) for part in value):
        return None
    named = {_name(part): part for part in value}
    return named if len(named) == len(value) else None


def _name(part: Mapping[str, Any]) -> str:
    return next((f"«{part[name]}»" for name in _NAMES if name in part), "")


def _order(parts: Mapping[str, Any]) -> str:
    return ", ".join(parts)
