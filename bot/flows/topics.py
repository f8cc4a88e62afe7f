"""Which question about a programme a message asks: by the words of the examples in its file."""

from collections.abc import Sequence
from functools import cache
from math import log

from rapidfuzz.fuzz import ratio

from backend.programmes.schema import Question
from bot.flows.topic_words import bare, examples, has_asking_word, plain
from bot.reading.likeness import Likeness
from bot.reading.word_lists import load

# Of all topics, so likely must the best one be to be answered at once; the rest is asked.
SURE = log(0.7)
MOST_LIKELY = 4
ALIKE = 86  # percent of letters
FEWEST_WORDS = 4  # for a sentence to be more than a name


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


def shared_words(question: Question, text: str) -> int:
    """How many words of a message stand in the title and the examples of a question."""
    known = {word.bare for each in (question.title, *question.examples) for word in plain(each)}
    return len(known & {word.bare for word in plain(text)})


def is_example(questions: tuple[Question, ...], text: str) -> bool:
    """Whether a message is one of the examples, or a title."""
    return _example(questions, text) is not None


def is_asked(questions: tuple[Question, ...], text: str) -> bool:
    """Whether a message asks one of the questions: in the words of an example, or else in a few
    words of which one asks and which plainly mean it. Read where no sure wish was found."""
    words = plain(text)
    asks = len(words) >= FEWEST_WORDS and has_asking_word(words)
    found = plain_question(questions, text) if asks else None
    return found is not None or _example(questions, text) is not None


def _example(questions: tuple[Question, ...], text: str) -> str | None:
    """The key of the question whose example a message is."""
    typed, known = bare(text), examples(questions)
    best = max(known, key=lambda example: ratio(typed, example), default="")
    return known[best] if best and ratio(typed, best) >= ALIKE else None


@cache
def _known(questions: tuple[Question, ...]) -> Likeness:
    listed = load("sentences")["same"]
    same = {form: bare(word) for word, forms in listed.items() for form in forms}
    asked = [(each, q.key) for q in questions for each in (q.title, *q.examples)]
    return Likeness(((plain(each), key) for each, key in asked), same)
