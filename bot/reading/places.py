"""Reads a place in its levels: "thôn 1 xã Hồng Thủy" -> `thon|1|Hồng Thủy`."""

import re
from collections.abc import Sequence

from backend.vietnamese import fold, normal
from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.known_units import NO_UNITS, Known, cut
from bot.reading.phrases import line_of, spell_out
from bot.reading.place_levels import TOKEN, Level, kinds, levels_of, word_of
from bot.reading.place_talk import only_place, phrases, without_politeness, without_tail
from bot.reading.spoken import NUMBER_WORDS, SCALE_WORDS, value_of
from bot.reading.word_lists import load, words_in

__all__ = ["NO_UNITS", "Known", "read_place"]

_LONGEST_UNHEARD = 3  # words: "ở nhờ nhà người ta" is no place
_LONG_NUMBER = re.compile(r"\d{4,}")


def _is_house(level: Level) -> bool:
    return not level.kind and level.name[0].isdecimal()


def _is_said_between(level: Level) -> bool:
    """Whether a level is talk: "gần ủy ban", "chị ơi", "đi bộ nửa ngày"."""
    words = [word_of(token) for token in level.name]
    idle = words_in("places", "tail") | words_in("places", "tail_addressed")
    return not level.kind and (
        bool(phrases("talk").anywhere(words)) or all(word.typed in idle for word in words)
    )


def _without_talk(levels: list[Level], known: Known) -> list[Level]:
    """Without "cháu ở với bà" before "thôn 2", and without streets."""
    alone = len(levels) == 1
    streets = [
        level for level in levels if level.kind == "duong" or (_is_house(level) and not alone)
    ]
    levels = [level for level in levels if level not in streets]
    if any(level.kind for level in levels):
        levels = [level for level in levels if not _is_said_between(level)]
    talks = (
        {normal(word) for word in levels[0].name} & words_in("places", "between") if levels else {}
    )
    talk = len(levels) > 1 and not levels[0].kind and (levels[1].is_hamlet or talks)
    talk = talk and not any(level.is_hamlet for level in levels[2:])
    talk = talk and not known.holds(levels[0].name)
    levels = levels[1:] if talk else levels
    return [
        level
        for at, level in enumerate(levels)
        if not (at and level.kind in words_in("places", "within") and levels[at - 1].is_village)
    ]


def _rank(level: Level, known: Known) -> tuple[int, bool]:
    """How large a unit is; of two alike the one whose kind was said is surer."""
    name = fold(" ".join(level.name))
    is_above = not level.kind and name in known.above and name not in known.communes
    return level.rank + 2 * is_above, not level.kind


def _from_the_smallest(levels: list[Level], known: Known) -> list[Level]:
    """ "xã Sa Bình thôn Bình Giang" begins with the larger one; what is said behind the smallest
    is nearer to it than what is said before."""
    at = min(range(len(levels)), key=lambda i: levels[i].rank)
    if at == 0:
        return levels
    around = [*levels[at + 1 :], *reversed(levels[:at])]
    return [levels[at], *sorted(around, key=lambda level: _rank(level, known))]


def _number(name: list[str]) -> list[str]:
    """ "hai" as "2", where it is all of a hamlet's name."""
    words = [normal(word) for word in name]
    said = all(word in NUMBER_WORDS for word in words)
    value = value_of(words) if said and (len(words) == 1 or set(words) & set(SCALE_WORDS)) else None
    return [str(value)] if value else name


def _levels(tokens: Sequence[str], known: Known) -> tuple[list[Level], bool]:
    """The levels of a place, smallest first, and whether that took a guess."""
    said = levels_of(tokens)
    if len(said) > 1 and said[1].is_hamlet and not said[0].kind:
        last = normal(said[0].name[-1])
        if last in words_in("places", "beside"):
            return [], True
    for level in said[:-1]:
        level.name = without_tail(level.name, known) if level.kind else level.name
    levels = _without_talk(said, known)
    words = [word_of(token) for token in tokens]
    talk = len(said) == 1 and not said[0].kind and phrases("talk").anywhere(words)
    long = levels and not levels[0].kind and _LONG_NUMBER.fullmatch(levels[0].name[0])
    if not levels or talk or long:
        return [], True
    if not any(level.kind for level in levels) and _is_said_between(levels[0]):
        return [], True
    levels = _from_the_smallest(levels, known)
    return levels, levels != said


def read_place(text: str, known: Known = NO_UNITS) -> Reading[str]:
    """`kind|name|name of the next larger unit`, empty where nothing was said.

    The kind is folded and hyphenated (`thon`, `thi-tran`), names stay as typed. To be confirmed:
    two names that were told apart by `known` only, a number in words, talk around the place.
    """
    line, doubted = only_place(line_of(text))
    tokens = without_politeness(TOKEN.findall(line), known)
    words = [word_of(token) for token in tokens]
    if (
        "?" in line
        or phrases("nowhere").anywhere(spell_out(words))
        or phrases("no_place").whole(words)
        or kinds().whole(words)
    ):
        return NOTHING
    levels, guessed = _levels(tokens, known)
    if not levels:
        return NOTHING
    first, parent = levels[0], levels[1].name if len(levels) > 1 else []
    name, guessed = first.name, guessed or doubted
    if not parent and first.is_hamlet and not first.is_numbered:
        name, parent = cut(name, known.communes | known.above)
        guessed = guessed or bool(parent) or len(name) > 2
    if first.is_hamlet and (number := _number(name)) != name:
        name, guessed = number, True
    if first.is_commune and not parent:
        name, parent = cut(name, known.above, known.shortest_behind(name))
        guessed = guessed or bool(parent)
    if not (first.kind or parent) and known.begins(name):
        name, parent = cut(name, known.above, known.shortest_behind(name))
        guessed = bool(parent)
    unheard = known is not NO_UNITS and not known.holds(name)
    guessed = guessed or (not first.kind and unheard)
    if fold(" ".join(parent)) not in known.communes:
        parent, _above = cut(parent, known.above, shortest=1)
    talk = not first.kind and unheard and len(name) > _LONGEST_UNHEARD
    if talk or len(name) > load("places")["longest_name"]:
        return NOTHING
    place = f"{first.kind}|{' '.join(name)}|{' '.join(parent)}"
    return unsure(place) if guessed else sure(place)
