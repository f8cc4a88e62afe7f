"""Which of the things on offer a sentence asks for: their names act, likeness only asks."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache

from backend.vietnamese import fold
from bot.reading.base import NOTHING, Reading, sure
from bot.reading.likeness import Likeness
from bot.reading.patterns import Groups
from bot.reading.phrases import Phrases, Word, spell_out, split, unglue
from bot.reading.word_lists import load, words_in

LIKELY = -1.6  # the odds from which likeness alone may ask


@dataclass(frozen=True)
class Offer:
    """What may be asked for: `things` are its names ("máy", "chăn ấm"), `examples` ways to ask."""

    code: str
    examples: tuple[str, ...]
    things: tuple[str, ...]
    for_pupils: bool = True


@dataclass(frozen=True)
class Meant:
    """The one offer that is meant, or those among which to ask; both empty where nothing tells."""

    code: str | None = None
    among: tuple[str, ...] = field(default=())


def meant(offers: Sequence[Offer], text: str) -> Meant:
    """What a sentence asks for of these offers. A thing that is named for somebody whom the offer is
    not for, and two things are to be asked; what is merely like an example only joins in."""
    words = _words(text)
    bare = " ".join(word.bare for word in words)
    for offer in offers:
        if bare and bare in {_bare(example) for example in offer.examples}:
            return Meant(offer.code)
    spoken_of = _groups().spoken_of(words)
    fitting = [each for each in offers if _may_be_for(each, spoken_of)]
    spoken = _named(offers, words)
    if len(spoken) == 1 and (spoken[0] in fitting or not fitting):
        return Meant(spoken[0].code)
    if spoken:
        like = list(_alike(fitting, words)) or [each.code for each in fitting]
        return Meant(among=tuple(o.code for o in offers if o in spoken or o.code in like))
    if fitting and len(fitting) < len(offers):
        only = fitting[0].code if len(fitting) == 1 else None
        return Meant(only, () if only else tuple(each.code for each in fitting))
    return Meant()


def asks_for(offers: Sequence[Offer], text: str) -> Reading[str]:
    """The offer that a sentence plainly asks for: a wish, and the name of one thing; nothing else."""
    words = _words(text)
    bare = " ".join(word.bare for word in words)
    exact = [o.code for o in offers if bare in {_bare(each) for each in o.examples}]
    if len(exact) == 1:
        return sure(exact[0])
    spoken = _named(offers, words)
    wishes = "wishes" in _groups().spoken_of(words)
    return sure(spoken[0].code) if wishes and len(spoken) == 1 else NOTHING


def named(offers: Sequence[Offer], text: str) -> dict[str, int]:
    """The offers of which a sentence speaks at all, with the words of the longest name."""
    words = _words(text)
    codes = {offer.code for offer in _named(offers, words)}
    lengths = {code: 0 for code in codes}
    for _start, length, whose in _names(offers, words):
        lengths |= {code: max(lengths[code], length) for code in whose & codes}
    return lengths


def wishes(text: str) -> bool:
    """Whether something is asked for at all, whatever it is."""
    return "wishes" in _groups().spoken_of(_words(text))


def asks_for_number(text: str) -> bool:
    """Whether it is somebody's telephone number that is asked for."""
    return "phone_number" in _groups().spoken_of(_words(text))


def _may_be_for(offer: Offer, spoken_of: set[str]) -> bool:
    """Whether what is said of whom it is for speaks against nothing."""
    own, other = ("pupil", "household") if offer.for_pupils else ("household", "pupil")
    return own in spoken_of or other not in spoken_of


def _named(offers: Sequence[Offer], words: Sequence[Word]) -> list[Offer]:
    """The offers whose things are named; of two names in a row ("máy điện thoại") the longer one."""
    found = list(_names(offers, words))
    kept = [
        codes
        for at, (start, length, codes) in enumerate(found)
        if not any(
            other != at and start2 in (start + length, start) and length2 > length
            for other, (start2, length2, _codes) in enumerate(found)
        )
    ]
    codes = {code for each in kept for code in each}
    common = set.intersection(*kept) if kept else set()
    return [offer for offer in offers if offer.code in (common or codes)]


def _names(offers: Sequence[Offer], words: Sequence[Word]) -> Iterator[tuple[int, int, set[str]]]:
    """Where a name stands, how long it is, and whose it is."""
    phrases, start = _phrases(tuple(offers)), 0
    while start < len(words):
        here = list(phrases.at(words, start))
        length = max((length for _code, length in here), default=0)
        if any(code for code, each in here if each == length):
            yield start, length, {code for code, each in here if code and each == length}
        start += length or 1


@cache
def _phrases(offers: tuple[Offer, ...]) -> Phrases[str]:
    """Every name of a thing, with the offer's code; "" for words that hold one and name none."""
    names = {(name, offer.code) for offer in offers for name in _called(offer)}
    return Phrases(sorted(names | {(words, "") for words in words_in("offers", "no_thing")}))


def _called(offer: Offer) -> set[str]:
    """The things' names, those that stand in the examples, and other words for each."""
    told = {*offer.things, *filter(None, map(_thing_in, offer.examples))}
    same: dict[str, list[str]] = load("offers")["same"]
    return told | {other for name in told for other in same.get(name.lower(), ())}


def _thing_in(example: str) -> str:
    """ "chăn ấm" of "xin chăn ấm cho con"; empty where no wish stands in front."""
    words = [word.typed for word in split(example, raw=False)]
    if not words or words[0] not in ("xin", "đăng", "cần", "muốn"):
        return ""
    asks = {part for phrase in words_in("offers", "asks") for part in phrase.split()}
    while words and words[0] in asks:
        words.pop(0)
    ends = next((at for at, word in enumerate(words) if word in ("cho", "để", "của")), len(words))
    return " ".join(words[:ends])


def _alike(offers: Sequence[Offer], words: Sequence[Word]) -> Iterator[str]:
    """The offers whose examples a sentence is like."""
    odds = _likeness(tuple(offers)).of(words) if len(offers) > 1 else {}
    yield from (offer.code for offer in offers if odds.get(offer.code, LIKELY - 1) >= LIKELY)


@cache
def _likeness(offers: tuple[Offer, ...]) -> Likeness:
    listed = load("sentences")["same"]
    same = {form: fold(word) for word, forms in listed.items() for form in forms}
    return Likeness(((_words(each), o.code) for o in offers for each in o.examples), same)


@cache
def _groups() -> Groups:
    listed = load("offers")
    groups = {name: listed[name] for name in ("wishes", "phone_number")} | listed["for_whom"]
    return Groups(groups, load("intents")["fixed"], load("intents")["particles"])


def _words(text: str) -> list[Word]:
    """The words in full, numbers apart from letters."""
    typed = " ".join(word.typed for word in spell_out(split(text)))
    return split(unglue(typed), raw=False)


@cache
def _bare(example: str) -> str:
    return " ".join(word.bare for word in _words(example))
