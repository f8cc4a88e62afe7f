"""`noisong read`: what the readers make of messages, one JSON line in, one JSON line out.

In: `{"kind": "phone", "text": "sdt em 0912.345.678 nha"}`. Out: `{"value": "0912345678",
"confirm": false}`; the value is null when nothing usable was said, and a line that is no such
object gives `{"error": ...}`. Needs no database and no settings.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import cache
from typing import Any

from backend.i18n import _
from backend.vietnamese import fold
from bot.reading.base import NOTHING, Reading
from bot.reading.birth_years import read_birth_year
from bot.reading.citizen_ids import read_citizen_id
from bot.reading.dates import read_date
from bot.reading.grades import read_grade
from bot.reading.intents import kind_of, read_intent
from bot.reading.names import read_name
from bot.reading.numbers import read_number
from bot.reading.phones import read_phone
from bot.reading.places import Known, read_place
from bot.reading.word_lists import words_in
from bot.reading.yes_no import read_answer


@cache
def _known_units() -> Known:
    """The names of all units of the country, of today and before; read when first needed."""
    from backend.administrative_units.country import new_units, old_units
    from backend.administrative_units.models import Level

    communes: set[str] = set()
    above: set[str] = set()
    for unit in (*new_units().values(), *old_units().values()):
        if not unit.name.isdecimal():
            (communes if unit.level is Level.COMMUNE else above).add(fold(unit.name))
    return Known(frozenset(communes), frozenset(above) | words_in("places", "renamed"))


Reader = Callable[[str, date], Reading[Any]]

READERS: dict[str, Reader] = {
    "yes_no": lambda text, _today: read_answer(text),
    "date": read_date,
    "birth_year": read_birth_year,
    "phone": lambda text, _today: read_phone(text),
    "citizen_id": lambda text, _today: read_citizen_id(text),
    "number": lambda text, _today: read_number(text),
    "grade": lambda text, _today: read_grade(text),
    "unit": lambda text, _today: read_place(text, _known_units()),
    "name": lambda text, _today: read_name(text),
    "intent": lambda text, _today: _intent(text),
}


def _intent(text: str) -> Reading[str]:
    """The kind of wish."""
    reading = read_intent(text)
    kind = kind_of(reading.value)
    return NOTHING if kind is None else Reading(kind, reading.confirm)


def read_lines(lines: Iterable[bytes], today: date) -> Iterator[str]:
    """One line of JSON for each line that is not blank; `today` is the day of the conversation."""
    for line in lines:
        if line.strip():
            yield json.dumps(_answer(line, today), ensure_ascii=False)


def _answer(line: bytes, today: date) -> dict[str, object]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": _("Dòng này không phải JSON.")}
    kind, text = (asked.get("kind"), asked.get("text")) if isinstance(asked, dict) else (None, None)
    if not isinstance(kind, str) or kind not in READERS:
        known = ", ".join(READERS)
        return {"error": _('Cần "kind" là một trong: {kinds}.').format(kinds=known)}
    if not isinstance(text, str):
        return {"error": _('Cần "text" là một chuỗi chữ.')}
    reading = READERS[kind](text, today)
    return {"value": reading.value, "confirm": reading.confirm}
