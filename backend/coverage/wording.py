"""What people read about the signal in a hamlet."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.administrative_units.tree import tree
from backend.coverage import reports, rules
from backend.coverage.models import CoverageEvent, HamletCoverage
from backend.coverage.words import OPERATORS, Network, Signal
from backend.i18n import _, day

FEWEST_TOLD = 5  # reports; fewer could point at a neighbour


def hamlet_name(session: Session, unit_id: UnitId) -> str:
    """ "Thôn 1 xã Hồng Thủy, nay là xã A Lưới 1": papers of 2021 and people say the old commune."""
    units = tree(session)
    unit = units.units[unit_id]
    commune = units.units[unit.parent_id].full_name if unit.parent_id else ""
    former = units.units[unit.former_id].full_name if unit.former_id else ""
    if not former or former == commune:
        return f"{unit.full_name}, {commune}"
    words = _("{hamlet} {former}, nay là {commune}")
    return words.format(hamlet=unit.full_name, former=former, commune=commune)


def standing(session: Session, unit_id: UnitId) -> str:
    """What the register says of a hamlet: how it is, who covers it, since or until when, and how many
    reported. "" for one that is in no register."""
    row = session.scalar(select(HamletCoverage).where(HamletCoverage.unit_id == unit_id))
    if row is None:
        return ""
    name = tree(session).units[unit_id].full_name
    return " ".join(
        filter(None, [_now(row, name), _when(row, clock.today()), _reported(session, row)])
    )


def unknown(name: str, commune: str) -> str:
    """Of a hamlet that nobody has written down."""
    words = _("Sổ phủ sóng của {commune} chưa ghi {hamlet} nên em chưa biết ngày có sóng.")
    return words.format(commune=commune, hamlet=name)


def covered(session: Session, row: HamletCoverage) -> str:
    """To those who reported it."""
    words = _(
        "Tin vui cho bà con: {hamlet} đã có sóng {network} từ ngày {day}. Vẫn yếu, anh/chị nhắn: "
        "báo sóng."
    )
    return words.format(
        hamlet=tree(session).units[row.unit_id].full_name,
        network=network(row),
        day=day(row.done_on or clock.today()),
    )


def network(row: "HamletCoverage | CoverageEvent") -> str:
    """ "4G Viettel"."""
    operator = _(OPERATORS[row.operator]) if row.operator not in ("", "all") else ""
    return " ".join(filter(None, [row.network.label, operator]))


def _now(row: HamletCoverage, name: str) -> str:
    if row.done_on:
        words = _("{hamlet} đã có sóng {network} từ ngày {day}.")
        return words.format(hamlet=name, network=network(row), day=day(row.done_on))
    if row.signal is Signal.NONE:
        return _("{hamlet} còn trong danh sách chưa có sóng.").format(hamlet=name)
    if row.signal is Signal.WEAK:
        return _("{hamlet} có sóng {network} nhưng yếu.").format(hamlet=name, network=network(row))
    if row.network is not Network.NONE:
        return _("{hamlet} mới có sóng {network}.").format(hamlet=name, network=network(row))
    return ""


def _when(row: HamletCoverage, today: date) -> str:
    if row.done_on or row.target_on is None:
        return "" if row.done_on else _("Chưa có ngày hẹn phủ sóng 4G.")
    if rules.is_late(row.target_on, row.done_on, today):
        words = _("Kế hoạch hẹn xong chậm nhất {day} nhưng đến nay vẫn chưa xong.")
        return words.format(day=day(row.target_on))
    return _("Kế hoạch hẹn xong chậm nhất {day}.").format(day=day(row.target_on))


def _reported(session: Session, row: HamletCoverage) -> str:
    if row.done_on:
        return ""
    count = reports.people(session, [row.unit_id]).get(row.unit_id, 0)
    if count < FEWEST_TOLD:
        return ""
    return _("{count} bà con trong thôn đã báo.").format(count=count)
