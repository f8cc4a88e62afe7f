"""Which source and round a request is served from, and how a quota may be divided."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from backend.i18n import _
from backend.programmes.rules import answers_fit
from backend.programmes.schema import FundingSource, Round

NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True)
class Place:
    """One line of a programme's quotas, by codes."""

    source: str
    round: str


@dataclass(frozen=True)
class Choice:
    """Where a request is served from (None: nowhere now), and why not from what comes before."""

    place: Place | None
    reason: str


def rounds_for(rounds: Sequence[Round], sent_on: date, today: date) -> list[Round]:
    """The rounds that a request may be served from today: open by now, and not closed before it was
    sent. What is left of an earlier one is used first."""
    return [
        each
        for each in rounds
        if each.opens <= today and (each.closes is None or sent_on <= each.closes)
    ]


def awaited_round(rounds: Sequence[Round], sent_on: date, today: date) -> Round | None:
    """The next round to open, for a request that came too late for those that are open; None where
    one serves it, or none is to come."""
    if rounds_for(rounds, sent_on, today):
        return None
    return min((each for each in rounds if each.opens > today), key=lambda r: r.opens, default=None)


def choose(
    rounds: Sequence[Round],
    sources: Sequence[FundingSource],
    classes: Collection[str],
    left: Mapping[Place, int],
    answers: Mapping[str, str] = NOTHING,
) -> Choice:
    """The first place with something left, round by round and in the order of the sources. `classes`
    are the household's (as claimed and as listed), `answers` those of the request's own fields;
    `left` lacks what was never allotted."""
    passed: list[str] = []
    for each in rounds:
        for source in sources:
            place = Place(source.code, each.code)
            if why := _why_not(source, classes, answers, left.get(place)):
                where = f"{_(each.name)}, " if len(rounds) > 1 else ""
                passed.append(f"{where}{_(source.name)}: {why}")
                continue
            return Choice(place, _used(source, passed))
    if not rounds:
        return Choice(None, _("Chưa có đợt nào mở cho hồ sơ này."))
    return Choice(None, "; ".join(passed))


def _why_not(
    source: FundingSource,
    classes: Collection[str],
    answers: Mapping[str, str],
    left: int | None,
) -> str:
    if source.circumstances and not set(classes) & set(source.circumstances):
        return _("không dành cho diện này")
    if not answers_fit(source.answers, answers):
        return _("không dành cho trường hợp này")
    if left is None:
        return _("chưa được phân chỉ tiêu")
    return "" if left > 0 else _("hết chỉ tiêu")


def _used(source: FundingSource, passed: Sequence[str]) -> str:
    if not passed:
        return _("Nguồn đầu tiên theo thứ tự của chương trình.")
    return _("{passed}; nên dùng «{source}».").format(
        passed="; ".join(passed), source=_(source.name)
    )


def against_amount(amount: int, used: int, divided: int, room: int | None) -> str:
    """Why a unit may not have this many, "" when it may: `used` by its own requests, `divided` to the
    units below, `room` what the unit above has left for it (None: nobody above)."""
    if amount < used:
        return _("Đã có {count} hồ sơ dùng chỉ tiêu này, không giảm xuống dưới số đó được.").format(
            count=used
        )
    if amount < divided:
        return _("Đã chia {count} cho các xã, không giảm xuống dưới số đó được.").format(
            count=divided
        )
    if room is not None and amount > room:
        return _("Cấp trên chỉ còn {count} để chia. Anh/chị ghi số nhỏ hơn.").format(count=room)
    return ""
