"""Reads what a free sentence wants, by ordered rules over groups of words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from backend.vietnamese import fold
from bot.reading.base import NOTHING, Reading, doubt, sure, unsure
from bot.reading.codes import read_any_code, read_code, without_codes
from bot.reading.gleaning import without_facts
from bot.reading.likeness import Likeness
from bot.reading.link_codes import read_link_code
from bot.reading.patterns import Groups
from bot.reading.phrases import Phrases, Word, spell_out, split, take_exactly, unglue
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
    COLLECTION = "collection"
    COURSES = "courses"  # of a community learning centre
    LEARNING_TITLE = "learning_title"
    DONATE = "donate"
    FIND_NEED = "find_need"  # a sponsor looks for a school
    DATA_VIEW = "data_view"
    DATA_FIX = "data_fix"
    DATA_DELETE = "data_delete"
    DATA_STOP = "data_stop"
    ALLOW_PHOTO = "allow_photo"  # of one's child, shown to others
    ALLOW_NAME = "allow_name"
    LINK_CHANNEL = "link_channel"
    UNDO_LINK = "undo_link"
    ABOUT_DEVICE = "about_device"  # a question about the programme: who gets a device
    ABOUT_PACKAGE = "about_package"
    ABOUT_PROGRAMME = "about_programme"
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


# The twenty kinds of wishes, where no finer one is told apart; the rest only steer a talk.
_KINDS = {
    Intent.DENY_RECEIVED: "check_status",
    Intent.SUPPLEMENT: "check_status",
    Intent.FIND_NEED: "donate",
    Intent.DATA_VIEW: "data_rights",
    Intent.DATA_DELETE: "data_rights",
    Intent.DATA_STOP: "data_rights",
    Intent.ALLOW_PHOTO: "data_rights",
    Intent.ALLOW_NAME: "data_rights",
    Intent.LINK_CHANNEL: "help",
    Intent.UNDO_LINK: "data_rights",
    Intent.DATA_FIX: "correction",
    Intent.MENU: "help",
    Intent.COLLECTION: "access_point",
    Intent.COURSES: "access_point",
    Intent.ABOUT_DEVICE: "request_device",
    Intent.ABOUT_PACKAGE: "request_data_package",
    Intent.ABOUT_PROGRAMME: "help",
}
_STEERING = (Intent.BACK, Intent.AGAIN, Intent.LATER)


def kind_of(intent: Intent | None) -> str | None:
    """Which of the twenty kinds an intent is; None for what only steers a talk."""
    return None if intent is None or intent in _STEERING else _KINDS.get(intent, str(intent))


# What a message that names a request by its code asks for, unless it clearly wants something else.
ABOUT_A_REQUEST = (Intent.REQUEST_DEVICE, Intent.GREET, Intent.HELP, Intent.THANKS)
NO_INTENT = "none"  # an answer, or talk that asks for nothing

# Logarithms of odds, tuned on sentences that no rule had seen. How much a rule that fits and the
# fact that none fits outweigh the known sentences; how much sooner a child is taken to be in danger;
# below what odds by the known sentences a rule is doubted.
SURE_RULE, NO_RULE, CHILD_IN_DANGER = 3.0, 2.0, 0.7
DOUBTED = -5.0
FEWEST_WORDS = 5  # for the known sentences to tell what no sure rule does
PLAIN = -0.15  # the odds that are enough for three or four words
LONGEST_COMMAND = 10  # words; no longer message is one


@dataclass(frozen=True)
class _Rule:
    """An intent, the groups that must all be spoken of, those that must not, and whether to ask."""

    intent: Intent | None
    needs: frozenset[str]
    excludes: frozenset[str]
    unsure: bool

    def fits(self, spoken_of: set[str]) -> bool:
        return self.needs <= spoken_of and not self.excludes & spoken_of

    def reading(self) -> Reading[Intent]:
        if self.intent is None:
            return NOTHING
        return unsure(self.intent) if self.unsure else sure(self.intent)


def _intent(name: str) -> Intent | None:
    return None if name == NO_INTENT else Intent(name)


@cache
def _rules() -> tuple[_Rule, ...]:
    return tuple(
        _Rule(
            _intent(rule["intent"]),
            frozenset(rule["with"]),
            frozenset(rule.get("without", ())),
            rule.get("unsure", False),
        )
        for rule in load("intents")["rules"]
    )


@cache
def _groups() -> Groups:
    listed = load("intents")
    return Groups(listed["groups"], listed["fixed"], listed["particles"])


@cache
def _sentences() -> Likeness:
    listed = load("sentences")
    same = {form: fold(word) for word, forms in listed["same"].items() for form in forms}
    known = listed["intents"].items()
    return Likeness(((_plain(each), intent) for intent, each_of in known for each in each_of), same)


def _plain(text: str) -> list[Word]:
    """The words of a sentence that is not in raw typing, numbers apart from letters ("lớp5")."""
    return spell_out(split(unglue(text), raw=False))


def _words(text: str) -> list[Word]:
    """The words in full, numbers apart from letters."""
    words = spell_out(split(text))
    return take_exactly([part for word in words for part in split(unglue(word.typed), raw=False)])


# "Đk máy" begins a wish; anywhere else "đk" is "được".
_APPLIES = re.compile(
    r"^((?:cho |em |e |tôi |toi |tui |mình |minh |muốn |muon |xin |dạ |da )*)(?:đk|dk)"
    r"(?= (?:máy|may|mtb?|điện thoại|dien thoai|đt|dt|xin|nhận|nhan|hỗ trợ|ho tro|chương trình"
    r"|chuong trinh|cho)\b)(?!.*\b(?:rồi|roi|r|chưa|chua|không|khong|ko|k)\b)",
    re.IGNORECASE,
)


def _words_of_wish(text: str) -> list[Word]:
    # A telephone number may hold 111, which is also the number for children in danger.
    return _words(LONG_NUMBER.sub(" ", _APPLIES.sub(r"\1đăng ký", without_codes(text))))


def _rule(words: list[Word]) -> _Rule | None:
    spoken_of = _groups().spoken_of(words)
    return next((rule for rule in _rules() if rule.fits(spoken_of)), None)


@lru_cache(maxsize=16)  # a message is read by several parts of its turn
def read_intent(text: str) -> Reading[Intent]:
    """What a sentence wants: a command, or the first rule of `words/intents.toml` that fits, weighed
    against what the most similar of `words/sentences.toml` want. What they say is to be confirmed.
    A bare request code asks for its status."""
    command = control_word(text)
    if command:
        return sure(command)
    words = _words_of_wish(text)
    rule = _rule(words)
    reading = rule.reading() if rule else NOTHING
    has_code = read_code(text).certain or read_any_code(text).certain
    if has_code and (reading.value in (None, *ABOUT_A_REQUEST) or not reading.certain):
        return sure(Intent.CHECK_STATUS)
    if rule and rule.intent in (None, Intent.CHILD_PROTECTION):
        return reading
    if rule and rule.intent in _STEERING and len(words) <= LONGEST_COMMAND:
        return reading  # the known sentences are about wishes only
    weighed = _weighed(reading, words)
    if reading.certain and not weighed.certain and (wish := without_facts(text)) != text:
        # The names, the school and the place of a child drown the wish that they follow.
        bare = _words_of_wish(wish)
        rule = _rule(bare)
        alone = _weighed(rule.reading(), bare) if rule else NOTHING
        return alone if alone.value is reading.value else weighed
    return weighed


def _weighed(reading: Reading[Intent], words: list[Word]) -> Reading[Intent]:
    """The reading of a rule in the light of the known sentences. It is doubted as well where they
    find an answer likelier: a sure wish would be served instead of an answer to a question."""
    alike = _sentences().of(words)
    if not alike:
        return reading
    enough = len(words) >= FEWEST_WORDS or (len(words) > 2 and max(alike.values()) > PLAIN)
    if not (enough or reading.certain):
        return reading
    kind = kind_of(reading.value)
    likely = max(odds for label, odds in alike.items() if kind_of(_intent(label)) == kind)
    weight = NO_RULE if reading.value is None else SURE_RULE if reading.certain else 0.0
    alike[Intent.CHILD_PROTECTION] += CHILD_IN_DANGER
    label = max(alike, key=alike.__getitem__)
    best = _intent(label)
    if kind_of(best) == kind or likely + weight >= alike[label]:
        return doubt(reading) if likely < max(DOUBTED, alike[NO_INTENT]) else reading
    return NOTHING if best is None else unsure(best)


@dataclass(frozen=True)
class Why:
    """What made a reading, for an officer: the groups of `words/intents.toml` that its rule needs,
    and the words, strongest first, that the known sentences of its intent have."""

    groups: frozenset[str]
    words: tuple[str, ...]


def why(text: str) -> Why:
    """Why a message reads as it does."""
    words = _words_of_wish(text)
    value = read_intent(text).value
    rule = _rule(words)
    groups = rule.needs if rule and rule.intent == value else frozenset[str]()
    label = value or NO_INTENT
    known = label in load("sentences")["intents"]
    return Why(groups, tuple(_sentences().speaks_for(label, words)) if known else ())


@cache
def _controls() -> Phrases[Intent]:
    listed = load("control_words")["words"]
    return Phrases((word, Intent(name)) for name, words in listed.items() for word in words)


@cache
def _politeness(place: str) -> list[Word]:
    return split(" ".join(load("control_words")[place]))


def _less_and_less_polite(words: list[Word]) -> Iterator[list[Word]]:
    """The words; without "dạ" in front, one by one; and each without "ạ" behind, one by one."""
    yield words
    if len(words) > 1 and any(map(words[-1].means, _politeness("after"))):
        yield from _less_and_less_polite(words[:-1])
    if len(words) > 1 and any(map(words[0].means, _politeness("before"))):
        yield from _less_and_less_polite(words[1:])


def control_word(text: str, *, expecting_name: bool = False) -> Intent | None:
    """The command that a whole message is, if it is one; safe in the middle of a question.

    "dung" is never DỪNG, because unmarked it is "đúng" as well. While a name is asked, words that
    are names without their marks (Huy, Sua) are answers, however they are cased; "huỷ" is not.
    """
    if read_link_code(text).certain:
        return Intent.LINK_CHANNEL
    if "?" in text:
        return None
    answers = words_in("control_words", "also_names" if expecting_name else "marked_only")
    answers |= words_in("control_words", "marked_only")
    typed = split(text)
    if len(typed) > LONGEST_COMMAND:
        return None
    for words in _less_and_less_polite(typed):
        if " ".join(word.typed for word in words) in answers:
            return None
        if meant := _controls().whole(words):
            return meant
    return None
