"""The templates, and how dates, names and numbers look in them."""

from datetime import date, datetime
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from backend import clock, i18n
from backend.admin import files
from backend.i18n import _
from backend.privacy import mask_citizen_id, mask_phone
from backend.typed_day import HOW, typed_day


def moment(value: datetime) -> str:
    """A stored moment as a clock here shows it: 14:05 1/3/2026."""
    local = clock.local(value)
    return f"{local:%H:%M} {i18n.day(local.date())}"


def day(value: date | datetime | None) -> str:
    """A date as people write it; "" when there is none."""
    if value is None:
        return ""
    return i18n.day(clock.local(value).date() if isinstance(value, datetime) else value)


def number(value: int) -> str:
    """1234567 -> 1.234.567."""
    return f"{value:,}".replace(",", ".")


def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.globals.update(_=_, static=files.address, today=clock.today, how_to_type_days=HOW)
    environment.filters.update(
        moment=moment,
        day=day,
        typed_day=typed_day,
        number=number,
        mask_phone=mask_phone,
        mask_citizen_id=mask_citizen_id,
    )
    return environment


templates = _environment()
