"""Who a broadcast is for, and who of them would hear it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Self

from sqlalchemy import ColumnElement, Row, Select, exists, func, select
from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.contacts.commands import NEEDED
from backend.contacts.models import ChannelAddress, Consent, ContactId
from backend.data_packages.models import DataPackage, PackageState
from backend.deliveries.models import Delivery
from backend.i18n import N_, _
from backend.support_requests.models import Status, SupportRequest
from backend.support_requests.queue_models import QueueEntry

DEVICES = {"with": N_("đã nhận máy"), "without": N_("chưa nhận máy")}


@dataclass(frozen=True)
class Audience:
    """The families of a unit's requests; "" takes all of them."""

    unit: UnitId
    programme: str = ""
    status: str = ""
    device: str = ""  # a key of `DEVICES`
    package: str = ""  # a `PackageState`

    @classmethod
    def of(cls, stored: Mapping[str, Any]) -> Self:
        """As it was stored, or typed; a choice that is none counts as no choice."""

        def one_of(name: str, choices: Sequence[str]) -> str:
            return stored[name] if stored.get(name) in choices else ""

        return cls(
            UnitId(stored["unit"]),
            str(stored.get("programme", "")),
            one_of("status", [each.value for each in Status]),
            one_of("device", list(DEVICES)),
            one_of("package", [each.value for each in PackageState]),
        )


@dataclass(frozen=True)
class Reach:
    """How many people are meant; `channels` counts those who will hear it, by channel."""

    channels: Mapping[str, int]
    without_chat: int  # entered at the counter: nobody to write to
    closed: int  # blocked the bot, or are gone
    without_consent: int

    @property
    def heard(self) -> int:
        """How many will hear it."""
        return sum(self.channels.values())


def reach(session: Session, audience: Audience) -> Reach:
    """Counts, one statement for each figure."""
    people = _people(audience).subquery()
    counted = dict(
        (channel, count)
        for channel, count in session.execute(
            select(ChannelAddress.channel, func.count())
            .join(people, people.c.contact_id == ChannelAddress.contact_id)
            .where(_is_where_they_wrote_last(), _has_consented(people.c.contact_id))
            .group_by(ChannelAddress.channel)
        )
    )
    every = session.scalar(select(func.count()).select_from(people)) or 0
    refused = session.scalar(
        select(func.count()).select_from(people).where(~_has_consented(people.c.contact_id))
    )
    alone = session.scalar(
        select(func.count())
        .select_from(QueueEntry)
        .join(SupportRequest, SupportRequest.id == QueueEntry.request_id)
        .where(*_wanted(audience), SupportRequest.contact_id.is_(None))
    )
    closed = every - (refused or 0) - sum(counted.values())
    return Reach(counted, alone or 0, closed, refused or 0)


def next_people(
    session: Session, audience: Audience, after: ContactId, most: int
) -> Sequence[Row[Any]]:
    """The next contacts by number, who will hear it, with their newest request of the audience:
    rows of (contact_id, address_id, recipient, code)."""
    people = _people(audience).having(SupportRequest.contact_id > after).subquery()
    query = (
        select(
            people.c.contact_id,
            ChannelAddress.id.label("address_id"),
            func.coalesce(
                func.nullif(SupportRequest.child_name, ""), SupportRequest.head_name
            ).label("recipient"),
            SupportRequest.code,
        )
        .join(SupportRequest, SupportRequest.id == people.c.request_id)
        .join(ChannelAddress, ChannelAddress.contact_id == people.c.contact_id)
        .where(_is_where_they_wrote_last(), _has_consented(people.c.contact_id))
        .order_by(people.c.contact_id)
        .limit(most)
    )
    return session.execute(query).all()


def words(audience: Audience, unit_name: str, programme_name: str) -> str:
    """The filters as a sentence."""
    said = [_("Gia đình có hồ sơ ở {unit}").format(unit=unit_name)]
    if audience.programme:
        said.append(programme_name)
    if audience.status:
        said.append(_("trạng thái “{status}”").format(status=Status(audience.status).label))
    if audience.device:
        said.append(_(DEVICES[audience.device]))
    if audience.package:
        package = PackageState(audience.package).label
        said.append(_("gói cước “{state}”").format(state=package))
    return ", ".join(said) + "."


def _people(audience: Audience) -> Select[Any, Any]:
    """Each contact once, with the newest request."""
    return (
        select(SupportRequest.contact_id, func.max(SupportRequest.id).label("request_id"))
        .join(QueueEntry, QueueEntry.request_id == SupportRequest.id)
        .where(*_wanted(audience), SupportRequest.contact_id.is_not(None))
        .group_by(SupportRequest.contact_id)
    )


def _wanted(audience: Audience) -> list[ColumnElement[bool]]:
    entry = QueueEntry
    wanted: list[ColumnElement[bool]] = [entry.unit_id == audience.unit]
    if audience.programme:
        wanted.append(entry.programme == audience.programme)
    if audience.status:
        wanted.append(entry.status == Status(audience.status))
    if audience.device:
        given = exists().where(
            Delivery.request_id == entry.request_id, Delivery.returned_on.is_(None)
        )
        wanted.append(given if audience.device == "with" else ~given)
    if audience.package:
        state = PackageState(audience.package)
        package = DataPackage
        wanted.append(
            exists().where(package.request_id == entry.request_id, package.state == state)
        )
    return wanted


def _has_consented(contact_id: Any) -> ColumnElement[bool]:
    return exists().where(
        Consent.contact_id == contact_id,
        Consent.withdrawn_at.is_(None),
        Consent.purpose.in_(NEEDED),
    )


def _is_where_they_wrote_last() -> ColumnElement[bool]:
    """One address a person: of those that can be reached, the one they wrote from last."""
    other = ChannelAddress.__table__.alias()
    newest = (
        select(other.c.id)
        .where(other.c.contact_id == ChannelAddress.contact_id, other.c.unreachable_at.is_(None))
        .order_by(other.c.last_written_at.desc(), other.c.id.desc())
        .limit(1)
        .correlate(ChannelAddress)
        .scalar_subquery()
    )
    return ChannelAddress.id == newest
