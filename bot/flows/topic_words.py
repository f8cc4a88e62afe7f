"""The words of questions about a programme, and of what asks one."""

from collections.abc import Mapping
from functools import cache

from backend.programmes.schema import Question
from bot.reading.phrases import Word, spell_out, split, unglue

_ASKING = "không gì chi nào mô đâu mấy bao sao răng ai hay hả nhỉ"


def has_asking_word(words: list[Word]) -> bool:
    """Whether one of the words asks."""
    return any(word.means(asking) for word in words for asking in _asking())


@cache
def examples(questions: tuple[Question, ...]) -> Mapping[str, str]:
    """Every title and example without its marks, with the key of its question."""
    return {bare(each): q.key for q in questions for each in (q.title, *q.examples)}


def bare(text: str) -> str:
    """The words of a message without their marks."""
    return " ".join(word.bare for word in plain(text))


def plain(text: str) -> list[Word]:
    """The words of a message in full, numbers apart from letters ("lop5")."""
    typed = " ".join(word.typed for word in spell_out(split(text)))
    return split(unglue(typed), raw=False)


@cache
def _asking() -> list[Word]:
    return split(_ASKING, raw=False)
