"""Loads units from a file: a province with its communes and hamlets, and what they were called."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit, Level
from backend.administrative_units.service import add_unit
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
    """A commune of today. `former` names the units that it was made of; of each hamlet the file
    says its name and the old unit that it belonged to."""

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
    """Adds what is not there yet, known by its code; the number of new communes. Raises `Invalid`
    with the place in the file and what was expected."""
    file = _read(path)
    province = _with_code(session, file.province.code) or add_unit(
        session, Level.PROVINCE, **file.province.model_dump(), valid_from=file.valid_from
    )
    new = [c for c in file.communes if _with_code(session, c.code, province) is None]
    for commune in new:
        _add_commune(session, province, commune, file.valid_from)
    return len(new)


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


def _with_code(
    session: Session, code: str, parent: AdministrativeUnit | None = None
) -> AdministrativeUnit | None:
    """The unit that has a code below a parent: codes were given again, so they are not enough."""
    parent_id = parent.id if parent else None
    query = select(AdministrativeUnit).where(
        AdministrativeUnit.parent_id.is_not_distinct_from(parent_id)
    )
    return session.scalar(query.where(AdministrativeUnit.code == code))


def _add_commune(
    session: Session, province: AdministrativeUnit, commune: Commune, since: date
) -> None:
    added = add_unit(
        session,
        Level.COMMUNE,
        commune.type,
        commune.name,
        parent=province,
        code=commune.code,
        former_name="; ".join(commune.former),
        valid_from=since,
    )
    for name, former in commune.hamlets:
        add_unit(
            session,
            Level.HAMLET,
            "thôn",
            name,
            parent=added,
            former_name=former,
            valid_from=since,
        )
