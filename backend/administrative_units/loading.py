"""Loads the communes that take part from a file, with the hamlets that no list of the country has."""

import tomllib
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.country import LONG_AGO
from backend.administrative_units.load_country import load_country
from backend.administrative_units.models import (
    AdministrativeUnit,
    Level,
    SuccessionKind,
    UnitSuccession,
)
from backend.administrative_units.names import split_kind
from backend.administrative_units.service import add_unit, tree_changed, unit_with_code
from backend.errors import Invalid
from backend.i18n import _

Words = Annotated[str, Field(min_length=1)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Province(_Strict):
    """The unit at the top."""

    type: Words
    name: Words
    code: Words


class Commune(_Strict):
    """A commune of today. Of each hamlet the file says its name and the old commune that it belonged
    to; `former` adds old communes that the lists of the country do not know."""

    type: Words = "xã"
    name: Words
    code: Words
    former: tuple[Words, ...] = ()
    hamlets: tuple[tuple[Words, Words], ...] = ()


class UnitsFile(_Strict):
    """One file, as in `bot/demo/units.toml`."""

    province: Province
    valid_from: date
    communes: tuple[Commune, ...]


def load_units(session: Session, path: Path) -> int:
    """The communes of a file take part from now on, with their hamlets; what is there already stays.
    The number of communes that took no part before. Raises `Invalid` with the place in the file and
    what was expected."""
    file = _read(path)
    load_country(session, file.province.code)
    province = _with_code(session, file.province.code) or add_unit(
        session, Level.PROVINCE, **file.province.model_dump(), valid_from=file.valid_from
    )
    known = {unit.code: unit for unit in _below(session, province)}
    new = 0
    for listed in file.communes:
        commune = known.get(listed.code)
        new += commune is None or not commune.served
        _load_commune(session, province, commune, listed, file.valid_from)
    tree_changed(session)
    return new


def serve(session: Session, code: str) -> None:
    """The commune with this code of today, or every commune of the province with it, takes part.
    Raises `NotFound`."""
    unit = unit_with_code(session, code)
    for commune in (unit, *_below(session, unit)):
        commune.served = True
    tree_changed(session)


def _read(path: Path) -> UnitsFile:
    try:
        return UnitsFile.model_validate(tomllib.loads(path.read_text("utf-8")))
    except OSError:
        raise Invalid(_("Không mở được tệp {file}.").format(file=path)) from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Invalid(f"{path.name}: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        place = ".".join(map(str, first["loc"]))
        raise Invalid(f"{path.name}: {place}: {first['msg']}") from None


def _with_code(session: Session, code: str) -> AdministrativeUnit | None:
    """The province that has a code today."""
    return session.scalar(
        select(AdministrativeUnit).where(
            AdministrativeUnit.level == Level.PROVINCE,
            AdministrativeUnit.code == code,
            AdministrativeUnit.valid_to.is_(None),
        )
    )


def _below(session: Session, unit: AdministrativeUnit) -> Sequence[AdministrativeUnit]:
    """The units of today directly below one."""
    query = select(AdministrativeUnit).where(
        AdministrativeUnit.parent_id == unit.id, AdministrativeUnit.valid_to.is_(None)
    )
    return session.scalars(query).all()


def _load_commune(
    session: Session,
    province: AdministrativeUnit,
    commune: AdministrativeUnit | None,
    listed: Commune,
    since: date,
) -> None:
    if commune is None:
        commune = add_unit(
            session,
            Level.COMMUNE,
            listed.type,
            listed.name,
            parent=province,
            code=listed.code,
            valid_from=since,
        )
    commune.served = True
    olds = _predecessors(session, commune)
    for name in listed.former:
        if name not in olds:
            olds[name] = _add_predecessor(session, commune, name, since)
    there = {(unit.name, unit.former_id): unit for unit in _below(session, commune)}
    for name, former in listed.hamlets:
        if former not in olds:
            words = _("{commune}: không có xã cũ tên {former}.")
            raise Invalid(words.format(commune=commune.full_name, former=former))
        if (name, olds[former].id) in there:
            continue
        if without := there.pop((name, None), None):  # loaded before old communes were kept
            without.former_id = olds[former].id
            continue
        add_unit(
            session,
            Level.HAMLET,
            "thôn",
            name,
            parent=commune,
            former=olds[former],
            valid_from=since,
        )


def _predecessors(session: Session, commune: AdministrativeUnit) -> dict[str, AdministrativeUnit]:
    """What became a commune, by full name."""
    query = (
        select(AdministrativeUnit)
        .join(UnitSuccession, UnitSuccession.old_id == AdministrativeUnit.id)
        .where(UnitSuccession.new_id == commune.id)
    )
    return {unit.full_name: unit for unit in session.scalars(query)}


def _add_predecessor(
    session: Session, commune: AdministrativeUnit, name: str, until: date
) -> AdministrativeUnit:
    """An old commune that no list has, as the file calls it: "xã Hồng Vân"."""
    try:
        type_, bare = split_kind(name)
    except ValueError:
        words = _("{commune}: ghi xã cũ {former} kèm loại, ví dụ: xã {former}.")
        raise Invalid(words.format(commune=commune.full_name, former=name)) from None
    old = add_unit(session, Level.COMMUNE, type_, bare, valid_from=LONG_AGO)
    old.valid_to = until
    session.add(
        UnitSuccession(
            old_id=old.id,
            new_id=commune.id,
            kind=SuccessionKind.MERGE,
            divided=False,
            likeliest=True,
            at=until,
        )
    )
    return old
