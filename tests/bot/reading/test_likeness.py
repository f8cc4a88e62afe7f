"""Which known sentences a message is most like."""

from math import exp

import pytest

from bot.reading.likeness import Likeness
from bot.reading.phrases import split

KNOWN = Likeness(
    [
        (split("máy bật không lên"), "fault"),
        (split("máy hỏng loa"), "fault"),
        (split("nhà tôi không có mạng"), "coverage"),
        (split("mạng chậm"), "coverage"),
        (split("lớp 5"), "answer"),
    ],
    {"tui": "toi", "hổng": "khong"},
)


def _most_like(text: str) -> str:
    alike = KNOWN.of(split(text))
    return max(alike, key=alike.__getitem__)


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("loa không lên", "fault"),
        ("may bat khong len", "fault"),
        ("mạng nhà chậm", "coverage"),
        ("lớp 4", "answer"),
    ],
)
def test_a_message_is_like_sentences_with_its_words(text: str, label: str) -> None:
    assert _most_like(text) == label


def test_the_probabilities_of_all_labels_make_one() -> None:
    alike = KNOWN.of(split("máy chậm"))
    assert set(alike) == {"fault", "coverage", "answer"}
    assert sum(map(exp, alike.values())) == pytest.approx(1)


def test_nothing_is_like_words_that_no_sentence_has() -> None:
    assert KNOWN.of(split("xyz")) == {}
    assert KNOWN.of([]) == {}


def test_words_of_another_region_weigh_the_same() -> None:
    one, another = KNOWN.of(split("nhà tôi không có")), KNOWN.of(split("nhà tui hổng có"))
    assert one == pytest.approx(another)


def test_any_number_stands_for_any_other() -> None:
    assert KNOWN.of(split("lớp 1")) == pytest.approx(KNOWN.of(split("lớp 99")))


def test_the_words_that_speak_for_a_label_come_strongest_first() -> None:
    words = KNOWN.speaks_for("fault", split("loa nhà tôi hỏng"))
    assert {"loa", "hong"} <= set(words)
    assert not {"nha", "toi"} & set(words)
