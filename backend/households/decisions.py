"""What officers have said about who a claim means; nobody is asked about the same pair again."""

import hashlib

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.households.models import HouseholdId, MatchDecision
from backend.households.rules import Claim
from backend.officers.models import Officer
from backend.vietnamese import compact, normal


def key_of(unit_id: UnitId, claim: Claim) -> str:
    """What claims have in common that say the same: name with its marks, year and hamlet, in one
    commune, as 64 letters. Kept is only its keyed hash: these could be found by trying names."""
    said = (str(unit_id), normal(claim.name), str(claim.birth_year or ""), compact(claim.hamlet))
    return hashlib.sha256("|".join(said).encode()).hexdigest()


def remember(
    session: Session, officer: Officer, claim_key: str, household: HouseholdId, *, is_same: bool
) -> None:
    """Keeps an officer's word; the newest counts. A claim means one household at most."""
    decision = MatchDecision
    taken_back = decision.household_id == household
    if is_same:
        taken_back = taken_back | decision.is_same
    session.execute(delete(decision).where(decision.claim_key == claim_key, taken_back))
    session.add(
        MatchDecision(
            claim_key=claim_key,
            household_id=household,
            is_same=is_same,
            officer_id=officer.id,
            decided_at=clock.now(),
        )
    )
    session.flush()


def recall(session: Session, claim_key: str) -> dict[HouseholdId, bool]:
    """Whether the claim means a household, for every one that an officer has decided on."""
    query = select(MatchDecision.household_id, MatchDecision.is_same)
    found = session.execute(query.where(MatchDecision.claim_key == claim_key))
    return {household: is_same for household, is_same in found}
