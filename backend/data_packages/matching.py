"""Which package each row of an answer speaks of, and what it means for it. No database: rows and
packages in, judgements out."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from backend.data_packages.answer_file import Answered
from backend.data_packages.models import DataPackageId, PackageState, RefusalReason
from backend.data_packages.reconciliation_models import Verdict
from backend.data_packages.statuses import Outcome
from backend.i18n import N_

_SERIAL_DIGITS = 15  # fewer may have been cut off, or belong to many
_OLDEST = timedelta(days=400)

CHANGED_NUMBER = N_("Mã hồ sơ này đặt cho số khác.")
SEVERAL_ANSWERS = N_("Cùng một số mà tệp có các kết quả khác nhau.")
TO_ORDER_AGAIN = N_("Gói đang chờ đặt lại, tệp trả lời cho lần đặt trước.")
IS_ACTIVE = N_("Gói đang ghi là đã mở, tệp báo khác.")
OTHER_DAY = N_("Gói đã ghi mở vào ngày khác.")
NOT_YET = N_("Ngày mở trong tệp chưa tới.")
LONG_AGO = N_("Ngày mở trong tệp đã quá lâu hoặc thuộc đợt trước.")
BOTH = N_("Trạng thái và ghi chú của dòng này nói ngược nhau.")
NOTES = (
    *(CHANGED_NUMBER, SEVERAL_ANSWERS, TO_ORDER_AGAIN, IS_ACTIVE, OTHER_DAY, NOT_YET, LONG_AGO),
    BOTH,
)


@dataclass(frozen=True)
class Known:
    """One package of the operator, as far as an answer can concern it."""

    id: DataPackageId
    request: str
    phone: str
    sim_serial: str
    state: PackageState
    refusal: RefusalReason | None = None
    activated_on: date | None = None


@dataclass(frozen=True)
class Judged:
    """A row and what it comes to. `on` is the day on which the package was opened."""

    row: Answered
    verdict: Verdict
    reason: RefusalReason | None = None
    package_id: DataPackageId | None = None
    on: date | None = None
    note: str = ""


def match(
    rows: Sequence[Answered], packages: Sequence[Known], today: date, usual_day: date
) -> list[Judged]:
    """A judgement for each row, in their order. `usual_day` is when packages were opened for which
    the file does not say it."""
    index = _Index(packages)
    groups: dict[tuple[DataPackageId, ...], list[int]] = defaultdict(list)
    judged: dict[int, Judged] = {}
    for place, row in enumerate(rows):
        found = index.find(row)
        if not found:
            verdict = Verdict.UNKNOWN if row.phone or row.request else Verdict.UNREADABLE
            judged[place] = Judged(row, verdict)
        elif row.phone and row.phone != found[0].phone:
            only = found[0].id if len(found) == 1 else None
            judged[place] = Judged(row, Verdict.CONTRADICTORY, package_id=only, note=CHANGED_NUMBER)
        else:
            groups[tuple(package.id for package in found)].append(place)
    for ids, places in groups.items():
        group, candidates = [rows[place] for place in places], [index.by_id[id_] for id_ in ids]
        judgements = _of_group(group, candidates, today, usual_day)
        judged.update(zip(places, judgements, strict=True))
    return [judged[place] for place in range(len(rows))]


class _Index:
    """Finds packages by the request's code, else by the SIM, else by the number."""

    def __init__(self, packages: Sequence[Known]) -> None:
        self.by_id: Mapping[DataPackageId, Known] = {package.id: package for package in packages}
        self._by_request = {package.request: package for package in packages}
        self._by_serial: dict[str, list[Known]] = defaultdict(list)
        self._by_phone: dict[str, list[Known]] = defaultdict(list)
        for package in sorted(packages, key=lambda package: package.id):
            self._by_phone[package.phone].append(package)
            if len(package.sim_serial) >= _SERIAL_DIGITS:
                self._by_serial[package.sim_serial].append(package)

    def find(self, row: Answered) -> list[Known]:
        if found := self._by_request.get(row.request):
            return [found]
        if row.phone:
            return self._by_phone.get(row.phone, [])
        return self._by_serial.get(row.sim_serial, [])


def _of_group(
    rows: Sequence[Answered], packages: Sequence[Known], today: date, usual_day: date
) -> Iterator[Judged]:
    """Rows that speak of the same package, or of brothers and sisters with one number. What they
    say must be the same; then each package takes one row, and the rest are repetitions."""
    said = {(row.outcome, row.on) for row in rows}
    if len(said) > 1:
        only = packages[0].id if len(packages) == 1 else None
        for row in rows:
            yield Judged(row, Verdict.CONTRADICTORY, package_id=only, note=SEVERAL_ANSWERS)
        return
    # Whoever waits for the answer comes first.
    waiting = sorted(packages, key=lambda package: package.state is PackageState.ACTIVE)
    for place, row in enumerate(rows):
        if place < len(waiting):
            yield _judge(row, waiting[place], today, usual_day)
        else:
            yield Judged(row, Verdict.REPEATED, package_id=waiting[0].id)


def _judge(row: Answered, package: Known, today: date, usual_day: date) -> Judged:
    outcome = row.outcome

    def judged(verdict: Verdict, note: str = "") -> Judged:
        return Judged(row, verdict, outcome.reason, package.id, on, note)

    on = (row.on or usual_day) if outcome.verdict is Verdict.ACTIVATED else None
    if outcome.verdict is Verdict.CONTRADICTORY:
        return judged(Verdict.CONTRADICTORY, BOTH)
    if outcome.verdict in (Verdict.NOT_UNDERSTOOD, Verdict.PENDING):
        return judged(outcome.verdict)
    if package.state is PackageState.TO_ORDER:
        return judged(Verdict.CONTRADICTORY, TO_ORDER_AGAIN)
    if package.state is PackageState.ACTIVE:
        return judged(*_of_active(row, package))
    if on:
        if note := _strange_day(on, package, today):
            return judged(Verdict.CONTRADICTORY, note)
        return judged(Verdict.ACTIVATED)
    return judged(Verdict.SAME if _is_said_already(outcome, package) else outcome.verdict)


def _of_active(row: Answered, package: Known) -> tuple[Verdict, str]:
    if row.outcome.verdict is not Verdict.ACTIVATED:
        return Verdict.CONTRADICTORY, IS_ACTIVE
    if row.on and row.on != package.activated_on:
        return Verdict.CONTRADICTORY, OTHER_DAY
    return Verdict.SAME, ""


def _strange_day(on: date, package: Known, today: date) -> str:
    if on > today:
        return NOT_YET
    earlier = package.activated_on is not None and on <= package.activated_on
    return LONG_AGO if earlier or on < today - _OLDEST else ""


def _is_said_already(outcome: Outcome, package: Known) -> bool:
    if outcome.verdict is Verdict.NEEDS_IDENTITY:
        return package.state is PackageState.NEEDS_IDENTITY
    return package.state is PackageState.REFUSED and package.refusal is outcome.reason
