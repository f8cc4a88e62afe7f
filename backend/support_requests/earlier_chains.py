"""Papers of former times: which steps they had passed, and what is left to decide today.

A paper from before districts ended went through hamlet, commune and district. What an office of the
same kind has decided is not decided again; the steps that follow are today's.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import Level, UnitId
from backend.administrative_units.tree import Unit, tree
from backend.errors import Invalid
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.schema import EarlierChain, EarlierStep, Programme
from backend.support_requests.models import SupportRequest
from backend.support_requests.moves import EarlierApproval
from backend.vietnamese import compact

LONGEST = 120  # letters


@dataclass(frozen=True)
class Passed:
    """One step as the paper shows it: the unit by its name of that day, the day, the number."""

    unit_name: str
    decided_on: date
    number: str


@dataclass(frozen=True)
class OldPaper:
    """A paper of the day `dated`, and the steps that it had passed, the first one first."""

    dated: date
    passed: tuple[Passed, ...] = ()


class _Step(Protocol):
    @property
    def level(self) -> Level: ...

    @property
    def office(self) -> str: ...


def chain_of(programme: Programme, dated: date) -> EarlierChain | None:
    """The way that a paper of this day went; None when it goes today's."""
    chains = sorted(programme.earlier_chains, key=lambda chain: chain.until)
    return next((chain for chain in chains if dated <= chain.until), None)


def steps_behind(today: Sequence[_Step], passed: Sequence[_Step]) -> int:
    """How many of today's first steps an office of the same kind has decided: of the same level, and a
    department where today a department decides."""
    done = {(step.level, bool(step.office)) for step in passed}
    count = 0
    while count < len(today) and (today[count].level, bool(today[count].office)) in done:
        count += 1
    return count


def offices_then(session: Session, commune: UnitId, level: Level, on: date) -> list[str]:
    """The units of a level above, or of, today's commune as they were called on a day."""
    units = tree(session)
    found: dict[str, None] = {}
    pending, seen = [units.units[commune]], set[UnitId]()
    while pending:
        unit = pending.pop(0)
        if unit.id in seen:
            continue
        seen.add(unit.id)
        pending += units.predecessors.get(unit.id, ())
        line: Unit | None = unit if unit.exists(on) else None
        while line is not None:
            if line.level is level and line.exists(on):
                found[line.full_name] = None
            line = units.units.get(line.parent_id) if line.parent_id else None
    return list(found)


def keep(
    session: Session,
    officer: Officer,
    programme: Programme,
    request: SupportRequest,
    paper: OldPaper,
) -> None:
    """Writes down what the paper had passed. Raises `Invalid` for a day of today's chain with steps of
    an old one, for days out of order, and for a unit that there was not on its day."""
    chain = chain_of(programme, paper.dated)
    if chain is None and paper.passed:
        words = _("Giấy ngày này đi theo các bước hiện nay, không có bước cũ.")
        raise Invalid(words, field="paper_on")
    if paper.dated > clock.today():
        raise Invalid(_("Ngày trên giấy không thể ở sau hôm nay."), field="paper_on")
    steps = chain.steps[: len(paper.passed)] if chain else ()
    before = paper.dated
    for number, (step, said) in enumerate(zip(steps, paper.passed, strict=False)):
        if chain and not before <= said.decided_on <= chain.until:
            words = _("Bước «{step}»: ngày phải từ ngày bước trước đến ngày chuyển sang cách mới.")
            raise Invalid(words.format(step=step.name), field=f"old_day_{number}")
        before = said.decided_on
        session.add(_approval(session, officer, request, step, said, number))
    request.paper_on = paper.dated
    request.passed = steps_behind(programme.steps, steps)
    session.flush()


def _approval(
    session: Session,
    officer: Officer,
    request: SupportRequest,
    step: EarlierStep,
    said: Passed,
    number: int,
) -> EarlierApproval:
    return EarlierApproval(
        request_id=request.id,
        name=step.name,
        level=step.level,
        office=_office(session, request, step, said, number),
        decided_on=said.decided_on,
        number=said.number,
        officer_id=officer.id,
        created_at=clock.now(),
    )


def _office(
    session: Session, request: SupportRequest, step: EarlierStep, said: Passed, number: int
) -> str:
    if step.office:
        return step.office
    if step.level is Level.HAMLET:
        return said.unit_name or request.hamlet
    there = offices_then(session, request.unit_id, step.level, said.decided_on)
    named = {compact(name): name for name in there}
    if there and compact(said.unit_name) not in named:
        words = _("Ngày đó nơi này thuộc: {names}. Anh/chị ghi đúng tên lúc ký.")
        raise Invalid(words.format(names=", ".join(there)), field=f"old_unit_{number}")
    if not said.unit_name:
        raise Invalid(
            _("Anh/chị ghi tên đơn vị đã ký, theo tên lúc đó."), field=f"old_unit_{number}"
        )
    return _("UBND {unit}").format(unit=named.get(compact(said.unit_name), said.unit_name))
