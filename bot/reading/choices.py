"""Reads which of several offered labels was chosen: by number, by order, by words."""

from collections.abc import Iterable, Sequence
from functools import cache

from rapidfuzz.fuzz import ratio

from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.phrases import Phrases, Word, spell_out, split
from bot.reading.spoken import DIGIT_WORDS
from bot.reading.word_lists import load, words_in

# In percent of letters: "may tinh bagn" is "máy tính bảng", "lớp 1" is not "lớp 2".
_TYPO = 85
_LAST = -1


@cache
def _fillers() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load("choices")["filler"])


@cache
def _empty() -> Phrases[bool]:
    return Phrases((word, True) for word in load("choices")["empty"])


@cache
def _orders() -> Phrases[int]:
    """Ordinal words to positions from 1; -1 is the last."""
    return Phrases(
        (word, int(at)) for at, words in load("choices")["order"].items() for word in words
    )


@cache
def _negations() -> list[Word]:
    return split(" ".join(load("choices")["negation"]))


def begins_with_no(text: str) -> bool:
    """Whether the first word, after politeness, is a no: "dạ chưa đi học"."""
    said = split(text)
    words = _without_fillers(spell_out(said), [])
    negations = {word.typed for word in _negations()} | {"khong", "chua"}
    return bool(words) and words[0].typed in negations and not _is_of_a_name(said)


def _is_of_a_name(words: Sequence[Word]) -> bool:
    """Whether a "no" without marks begins a name, for nothing that is said of a no follows it."""
    first, *following = [word.typed for word in _without_fillers(words, [])]
    is_either = first in words_in("choices", "no_or_name") and bool(following)
    return is_either and following[0] not in words_in("choices", "said_of_no")


def _without_fillers(words: Sequence[Word], labels: Sequence[list[Word]]) -> list[Word]:
    """Without "em chọn số" and "ạ", except where a label has the word."""
    kept, at = [], 0
    while at < len(words):
        length = next(_fillers().at(words, at), (True, 0))[1]
        if not length or any(words[at].means(word) for label in labels for word in label):
            kept.append(words[at])
        at += length or 1
    return kept


def _bare(words: Sequence[Word]) -> str:
    return "".join(word.bare for word in words)


def _same(typed: Sequence[Word], label: Sequence[Word]) -> bool:
    """The label itself, with or without marks, its words written together or apart."""
    if len(typed) == len(label) and all(map(Word.means, typed, label)):
        return True
    marked = any(word.typed != word.bare for word in typed)
    if marked:
        return "".join(w.typed for w in typed) == "".join(w.typed for w in label)
    return _bare(typed) == _bare(label)


def _only(found: Iterable[int]) -> int | None:
    """The one place that was found, though perhaps by several names."""
    places = set(found)
    return places.pop() if len(places) == 1 else None


def _by_position(words: Sequence[Word], labels: Sequence[list[Word]]) -> Reading[int] | None:
    """The position that "2", "thứ hai" or "cuối cùng" tell; None when the words tell none."""
    position = _orders().whole(words)
    if position is None and len(words) == 1:
        typed = words[0].typed
        position = int(typed) if typed.isdecimal() and len(typed) < 4 else DIGIT_WORDS.get(typed)
    if position is None:
        return None
    at = len(labels) - 1 if position == _LAST else position - 1
    if not 0 <= at < len(labels):
        return NOTHING
    # "2" next to the labels "Thôn 2", "Thôn 1" may be the position or the name.
    named = [i for i, label in enumerate(labels) if any(w.means(v) for w in words for v in label)]
    return sure(at) if set(named) <= {at} else unsure(at)


def _by_words(words: Sequence[Word], labels: Sequence[list[Word]]) -> Reading[int]:
    """The one label whose own words were typed, and no word that only another label has."""
    owners = {
        owner
        for word in words
        if not _empty().whole([word])
        and (owner := _only([i for i, label in enumerate(labels) if any(map(word.means, label))]))
        is not None
    }
    at = _only(list(owners))
    if at is None:
        return NOTHING
    strange = [word for word in words if not any(map(word.means, labels[at]))]
    if any(word.means(not_) for word in strange for not_ in _negations()):
        return NOTHING
    agrees = [word.typed for word in strange] in ([], [str(at + 1)])
    return sure(at) if agrees else unsure(at)


def _by_likeness(words: Sequence[Word], labels: Sequence[tuple[int, list[Word]]]) -> Reading[int]:
    typed = _bare(words)
    if len(typed) < 4 or any(c.isdigit() for c in typed):
        return NOTHING
    inside = _only(place for place, label in labels if typed in _bare(label))
    if inside is not None:
        return sure(inside)
    at = _only(place for place, label in labels if ratio(typed, _bare(label)) >= _TYPO)
    return NOTHING if at is None else unsure(at)


def read_place(text: str, count: int) -> Reading[int]:
    """The index that "2", "thứ hai" or "cuối cùng" tell, in a list of `count`."""
    if "?" in text:
        return NOTHING
    return _by_position(_without_fillers(spell_out(split(text)), []), [[]] * count) or NOTHING


def read_choice(text: str, labels: Sequence[str], of: Sequence[object] = ()) -> Reading[int]:
    """The index of the label that was meant; nothing when two labels fit. `of` tells what each
    label is a name of: then the index is that of its first name."""
    first = [of.index(thing) for thing in of] or list(range(len(labels)))
    full = spell_out(split(text))
    offered = [spell_out(split(label)) for label in labels]
    answer = _without_fillers(full, [])
    for candidate in (full, answer):
        same = [at for at, label in zip(first, offered, strict=True) if _same(candidate, label)]
        if candidate and same:
            at = _only(same)
            return NOTHING if at is None else sure(at)
    if "?" in text:
        return NOTHING
    by_position = _by_position(answer, offered)
    if by_position is not None:
        return by_position
    named: list[list[Word]] = [[] for _label in labels]
    for at, label in zip(first, offered, strict=True):
        named[at] += label
    by_words = _by_words(_without_fillers(full, offered), named)
    if by_words.value is not None:
        return by_words
    return _by_likeness(answer, list(zip(first, offered, strict=True)))
