"""Smartphones for households (Huế, 413/KH-UBND): the way of a request and of old papers, the sources
in their order, and one grant a household."""

from datetime import date

import pytest

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.db import Database
from backend.deliveries import service as deliveries
from backend.deliveries.contents import Sim, is_imei
from backend.deliveries.service import HandOver
from backend.errors import Conflict, Invalid, NotFound
from backend.need_answers import service as need_answers
from backend.need_answers.commands import DeclareNoNeed
from backend.need_answers.models import NeedAnswer
from backend.officers.models import Officer, OfficerId, Role
from backend.programmes.fields import Answer
from backend.programmes.rules import Circumstance
from backend.programmes.schema import EarlierStep, Step
from backend.quotas.places import open_claim
from backend.quotas.service import QuotaForm, set_quota
from backend.support_requests import entering, steps
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.course import course_of
from backend.support_requests.earlier_chains import OldPaper, Passed, steps_behind
from backend.support_requests.entering import OnPaper
from backend.support_requests.models import (
    DecisionKind,
    Relation,
    RequestId,
    Status,
    SupportRequest,
)
from backend.support_requests.service import decide, office_of, submit
from backend.support_requests.timeline import lines
from tests.factories import World, make_contact, make_officer

CODE = "dien-thoai-thong-minh"
IMEI = "490154203237518"  # the example of 3GPP TS 23.003


def command(world: World, **changes: object) -> SubmitSupportRequest:
    """A poor household that has bought nothing."""
    merit, bought = changes.pop("merit", "none"), changes.pop("bought", "no")
    said: dict[str, object] = {
        "programme": CODE,
        "benefit": "phone",
        "relation": Relation.MEMBER,
        "circumstance": Circumstance.POOR,
        "unit_id": UnitId(world.commune),
        "hamlet": "Thôn 1",
        "head_name": "Hồ Thị A Lơ",
        "head_birth_year": 1985,
        "phone": "",
        "answers": (
            Answer("merit", merit, str(merit)),
            Answer("bought", bought, str(bought)),
        ),
    }
    return SubmitSupportRequest(**{**said, **changes})  # type: ignore[arg-type]


class Huế:
    """The officers of every step, and what they do."""

    def __init__(self, database: Database, world: World) -> None:
        self.database, self.world = database, world
        with database.transaction() as session:
            commune = session.get_one(AdministrativeUnit, world.commune)
            province = session.get_one(AdministrativeUnit, world.province)
            verifier = Role.VERIFIER
            self.verifier = make_officer(session, "xa", "Vi Thị Thẩm", commune, verifier).id
            self.department = make_officer(session, "so", "Lê Sở", province, verifier).id
            self.contact = make_contact(session)
        self.chain = (self.verifier, world.officer, self.department, world.province_officer)

    def ask(self, **changes: object) -> RequestId:
        with self.database.transaction() as session:
            return submit(session, self.contact, command(self.world, **changes)).id

    def say(self, officer: int, request_id: RequestId) -> Status:
        with self.database.transaction() as session:
            version = session.get_one(SupportRequest, request_id).version
            who = session.get_one(Officer, OfficerId(officer))
            return decide(session, who, request_id, version, DecisionKind.APPROVE).status

    def approve(self, request_id: RequestId) -> Status:
        return [self.say(officer, request_id) for officer in self.chain][-1]

    def give(self, request_id: RequestId, serial: str = "", **more: object) -> int:
        with self.database.transaction() as session:
            who = session.get_one(Officer, OfficerId(self.world.officer))
            version = session.get_one(SupportRequest, request_id).version
            form = HandOver(serial, "Mẫu", clock.today(), "Hồ Thị A Lơ", "chủ hộ", **more)  # type: ignore[arg-type]
            return deliveries.hand_over(session, who, request_id, version, form).id

    def quota(self, source: str, amount: str, benefit: str = "phone") -> None:
        with self.database.transaction() as session:
            who = session.get_one(Officer, OfficerId(self.world.province_officer))
            for unit in (self.world.province, self.world.commune):
                form = QuotaForm(UnitId(unit), CODE, benefit, source, "sau-2025", amount)
                set_quota(session, who, 0, form)


@pytest.fixture
def hue(database: Database, world: World) -> Huế:
    return Huế(database, world)


def test_a_household_goes_all_steps_and_each_office_is_called_by_its_name(hue: Huế) -> None:
    request_id = hue.ask()
    named = []
    for officer in hue.chain:
        with hue.database.reading() as session:
            named.append(office_of(session, session.get_one(SupportRequest, request_id)))
        status = hue.say(officer, request_id)
    assert status is Status.APPROVED
    assert named[0] == named[1] == "UBND xã A Lưới 1"
    assert named[2:] == ["Sở Khoa học và Công nghệ", "UBND thành phố Huế"]
    with hue.database.reading() as session:
        told = "\n".join(lines(course_of(session, session.get_one(SupportRequest, request_id))))
    assert "Thôn rà soát (xã xét thay thôn)" in told


def test_a_hamlet_with_an_account_decides_itself_and_sees_its_own_families_alone(hue: Huế) -> None:
    with hue.database.transaction() as session:
        hamlet = session.query(AdministrativeUnit).filter_by(
            parent_id=hue.world.commune, name="Thôn 1"
        )
        head = make_officer(session, "thon1", "Hồ Văn Trưởng", hamlet.one(), Role.VERIFIER).id
    own, other = (
        hue.ask(),
        hue.ask(hamlet="Thôn 2", head_name="Hồ Văn Nghiên", head_birth_year=1979),
    )
    with pytest.raises(Conflict, match="không thuộc vai trò"):
        hue.say(hue.verifier, own)
    with pytest.raises(NotFound):
        hue.say(head, other)
    with hue.database.reading() as session:
        for officer, expected in ((head, [own]), (hue.verifier, [other])):
            waits = steps.waiting(session, session.get_one(Officer, officer))
            assert [each.request.id for each in waits] == expected
    assert hue.say(head, own) is Status.WAITING
    hue.say(hue.verifier, other)


def test_the_sources_are_used_in_order_and_the_reason_is_kept(hue: Huế) -> None:
    for source, amount in (("vien-thong-cong-ich", "1"), ("nghi-quyet-20", "5")):
        hue.quota(source, amount)
    poor = hue.ask()
    near = hue.ask(
        head_name="Hồ Văn Nghiên", head_birth_year=1979, hamlet="Thôn 2", circumstance="near_poor"
    )
    policy = hue.ask(
        head_name="Lê Thị Chính", head_birth_year=1950, circumstance="policy", merit="merit"
    )
    for request_id in (policy, poor, near):
        assert hue.approve(request_id) is Status.APPROVED
    with hue.database.reading() as session:
        reasons = {r: open_claim(session, r) for r in (poor, near, policy)}
        words = {r: claim.reason for r, claim in reasons.items() if claim}
    assert words[poor].startswith("Nguồn đầu tiên")
    assert "hết chỉ tiêu" in words[near]
    assert "không dành cho diện này" in words[policy]


@pytest.mark.parametrize(
    ("benefit", "bought", "fits"),
    [("phone", "no", True), ("phone", "yes", False), ("cash", "yes", True), ("cash", "no", False)],
)
def test_cash_is_for_who_bought_and_a_phone_for_who_did_not(
    hue: Huế, benefit: str, bought: str, fits: bool
) -> None:
    request_id = hue.ask(benefit=benefit, bought=bought)
    if not fits:
        with pytest.raises(Invalid, match="chưa đúng điều kiện"):
            hue.say(hue.verifier, request_id)
        return
    assert hue.approve(request_id) is Status.APPROVED


def test_one_grant_a_household_phone_or_cash(hue: Huế) -> None:
    first, second = hue.ask(), hue.ask(benefit="cash", bought="yes")
    hue.approve(first)
    hue.approve(second)
    hue.give(first, IMEI)
    with pytest.raises(Conflict, match="Hộ này đã được"):
        hue.give(second)


def test_cash_comes_back_and_may_then_be_given_anew(hue: Huế) -> None:
    request_id = hue.ask(benefit="cash", bought="yes")
    hue.approve(request_id)
    hue.give(request_id, receiver_id_last4="0123")
    with hue.database.transaction() as session:
        who = session.get_one(Officer, OfficerId(hue.world.officer))
        request = session.get_one(SupportRequest, request_id)
        back = (clock.today(), "giao nhầm")
        given = deliveries.take_back_goods(session, who, request_id, request.version, *back)
        assert (given.dong, given.receiver_id_last4, given.device_id) == (500_000, "0123", None)
        assert request.status is Status.APPROVED
    hue.give(request_id)


@pytest.mark.parametrize("digits", ["123", "12345", "abcd", "١٢٣٤", "079085001234"])
def test_more_than_four_digits_of_an_identity_are_never_kept(hue: Huế, digits: str) -> None:
    request_id = hue.ask()
    hue.approve(request_id)
    with pytest.raises(Invalid) as refused:
        hue.give(request_id, IMEI, receiver_id_last4=digits)
    assert refused.value.field == "receiver_id_last4"


def test_the_sim_is_noted_with_the_phone_or_later_and_two_officers_do_not_overwrite(
    hue: Huế,
) -> None:
    request_id = hue.ask()
    hue.approve(request_id)
    hue.give(request_id, IMEI)
    with hue.database.transaction() as session:
        who = session.get_one(Officer, OfficerId(hue.world.officer))
        sim = Sim("Viettel", "0987 654 321", "")
        noted = deliveries.note_sim(
            session, who, request_id, 1, Sim("Viettel", "0987 654 321", IMEI)
        )
        assert (noted.sim_operator, noted.sim_number, noted.imei) == ("Viettel", "0987654321", IMEI)
        with pytest.raises(Conflict):
            deliveries.note_sim(session, who, request_id, 1, sim)
        with pytest.raises(Invalid, match="IMEI"):
            deliveries.note_sim(session, who, request_id, 2, Sim(imei="490154203237519"))


@pytest.mark.parametrize(
    ("digits", "fits"),
    [
        (IMEI, True),
        ("490154203237519", False),
        ("4901542032375", False),
        ("", False),
        ("a" * 15, False),
    ],
)
def test_an_imei_has_its_check_digit(digits: str, fits: bool) -> None:
    assert is_imei(digits) is fits


# hamlet, commune, district, province; and hamlet, commune, department, province.
H, C, D, P = (EarlierStep(name="x", level=each) for each in reversed(Level))
DEPARTMENT = EarlierStep(name="x", level=Level.PROVINCE, office="Sở")
TODAY = tuple(
    Step(name="x", level=each.level, office=each.office, roles=(Role.APPROVER,), working_days=1)
    for each in (H, D, DEPARTMENT, P)
)


@pytest.mark.parametrize("passed", range(5))
def test_what_an_office_of_the_same_kind_decided_is_not_decided_again(passed: int) -> None:
    hamlet, district, commune, province = H, C, D, P
    del district
    with_district = [hamlet, commune, EarlierStep(name="x", level=Level.DISTRICT), province]
    with_department = [hamlet, commune, DEPARTMENT, province]
    assert steps_behind(TODAY, with_district[:passed]) == [0, 1, 2, 2, 2][passed]
    assert steps_behind(TODAY, with_department[:passed]) == passed


def test_an_old_paper_keeps_its_steps_by_the_names_of_their_day(hue: Huế) -> None:
    with hue.database.transaction() as session:
        who = session.get_one(Officer, OfficerId(hue.world.officer))
        paper = OldPaper(
            date(2024, 3, 1),
            (
                Passed("Thôn 1", date(2024, 3, 2), ""),
                Passed("xã Hồng Thủy", date(2024, 3, 9), "12/TTr-UBND"),
                Passed("huyện A Lưới", date(2024, 4, 1), "88/QĐ-UBND"),
            ),
        )
        said, consent = command(hue.world), OnPaper("Hồ Thị A Lơ", clock.today())
        request = entering.enter(session, who, said, consent, paper=paper)
        assert (request.step, request.status) == (2, Status.WAITING)
        told = "\n".join(lines(course_of(session, request)))
        assert (
            "1/4/2024 UBND huyện A Lưới: Huyện thẩm định, phê duyệt danh sách (88/QĐ-UBND)" in told
        )
        request_id = request.id
    assert hue.say(hue.department, request_id) is Status.WAITING
    assert hue.say(hue.world.province_officer, request_id) is Status.APPROVED


@pytest.mark.parametrize(
    ("dated", "days", "field"),
    [
        (date(2025, 7, 1), (date(2025, 7, 2),), "paper_on"),  # today's chain has no old steps
        (date(2024, 3, 1), (date(2024, 2, 1),), "old_day_0"),  # before the paper itself
        (date(2024, 3, 1), (date(2024, 3, 5), date(2024, 3, 4)), "old_day_1"),
        (date(2024, 3, 1), (date(2025, 7, 1),), "old_day_0"),  # that office was no more
    ],
)
def test_days_of_an_old_paper_that_cannot_be_are_refused(
    hue: Huế, dated: date, days: tuple[date, ...], field: str
) -> None:
    with hue.database.transaction() as session:
        who = session.get_one(Officer, OfficerId(hue.world.officer))
        paper = OldPaper(dated, tuple(Passed("xã Hồng Thủy", day, "") for day in days))
        consent = OnPaper("Hồ Thị A Lơ", clock.today())
        with pytest.raises(Invalid) as refused:
            entering.enter(session, who, command(hue.world), consent, paper=paper)
        assert refused.value.field == field
        session.rollback()


def test_no_need_counts_until_the_household_asks(hue: Huế) -> None:
    said = DeclareNoNeed(CODE, UnitId(hue.world.commune), "Thôn 1", "Hồ Thị A Lơ", 1985)
    with hue.database.transaction() as session:
        for _twice in range(2):
            need_answers.declare(session, hue.contact, said)
        answers = session.query(NeedAnswer).all()
        assert [answer.replaced_by_id for answer in answers] == [None]
    request_id = hue.ask()
    with hue.database.transaction() as session:
        assert [each.replaced_by_id for each in session.query(NeedAnswer)] == [request_id]
        with pytest.raises(Conflict, match="rút hồ sơ"):
            need_answers.declare(session, hue.contact, said)
        officer = session.get_one(Officer, OfficerId(hue.world.officer))
        with pytest.raises(Conflict, match="đang có hồ sơ"):
            need_answers.enter(session, officer, said)
        stranger = session.get_one(Officer, OfficerId(hue.world.stranger))
        with pytest.raises(NotFound):
            need_answers.enter(session, stranger, said)
