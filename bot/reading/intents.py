"""Reads what a free sentence wants, by ordered rules over groups of words."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.codes import read_code
from bot.reading.phrases import Phrases, Word, spell_out, split
from bot.reading.word_lists import load, words_in

LONG_NUMBER = re.compile(r"\+?\d[\d .\-]{5,}\d")


class Intent(StrEnum):
    """What a person may want; the keys of `words/intents.toml`."""

    CHILD_PROTECTION = "child_protection"
    REQUEST_DEVICE = "request_device"
    REQUEST_DATA_PACKAGE = "request_data_package"
    CHECK_STATUS = "check_status"
    CONFIRM_RECEIVED = "confirm_received"
    DENY_RECEIVED = "deny_received"
    SUPPLEMENT = "supplement"
    REPORT_FAULT = "report_fault"
    REPORT_COVERAGE = "report_coverage"
    TEACHER_NEED = "teacher_need"
    COMPLAINT = "complaint"
    ACCESS_POINT = "access_point"
    LEARNING_TITLE = "learning_title"
    DONATE = "donate"
    DATA_VIEW = "data_view"
    DATA_FIX = "data_fix"
    DATA_DELETE = "data_delete"
    DATA_STOP = "data_stop"
    HELP = "help"
    HUMAN = "human"
    MENU = "menu"
    CANCEL = "cancel"
    BACK = "back"
    AGAIN = "again"
    LATER = "later"
    GREET = "greet"
    THANKS = "thanks"
    OUT_OF_SCOPE = "out_of_scope"


@dataclass(frozen=True)
class _Rule:
    """An intent, the groups that must all be spoken of, those that must not, and whether to ask."""

    intent: Intent
    needs: frozenset[str]
    excludes: frozenset[str]
    unsure: bool

    def fits(self, spoken_of: set[str]) -> bool:
        return self.needs <= spoken_of and not self.excludes & spoken_of


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            Intent(rule["intent"]),
            frozenset(rule["with"]),
            frozenset(rule.get("without", ())),
            rule.get("unsure", False),
        )
        for rule in load("intents")["rules"]
    )


@cache
def _groups() -> Phrases[str]:
    listed = load("intents")["groups"]
    return Phrases((phrase, group) for group, phrases in listed.items() for phrase in phrases)


def read_intent(text: str) -> Reading[Intent]:
    """The first rule of `words/intents.toml` that fits; a bare request code asks for its status."""
    command = control_word(text)
    if command:
        return sure(command)
    # A telephone number may hold 111, which is also the number for children in danger.
    spoken_of = _groups().anywhere(spell_out(split(LONG_NUMBER.sub(" ", text))))
    if read_code(text).certain and not spoken_of & {"not_received", "received", "complaint", "fix"}:
        return sure(Intent.CHECK_STATUS)
    rule = next((rule for rule in _rules() if rule.fits(spoken_of)), None)
    if rule is None:
        return NOTHING
    return unsure(rule.intent) if rule.unsure else sure(rule.intent)


@cache
def _controls() -> Phrases[Intent]:
    listed = load("control_words")["words"]
    return Phrases((word, Intent(name)) for name, words in listed.items() for word in words)


@cache
def _politeness(place: str) -> list[Word]:
    return split(" ".join(load("control_words")[place]))


def _without_politeness(words: list[Word]) -> list[Word]:
    """Without "dạ" in front and "ạ" behind."""
    while len(words) > 1 and any(map(words[0].means, _politeness("before"))):
        words = words[1:]
    while len(words) > 1 and any(map(words[-1].means, _politeness("after"))):
        words = words[:-1]
    return words


def control_word(text: str, *, expecting_name: bool = False) -> Intent | None:
    """The command that a whole message is, if it is one; safe in the middle of a question.

    "dung" is never DỪNG, because unmarked it is "đúng" as well. While a name is asked, words that
    are names without their marks (Huy, Sua) are answers, however they are cased; "huỷ" is not.
    """
    if "?" in text:
        return None
    words = _without_politeness(split(text))
    typed = " ".join(word.typed for word in words)
    answers = "also_names" if expecting_name else "marked_only"
    if typed in words_in("control_words", "marked_only") | words_in("control_words", answers):
        return None
    return _controls().whole(words)
