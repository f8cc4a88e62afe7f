"""Who is eligible: one pure function a key of a programme's `[eligible]` table.

Each takes the key's value and the facts, and answers True or the reason: the sentence that the
family reads and the officer sees.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Literal

from backend.i18n import N_, _


class Circumstance(StrEnum):
    """The ground on which a family asks. Lists prove the first two; an officer sees papers for the
    others. `POLICY` is a family of people of merit, or under social protection."""

    POOR = "poor"
    NEAR_POOR = "near_poor"
    COVID_HARDSHIP = "covid_hardship"
    COVID_ORPHAN = "covid_orphan"
    POLICY = "policy"

    @property
    def label(self) -> str:
        """As families call it."""
        return _(_CIRCUMSTANCES[self])


_CIRCUMSTANCES = {
    Circumstance.POOR: N_("Hộ nghèo"),
    Circumstance.NEAR_POOR: N_("Hộ cận nghèo"),
    Circumstance.COVID_HARDSHIP: N_("Khó khăn do Covid-19"),
    Circumstance.COVID_ORPHAN: N_("Bố hoặc mẹ mất do Covid-19"),
    Circumstance.POLICY: N_("Gia đình chính sách"),
}


@dataclass(frozen=True)
class Reason:
    """Why not. `words` are read by the family and by the officer."""

    words: str


@dataclass(frozen=True)
class Facts:
    """What is known about one request at this moment.

    `claimed` is what the family says, `listed` what the commune's list says of the household that
    was found (None: not found, or not sure). `has_device` is the family's word; `served_by` is the
    code of an earlier request through which this child has a device, `household_served_by` that of
    one through which the household has, in whichever programme; `given_by` and `household_given_by`
    those through which this programme gave anything. `answers` are those of the request's own
    fields.
    """

    claimed: Circumstance
    listed: Circumstance | None
    has_device: bool
    served_by: str | None = None
    household_served_by: str | None = None
    given_by: str | None = None
    household_given_by: str | None = None
    answers: Mapping[str, str] = field(default_factory=dict)


Answer = Literal[True] | Reason


def circumstances(value: tuple[Circumstance, ...], facts: Facts) -> Answer:
    """The household stands on the list in one of these classes, or names a ground for papers."""
    if facts.listed in value:
        return True
    if facts.claimed in (Circumstance.POOR, Circumstance.NEAR_POOR):
        return Reason(_("Chưa xác định được hộ trong danh sách hộ nghèo, hộ cận nghèo của xã."))
    if facts.claimed in value:
        return True
    return Reason(_("Hoàn cảnh này chưa thuộc đối tượng của chương trình."))


def answers(value: Mapping[str, Collection[str]], facts: Facts) -> Answer:
    """Each of these fields has an answer that qualifies."""
    if answers_fit(value, facts.answers):
        return True
    return Reason(_("Câu trả lời trong hồ sơ chưa đúng điều kiện của chương trình."))


def answers_fit(wanted: Mapping[str, Collection[str]], given: Mapping[str, str]) -> bool:
    """Whether each of these fields was answered with one of its values."""
    return all(given.get(name) in values for name, values in wanted.items())


def without_device(value: bool, facts: Facts) -> Answer:
    """The child has nothing of its own to learn with."""
    if value and facts.has_device:
        return Reason(_("Chương trình dành cho học sinh chưa có máy hoặc thiết bị học."))
    return True


def one_device_a_child(value: bool, facts: Facts) -> Answer:
    """No earlier request gave this child a device."""
    if value and facts.served_by:
        return Reason(
            _("Học sinh này đã được cấp thiết bị theo {code}.").format(code=facts.served_by)
        )
    return True


def one_device_a_household(value: bool, facts: Facts) -> Answer:
    """No programme has given the household a device (TT 14/2022/TT-BTTTT)."""
    if value and facts.household_served_by:
        words = _("Hộ này đã được cấp thiết bị theo {code}, của chương trình này hoặc khác.")
        return Reason(words.format(code=facts.household_served_by))
    return True


def once_a_child(value: bool, facts: Facts) -> Answer:
    """The programme has given this child nothing yet."""
    if value and facts.given_by:
        words = _("Học sinh này đã được chương trình hỗ trợ theo {code}.")
        return Reason(words.format(code=facts.given_by))
    return True


def once_a_household(value: bool, facts: Facts) -> Answer:
    """The programme has given the household nothing yet, in whichever form."""
    if value and facts.household_given_by:
        words = _("Hộ này đã được chương trình hỗ trợ theo {code}.")
        return Reason(words.format(code=facts.household_given_by))
    return True


RULES: Mapping[str, Callable[[Any, Facts], Answer]] = {
    "circumstances": circumstances,
    "answers": answers,
    "without_device": without_device,
    "one_device_a_child": one_device_a_child,
    "one_device_a_household": one_device_a_household,
    "once_a_child": once_a_child,
    "once_a_household": once_a_household,
}


# What another hand-over can change between an approval and its own.
ONLY_ONCE = ("one_device_a_child", "one_device_a_household", "once_a_child", "once_a_household")


def reasons_against(eligible: Mapping[str, Any], facts: Facts) -> list[Reason]:
    """Every reason why not, in the order of the rules; empty when the request is eligible."""
    answers = (rule(eligible[key], facts) for key, rule in RULES.items() if key in eligible)
    return [answer for answer in answers if isinstance(answer, Reason)]


# Listed, claimed, and answers of the request's own fields; what is empty lets everybody in.
Class = tuple[Collection[str], Collection[str], Mapping[str, Collection[str]]]


def priority_of(classes: Sequence[Class], facts: Facts) -> int:
    """Which class of those that come first a request belongs to: 0 is served before 1; who is in none
    comes last."""
    for number, (listed, claimed, wanted) in enumerate(classes):
        if listed and facts.listed not in listed:
            continue
        if claimed and facts.claimed not in claimed:
            continue
        if answers_fit(wanted, facts.answers):
            return number
    return len(classes)
