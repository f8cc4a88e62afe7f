"""A school's own quota with two officers at the same moment: never one more than it has."""

from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.officers.models import Officer, OfficerId
from backend.quotas.places import open_claim
from backend.quotas.service import QuotaForm, set_quota
from backend.schools.models import SchoolId
from backend.support_requests.models import DecisionKind, RequestId, Status
from tests.backend.counter import at_once
from tests.backend.programmes.sixth import CODE, ask, say
from tests.factories import World

WAITING = 3


def allot(
    database: Database, world: World, unit: int, amount: str, school: int | None = None
) -> None:
    with database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(world.province_officer))
        line = (CODE, "warm", "nha-tai-tro", "ca-chuong-trinh", amount, "")
        own = SchoolId(school) if school else None
        set_quota(session, officer, 0, QuotaForm(UnitId(unit), *line, own))


def test_the_last_place_of_a_school_is_given_once(
    database: Database, world: World, people: dict[str, int]
) -> None:
    for unit, amount, school in (
        (world.province, "9", None),
        (world.commune, "9", None),
        (world.commune, "1", people["school"]),
    ):
        allot(database, world, unit, amount, school)
    asked = [ask(database, world, people["parent"], f"Hồ Văn {n}") for n in ("Nam", "Bắc", "Đông")]
    for request_id in asked:
        say(database, people["verifier"], request_id, DecisionKind.APPROVE)

    def approve(request_id: RequestId) -> Status:
        return say(database, world.province_officer, request_id, DecisionKind.APPROVE)

    found = at_once(*(lambda one=one: approve(one) for one in asked))
    assert sorted(map(str, found)) == sorted([Status.APPROVED, *[Status.QUEUED] * (WAITING - 1)])
    with database.reading() as session:
        placed = [
            claim.quota_id
            for one in asked
            if (claim := open_claim(session, one)) and claim.quota_id is not None
        ]
    assert len(placed) == 1
