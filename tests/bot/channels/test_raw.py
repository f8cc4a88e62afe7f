"""Odd values in a platform's JSON come back empty, never as an exception."""

from typing import Any

import pytest

from bot.channels.raw import dig, identifier, moment, words


def test_a_missing_step_is_nothing() -> None:
    assert dig({"a": {"b": 1}}, "a", "b") == 1
    assert dig({"a": [1]}, "a", "b") is None
    assert dig(None, "a") is None


def test_words_can_be_stored_in_every_database() -> None:
    assert words("a\x00b \ud83d 🌊") == "ab ? 🌊"
    assert words(7) == words(None) == ""


def test_an_id_is_a_number_or_a_string() -> None:
    assert (identifier(7), identifier("a0c0")) == ("7", "a0c0")
    assert identifier(True) == identifier(1.5) == identifier({}) == ""


@pytest.mark.parametrize("odd", [None, True, "1776919152", 10**30, float("inf"), float("nan"), {}])
def test_an_impossible_time_is_none(odd: Any) -> None:
    assert moment(odd) is None


def test_a_time_is_in_utc() -> None:
    assert str(moment(1776919152500, per_second=1000)) == "2026-04-23 04:39:12.500000+00:00"
