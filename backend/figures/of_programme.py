"""What counts for a programme among machines and gifts, which name none themselves: what went to its
requests, and what went to nobody else's."""

from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from backend.deliveries.models import Delivery
from backend.devices.models import Device
from backend.gifts.models import Gift, GiftDevice, GiftShare
from backend.programmes.models import ProgrammeRevision
from backend.programmes.service import programmes_now
from backend.support_requests.models import SupportRequest


def device_counts(session: Session, programme: str) -> ColumnElement[bool]:
    """The clause for machines: one that only another programme handed out does not count, nor one that
    another programme's source paid for, as its file names it."""
    elsewhere = Device.id.not_in(_handed_out(ProgrammeRevision.code != programme))
    own = Device.id.in_(_handed_out(ProgrammeRevision.code == programme))
    sources = _sources_of_others(session, programme)
    return or_(own, elsewhere & Device.source.not_in(sources))


def held_under(programme: str) -> Select[Any]:
    """Numbers of the machines that somebody has now by a request of the programme."""
    return _handed_out(ProgrammeRevision.code == programme).where(Delivery.returned_on.is_(None))


def gift_counts(programme: str) -> ColumnElement[bool]:
    """The clause for gifts: one that was used for other programmes alone does not count."""
    other, own = ProgrammeRevision.code != programme, ProgrammeRevision.code == programme
    for_purpose = select(GiftShare.gift_id).where(GiftShare.request_id.is_(None))
    return or_(
        Gift.id.not_in(_shared(other)) & Gift.id.not_in(_devices_of(other)),
        Gift.id.in_(_shared(own)),
        Gift.id.in_(_devices_of(own)),
        Gift.id.in_(for_purpose),
    )


def share_counts(programme: str) -> ColumnElement[bool]:
    """The clause for what a round gave: to pupils of the programme, or for a purpose."""
    own = _requests(ProgrammeRevision.code == programme)
    of_gifts = GiftShare.gift_id.in_(select(Gift.id).where(gift_counts(programme)))
    return of_gifts & or_(GiftShare.request_id.is_(None), GiftShare.request_id.in_(own))


def _sources_of_others(session: Session, programme: str) -> list[str]:
    """Codes and names of sources that only other programmes have."""
    own: set[str] = set()
    others: set[str] = set()
    for each in programmes_now(session):
        said = {name for source in each.sources for name in (source.code, source.name)}
        (own if each.code == programme else others).update(said)
    return sorted(others - own)


def _requests(which: ColumnElement[bool]) -> Select[Any]:
    return (
        select(SupportRequest.id)
        .join(ProgrammeRevision, ProgrammeRevision.id == SupportRequest.revision_id)
        .where(which)
    )


def _handed_out(which: ColumnElement[bool]) -> Select[Any]:
    return (
        select(Delivery.device_id)
        .join(SupportRequest, SupportRequest.id == Delivery.request_id)
        .join(ProgrammeRevision, ProgrammeRevision.id == SupportRequest.revision_id)
        .where(Delivery.device_id.is_not(None), which)
    )


def _shared(which: ColumnElement[bool]) -> Select[Any]:
    return (
        select(GiftShare.gift_id)
        .join(SupportRequest, SupportRequest.id == GiftShare.request_id)
        .join(ProgrammeRevision, ProgrammeRevision.id == SupportRequest.revision_id)
        .where(which)
    )


def _devices_of(which: ColumnElement[bool]) -> Select[Any]:
    return select(GiftDevice.gift_id).where(GiftDevice.device_id.in_(_handed_out(which)))
