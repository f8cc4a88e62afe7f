"""Which question about a programme a message asks: by the words of the examples in its file."""

from collections.abc import Mapping, Sequence
from functools import cache
from math import log

from rapidfuzz.fuzz import ratio

from backend.programmes.schema import Question
from bot.reading.likeness import Likeness
from bot.reading.phrases import Word, spell_out, split, unglue
from bot.reading.word_lists import load

# Of all topics, so likely must the best one be to be answered at once; the rest is asked.
SURE = log(0.7)
MOST_LIKELY = 4
ALIKE = 86  # percent of letters
FEWEST_WORDS = 4  # for a sentence to be more than a name
_ASKING = "không gì chi nào mô đâu mấy bao sao răng ai hay hả nhỉ"


def likely(questions: tuple[Question, ...], text: str) -> Sequence[str]:
    """The keys of the questions that a message may ask, likeliest first: one where that is clear,
    a few to choose from where it is not, none where no word of it is known."""
    if key := _example(questions, text):
        return [key]
    odds = _known(questions).of(plain(text))
    ranked = sorted(odds, key=lambda key: -odds[key])
    return ranked[: 1 if ranked and odds[ranked[0]] >= SURE else MOST_LIKELY]


def plain_question(questions: tuple[Question, ...], text: str) -> Question | None:
    """The question that a message plainly asks."""
    found = likely(questions, text)
    return next((q for q in questions if [q.key] == list(found)), None)


def is_asked(questions: tuple[Question, ...], text: str) -> bool:
    """Whether a message asks one of the questions: in the words of an example, or else in a few
    words of which one asks and which plainly mean it. Read where no sure wish was found."""
    words = plain(text)
    asks = len(words) >= FEWEST_WORDS and any(w.means(a) for w in words for a in _asking())
    found = plain_question(questions, text) if asks else None
    return found is not None or _example(questions, text) is not None


def _example(questions: tuple[Question, ...], text: str) -> str | None:
    """The key of the question whose example a message is."""
    typed, examples = _bare(text), _examples(questions)
    best = max(examples, key=lambda example: ratio(typed, example), default="")
    return examples[best] if best and ratio(typed, best) >= ALIKE else None


@cache
def _examples(questions: tuple[Question, ...]) -> Mapping[str, str]:
    """Every title and example without its marks, with the key of its question."""
    return {_bare(each): q.key for q in questions for each in (q.title, *q.examples)}


def _bare(text: str) -> str:
    return " ".join(word.bare for word in plain(text))


@cache
def _known(questions: tuple[Question, ...]) -> Likeness:
    listed = load("sentences")["same"]
    same = {form: _bare(word) for word, forms in listed.items() for form in forms}
    asked = [(each, q.key) for q in questions for each in (q.title, *q.examples)]
    return Likeness(((plain(each), key) for each, key in asked), same)


@cache
def _asking() -> list[Word]:
    return split(_ASKING, raw=False)


def plain(text: str) -> list[Word]:
    """The words of a message in full, numbers apart from letters ("lop5")."""
    typed = " ".join(word.typed for word in spell_out(split(text)))
    return split(unglue(typed), raw=False)
