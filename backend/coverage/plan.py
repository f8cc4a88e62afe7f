"""The hamlets that a programme's document names: they stand in the register from the beginning."""

import tomllib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId, UnitSuccession
from backend.administrative_units.service import add_unit, unit_with_code
from backend.coverage.models import CoverageEvent, HamletCoverage
from backend.coverage.words import Network, Signal
from backend.errors import Invalid, NotFound

PLANS = Path(__file__).parent / "plans"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class NamedHamlet(_Strict):
    """A hamlet as the document names it, with the code of its commune of today."""

    name: str
    former: str
    commune: str


class Plan(_Strict):
    """One file of `plans/`. `target` is the target of the programme that counts these hamlets."""

    document: str
    target: str
    signal: Signal
    found_on: date
    by: date
    hamlets: tuple[NamedHamlet, ...]


def plans() -> Iterator[Plan]:
    """Every file. Raises `Invalid` with the file and what was expected."""
    for path in sorted(PLANS.glob("*.toml")):
        try:
            yield Plan.model_validate(tomllib.loads(path.read_text("utf-8")))
        except (tomllib.TOMLDecodeError, ValidationError) as error:
            raise Invalid(f"{path.name}: {error}") from None


def load_plans(session: Session) -> int:
    """Writes the named hamlets of communes that take part into the register, once; how many are new.
    What officers wrote since stays."""
    return sum(_load(session, plan, named) for plan in plans() for named in plan.hamlets)


def _load(session: Session, plan: Plan, named: NamedHamlet) -> bool:
    try:
        commune = unit_with_code(session, named.commune)
    except NotFound:
        return False
    if not commune.served:
        return False
    unit_id = _hamlet(session, commune, named)
    if session.scalar(select(HamletCoverage.id).where(HamletCoverage.unit_id == unit_id)):
        return False
    row = HamletCoverage(
        unit_id=unit_id,
        signal=plan.signal,
        network=Network.NONE,
        operator="",
        target_on=plan.by,
        evidence=plan.document,
        plan=plan.target,
    )
    session.add(row)
    session.flush()
    session.add(
        CoverageEvent(
            coverage_id=row.id,
            found_on=plan.found_on,
            signal=row.signal,
            network=row.network,
            operator="",
            evidence=plan.document,
            created_at=clock.now(),
        )
    )
    session.flush()
    return True


def _hamlet(session: Session, commune: AdministrativeUnit, named: NamedHamlet) -> UnitId:
    """The unit of the hamlet, new where no file of units had it. Of several with one name that of the
    old commune."""
    unit = AdministrativeUnit
    former = _former(session, commune, named.former)
    query = select(unit).where(
        unit.parent_id == commune.id, unit.level == Level.HAMLET, unit.name == named.name
    )
    same = session.scalars(query).all()
    fitting = [one for one in same if former and one.former_id == former.id]
    fitting += [one for one in same if one.former_id is None]
    if fitting:
        return fitting[0].id
    since = commune.valid_from
    made = add_unit(
        session, Level.HAMLET, "thôn", named.name, parent=commune, former=former, valid_from=since
    )
    return made.id


def _former(session: Session, commune: AdministrativeUnit, name: str) -> AdministrativeUnit | None:
    query = (
        select(AdministrativeUnit)
        .join(UnitSuccession, UnitSuccession.old_id == AdministrativeUnit.id)
        .where(UnitSuccession.new_id == commune.id)
    )
    return next((old for old in session.scalars(query) if old.full_name == name), None)
