"""What share of many sentences is understood, however they are typed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from bot.reading.intents import Intent, kind_of, read_intent
from bot.reading.word_lists import load
from tests.bot.reading.typing_habits import HABITS

HELD_BACK = Path(__file__).parent / "held_back_wishes.tsv"
KNOWN_RIGHT, HELD_BACK_RIGHT = 0.97, 0.96
FEWEST = 900
MOST_SURE_ANSWERS = 5  # "đã có máy" answers one question and opens a talk elsewhere


def _kind(label: str) -> str | None:
    return None if label == "none" else kind_of(Intent(label))


def _known() -> list[tuple[str, str]]:
    return [
        (label, each) for label, listed in load("sentences")["intents"].items() for each in listed
    ]


def _held_back() -> list[tuple[str, str]]:
    lines = HELD_BACK.read_text("utf-8").splitlines()
    split = (line.split("\t") for line in lines if not line.startswith("#"))
    return [(label, sentence) for label, sentence in split]


def _misread(
    sentences: list[tuple[str, str]], typed: Callable[[str], str]
) -> Iterator[tuple[str, str, str | None]]:
    for label, sentence in sentences:
        kind = kind_of(read_intent(typed(sentence)).value)
        if kind != _kind(label):
            yield label, typed(sentence), kind


@pytest.mark.parametrize("habit", HABITS)
def test_known_sentences_are_understood(habit: str) -> None:
    known = _known()
    misread = list(_misread(known, HABITS[habit]))
    assert len(misread) <= (1 - KNOWN_RIGHT) * len(known), misread


@pytest.mark.parametrize("habit", HABITS)
def test_sentences_that_no_list_has_seen_are_understood(habit: str) -> None:
    held_back = _held_back()
    misread = list(_misread(held_back, HABITS[habit]))
    assert len(misread) <= (1 - HELD_BACK_RIGHT) * len(held_back), misread


def test_what_is_held_back_stays_out_of_the_lists() -> None:
    overlap = {each for _, each in _known()} & {each for _, each in _held_back()}
    assert len(_known()) >= FEWEST
    assert not overlap


def test_an_answer_is_never_surely_a_wish() -> None:
    """A sure wish is served in the middle of a question, instead of an answer to it."""
    surely = [
        (sentence, reading.value)
        for label, sentence in [*_known(), *_held_back()]
        if label == "none" and (reading := read_intent(sentence)).certain
    ]
    assert len(surely) <= MOST_SURE_ANSWERS, surely
