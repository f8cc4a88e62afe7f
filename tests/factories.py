"""A small invented world for tests, with speaking names."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.service import add_unit
from backend.contacts.commands import GiveConsent
from backend.contacts.models import ChannelAddress, Contact, ContactId
from backend.contacts.service import Origin, give_consent
from backend.officers.models import Officer, OfficerId, Role
from backend.officers.service import add_officer
from backend.poverty_lists.draft import ListDraft, ListRow, Standing
from backend.poverty_lists.models import ListId, PovertyList
from backend.poverty_lists.service import keep_draft, publish
from backend.programmes.rules import Circumstance
from backend.programmes.service import load_catalogue
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.models import Lacking, Relation, SupportRequest
from backend.support_requests.service import submit
from bot.flows.privacy_notices import CURRENT

PASSWORD = "mat-khau-thu-nghiem"
SINCE = date(2025, 7, 1)


@dataclass
class World:
    """Ids only, so that a test can open its own session."""

    province: UnitId
    commune: UnitId  # xã A Lưới 1
    other_commune: UnitId  # xã A Lưới 5
    officer: OfficerId  # approver of `commune`
    colleague: OfficerId  # second approver of `commune`
    stranger: OfficerId  # approver of `other_commune`
    province_officer: OfficerId
    poverty_list: ListId
    hamlets: list[str] = field(default_factory=lambda: ["Thôn 1", "Thôn 2"])


def make_world(session: Session) -> World:
    """Units, officers, programmes and the list of xã A Lưới 1."""
    province = add_unit(session, Level.PROVINCE, "thành phố", "Huế", code="46", valid_from=SINCE)
    commune = _commune(session, province, "A Lưới 1", "20056")
    other = _commune(session, province, "A Lưới 5", "20050")
    load_catalogue(session)
    officer = make_officer(session, "canbo", "Lê Thị Mai", commune)
    poverty_list = make_list(session, officer, commune, HOUSEHOLDS)
    return World(
        province=province.id,
        commune=commune.id,
        other_commune=other.id,
        officer=officer.id,
        colleague=make_officer(session, "canbo2", "Trần Văn Hải", commune).id,
        stranger=make_officer(session, "canbo5", "Ngô Quý Lý", other).id,
        province_officer=make_officer(session, "tinh", "Đặng Quốc Huy", province).id,
        poverty_list=poverty_list.id,
    )


def make_officer(
    session: Session,
    username: str,
    full_name: str,
    unit: AdministrativeUnit,
    role: Role = Role.APPROVER,
) -> Officer:
    """An account with the password `PASSWORD`."""
    return add_officer(session, username, full_name, PASSWORD, role, unit.id)


def make_household(
    head_name: str = "Hồ Thị A Lơ",
    *,
    standing: Standing = Standing.POOR,
    born: int | None = 1985,
    hamlet: str = "Thôn 1",
    row: int = 11,
) -> ListRow:
    """One row of a list."""
    return ListRow(
        sheet="Danh sách",
        row=row,
        head_name=head_name,
        standing=standing,
        hamlet=hamlet,
        birth_raw=str(born or ""),
        birth_year=born,
        raw={2: head_name},
    )


HOUSEHOLDS = (
    make_household(),
    make_household(
        "Hồ Văn Nghiên", standing=Standing.NEAR_POOR, born=1979, hamlet="Thôn 2", row=12
    ),
    make_household("Hồ Thị Hoa", born=1988, row=13),
    make_household("Hồ Thị Hòa", born=1990, row=14),
)


def make_list(
    session: Session,
    officer: Officer,
    commune: AdministrativeUnit,
    rows: tuple[ListRow, ...],
    file_hash: str = "0" * 64,
) -> PovertyList:
    """A published list of a commune."""
    draft = ListDraft(
        file_name="danh-sach-mau.xlsx",
        file_hash=file_hash,
        title="DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO NĂM 2026",
        year=2026,
        standard="2022-2025",
        decision_number="215/QĐ-UBND",
        decision_date=date(2025, 12, 10),
        rows=rows,
    )
    return publish(session, officer, keep_draft(session, officer, commune.id, draft).id)


def make_far_commune(session: Session, text: str) -> None:
    """A commune of another province: "Sa Loong | 23548 | Quảng Ngãi | 51"."""
    name, code, province_name, province_code = text.split(" | ")
    province = add_unit(
        session, Level.PROVINCE, "tỉnh", province_name, code=province_code, valid_from=SINCE
    )
    _commune(session, province, name, code)


def _commune(
    session: Session, province: AdministrativeUnit, name: str, code: str
) -> AdministrativeUnit:
    commune = add_unit(
        session, Level.COMMUNE, "xã", name, parent=province, code=code, valid_from=SINCE
    )
    for number in (1, 2):
        add_unit(session, Level.HAMLET, "thôn", f"Thôn {number}", parent=commune, valid_from=SINCE)
    return commune


def make_contact(session: Session, chat_id: str = "tele-1", *, consents: bool = True) -> ContactId:
    """A parent who writes over Telegram and has agreed to be written to."""
    now = clock.now()
    contact = Contact(created_at=now)
    session.add(contact)
    session.flush()
    session.add(
        ChannelAddress(
            contact_id=contact.id, channel="telegram", chat_id=chat_id, last_written_at=now
        )
    )
    if consents:
        origin = Origin(channel="telegram", event_id=f"consent-{chat_id}")
        give_consent(session, contact.id, GiveConsent(CURRENT, "đồng ý"), origin)
    return contact.id


def make_request(
    session: Session,
    unit_id: int,
    *,
    contact_id: ContactId | None = None,
    chat_id: str = "tele-1",
    **said: Any,
) -> SupportRequest:
    """A request of a household that the list of `HOUSEHOLDS` proves, unless `said` says other."""
    contact_id = contact_id or make_contact(session, chat_id)
    fields = {
        "programme": "song-va-may-tinh",
        "benefit": "device",
        "relation": Relation.PARENT,
        "circumstance": Circumstance.POOR,
        "hamlet": "Thôn 1",
        "head_name": "Hồ Thị A Lơ",
        "head_birth_year": 1985,
        "child_name": "Hồ Văn Nam",
        "child_birth_year": 2014,
        "school": "TH Hồng Thủy",
        "class_name": "5A",
        "lacking": Lacking.NO_DEVICE,
        "phone": "0912345678",
    }
    command = SubmitSupportRequest(unit_id=UnitId(unit_id), **{**fields, **said})
    return submit(session, contact_id, command)
