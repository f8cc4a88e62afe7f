"""What a list copies of a request, as it stands now."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.i18n import _
from backend.poverty_lists.models import PovertyListEntry
from backend.programmes.rules import Circumstance
from backend.programmes.schema import Programme
from backend.programmes.service import programme_of
from backend.quotas.models import Quota
from backend.quotas.places import open_claim
from backend.support_requests.models import RequestId, SupportRequest
from backend.support_requests.queries import newest_verification


def copy_of(session: Session, request: SupportRequest) -> Mapping[str, Any]:
    """The columns `models.COPIED` and the code."""
    programme = programme_of(session, request.revision_id)
    benefits = {each.code: each.name for each in programme.benefits}
    return {
        "code": request.code,
        "child_name": request.child_name,
        "child_birth_year": request.child_birth_year,
        "head_name": request.head_name,
        "unit_name": session.get_one(AdministrativeUnit, request.unit_id).full_name,
        "hamlet": request.hamlet,
        "standing": _standing(session, request),
        "benefit": benefits.get(request.benefit, request.benefit),
        "source": _source(session, programme, request.id),
    }


def _standing(session: Session, request: SupportRequest) -> str:
    """As the list has the household, or as the family says where no list does."""
    found = newest_verification(session, request.id)
    entry = session.get(PovertyListEntry, found.entry_id) if found and found.entry_id else None
    if entry and entry.standing:
        return entry.standing.label
    return Circumstance(request.circumstance).label


def _source(session: Session, programme: Programme, request_id: RequestId) -> str:
    quota = _quota(session, request_id)
    if quota is None:
        return ""
    names = {each.code: _(each.name) for each in programme.funding}
    return names.get(quota.source, quota.source)


def _quota(session: Session, request_id: RequestId) -> Quota | None:
    claim = open_claim(session, request_id)
    if claim is None or claim.quota_id is None:
        return None
    return session.scalar(select(Quota).where(Quota.id == claim.quota_id))
