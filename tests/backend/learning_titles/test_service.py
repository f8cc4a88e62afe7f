"""From the application to the certificate: every step by the right person, nothing twice, all told."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.approved_lists.signing import Signature
from backend.errors import Conflict, Invalid, NotAllowed, NotFound
from backend.learning_titles import applying, assessing, decisions, queries, recognising, wording
from backend.learning_titles.assessing import Given
from backend.learning_titles.commands import AddToTitle
from backend.learning_titles.models import TitleApplication, TitleAward
from backend.learning_titles.words import TitleStatus
from backend.officers.models import Role
from tests.backend.counter import Counter, at_once
from tests.backend.learning_titles.factory import (
    BEST,
    apply_by_chat,
    enter,
    full_marks,
    officer_of,
    passed,
    signed,
)
from tests.factories import make_contact, make_officer


def test_the_applicant_is_told_points_and_at_last_the_decision(counter: Counter) -> None:
    with counter.database.transaction() as session:
        made = apply_by_chat(session, counter.world, make_contact(session))
        passed(session, counter.world, made)
        decision = signed(session, counter.world)
        standing = wording.standing(session, made)
    assert "100/100" in counter.told()[0]
    assert "mẫu" in counter.told()[0]
    assert "100/100" in counter.told()[-2]
    assert f"Quyết định {decision.decision_number}" in counter.told()[-1]
    assert "GCN-" in counter.told()[-1]
    assert str(decision.decision_number) in standing
    assert made.status is TitleStatus.RECOGNISED


def test_one_person_applies_once_a_year_for_one_applicant(counter: Counter) -> None:
    with counter.database.transaction() as session:
        lan, other = make_contact(session), make_contact(session, "tele-2")
        first = apply_by_chat(session, counter.world, lan)
        assert (
            apply_by_chat(session, counter.world, lan, applicant_name="TRẦN THỊ  LAN").id
            == first.id
        )
        assert apply_by_chat(session, counter.world, lan, "worker").id != first.id
        # A namesake is not told that there is another one.
        assert apply_by_chat(session, counter.world, other).id != first.id
    assert first.code not in " ".join(counter.told("tele-2"))


def test_two_at_once_make_one_application(counter: Counter) -> None:
    with counter.database.transaction() as session:
        lan = make_contact(session)

    def send() -> int:
        with counter.database.transaction() as session:
            return apply_by_chat(session, counter.world, lan).id

    assert len(set(map(str, at_once(send, send, send)))) == 1


@pytest.mark.parametrize("title", sorted(BEST))
def test_all_kinds_of_applicants_can_be_entered_and_recognised(
    counter: Counter, title: str
) -> None:
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        passed(
            session, counter.world, enter(session, officer, title, applicant_name="Khu phố 3 (mẫu)")
        )
        signed(session, counter.world)
        award = session.scalars(select(TitleAward)).one()
    assert (award.title, award.points, award.in_force) == (title, 100, True)


def test_an_officer_is_told_of_a_second_application_unless_it_is_a_namesake(
    counter: Counter,
) -> None:
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        enter(session, officer)
        enter(session, officer, hamlet="Thôn 2")
        enter(session, officer, year=clock.today().year - 1)
        with pytest.raises(Conflict):
            enter(session, officer, applicant_name="trần  thị lan", hamlet="thôn 1")
        enter(session, officer, namesake=True)
        with pytest.raises(Invalid):
            enter(session, officer, applicant_name="X", answers={"children": "all"})
        with pytest.raises(Invalid):
            enter(session, officer, unit_id=UnitId(counter.world.other_commune))
        with pytest.raises(Invalid):
            enter(session, officer, year=1999)


BAD_POINTS = ["-1", "31", "ba", "1.5", "²", "99999", "1e1"]


@pytest.mark.parametrize("typed", BAD_POINTS)
def test_points_beyond_the_rubric_are_refused(counter: Counter, typed: str) -> None:
    with counter.database.transaction() as session:
        colleague = officer_of(session, counter.world.colleague)
        made = apply_by_chat(session, counter.world, make_contact(session))
        one = assessing.confirm(session, colleague, made.id, made.version)
        with pytest.raises(Invalid) as refused:
            assessing.score(
                session, colleague, one.id, one.version, {"children": Given(typed, "xem")}
            )
    assert refused.value.field == "points_children"


def test_it_passes_only_scored_sufficient_and_by_another_officer(counter: Counter) -> None:
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        colleague = officer_of(session, counter.world.colleague)
        one = enter(session, officer)
        with pytest.raises(Conflict):
            assessing.score(session, colleague, one.id, one.version, full_marks(one))
        one = assessing.confirm(session, officer, one.id, one.version)
        with pytest.raises(Conflict):
            assessing.confirm(session, officer, one.id, one.version)
        with pytest.raises(Conflict):
            assessing.pass_on(session, colleague, one.id, one.version)
        low = full_marks(one) | {"adults": Given("0", "chưa học")}
        one = assessing.score(session, colleague, one.id, one.version, low)
        with pytest.raises(Conflict, match="60"):
            assessing.pass_on(session, colleague, one.id, one.version)
        one = assessing.score(session, colleague, one.id, one.version, full_marks(one))
        with pytest.raises(Conflict):
            assessing.pass_on(session, officer, one.id, one.version)
        assert assessing.pass_on(session, colleague, one.id, one.version).step == 2


def test_points_without_a_photo_need_a_reason(counter: Counter) -> None:
    with counter.database.transaction() as session:
        colleague = officer_of(session, counter.world.colleague)
        made = apply_by_chat(session, counter.world, make_contact(session))
        one = assessing.confirm(session, colleague, made.id, made.version)
        # The first criterion came with a photo, the second did not.
        one = assessing.score(session, colleague, one.id, one.version, {"children": Given("30")})
        with pytest.raises(Invalid) as refused:
            assessing.score(session, colleague, one.id, one.version, {"adults": Given("40")})
    assert refused.value.field == "reason_adults"


def test_a_refusal_is_looked_at_again_once_and_by_somebody_else(counter: Counter) -> None:
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        colleague = officer_of(session, counter.world.colleague)
        lan = make_contact(session)
        one = apply_by_chat(session, counter.world, lan)
        with pytest.raises(Invalid):
            assessing.refuse(session, officer, one.id, one.version, " ")
        assessing.refuse(session, officer, one.id, one.version, "chưa đủ minh chứng")
        applying.add(session, lan, AddToTitle(one.code, "xin xem lại giúp"))
        assert one.status is TitleStatus.WAITING
        with pytest.raises(Conflict):
            assessing.refuse(session, officer, one.id, one.version, "vẫn thế")
        assessing.refuse(session, colleague, one.id, one.version, "vẫn thế")
        with pytest.raises(Conflict):
            applying.add(session, lan, AddToTitle(one.code, "xin lần nữa"))
    assert "chưa đủ minh chứng" in counter.told()[1]
    assert "bổ sung" in counter.told()[1]


def test_what_was_sent_back_waits_again_after_it_was_added_to(counter: Counter) -> None:
    with counter.database.transaction() as session:
        colleague = officer_of(session, counter.world.colleague)
        lan, stranger = make_contact(session), make_contact(session, "tele-2")
        one = apply_by_chat(session, counter.world, lan)
        assessing.send_back(session, colleague, one.id, one.version, "thêm giấy khen")
        assert queries.own_applications(session, lan)[0].status == "sent_back"
        with pytest.raises(NotFound):
            applying.add(session, stranger, AddToTitle(one.code, "của tôi"))
        applying.add(session, lan, AddToTitle(one.code, "giấy khen của trường"))
        assert one.status is TitleStatus.WAITING


def test_other_units_and_other_roles_do_not_decide(counter: Counter) -> None:
    with counter.database.transaction() as session:
        one = apply_by_chat(session, counter.world, make_contact(session))
        for number, kind in (
            (counter.world.stranger, NotFound),
            (counter.world.province_officer, NotAllowed),
        ):
            with pytest.raises(kind):
                assessing.confirm(session, officer_of(session, number), one.id, one.version)
        assert queries.applications(session, officer_of(session, counter.world.officer))
        assert not queries.applications(session, officer_of(session, counter.world.stranger))


def test_the_second_of_two_officers_sees_that_it_changed(counter: Counter) -> None:
    with counter.database.transaction() as session:
        one = apply_by_chat(session, counter.world, make_contact(session))
        number, version = one.id, one.version

    def confirm(officer: int) -> None:
        with counter.database.transaction() as session:
            assessing.confirm(session, officer_of(session, officer), number, version)

    answers = at_once(
        lambda: confirm(counter.world.officer), lambda: confirm(counter.world.colleague)
    )
    assert sorted(type(each).__name__ for each in answers) == ["Conflict", "NoneType"]


def test_a_signed_decision_never_changes_and_its_number_is_given_once(counter: Counter) -> None:
    world = counter.world
    with counter.database.transaction() as session:
        officer = officer_of(session, world.officer)
        passed(session, world, apply_by_chat(session, world, make_contact(session)))
        decision = signed(session, world)
        with pytest.raises(Conflict):
            recognising.drop_draft(session, officer, decision.id, decision.version)
        with pytest.raises(Invalid):
            recognising.gather(session, officer, clock.today().year)
        passed(session, world, enter(session, officer, applicant_name="Lê Thị Hai (mẫu)"))
        second = recognising.gather(session, officer, clock.today().year)
        same = Signature(str(decision.decision_number), clock.today(), "Lê Văn Ký", "Chủ tịch")
        with pytest.raises(Invalid, match="số và ngày này"):
            recognising.freeze(session, officer, second.id, second.version, same)
        assert decisions.is_intact(session, decision)
        award = decisions.awards(session, decision)[0]
        award.points = 1
        session.flush()
        assert not decisions.is_intact(session, decision)


BAD_SIGNATURES = [
    (Signature("QĐ", clock.today(), "A", "B"), "number"),
    (Signature("1/QĐ", clock.today() + timedelta(days=1), "A", "B"), "on"),
    (Signature("1/QĐ", clock.today(), " ", "B"), "signer_name"),
    (Signature("1/QĐ", clock.today(), "A", ""), "signer_title"),
]


@pytest.mark.parametrize(("signature", "field"), BAD_SIGNATURES)
def test_a_signature_is_whole(counter: Counter, signature: Signature, field: str) -> None:
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        passed(session, counter.world, apply_by_chat(session, counter.world, make_contact(session)))
        draft = recognising.gather(session, officer, clock.today().year)
        with pytest.raises(Invalid) as refused:
            recognising.freeze(session, officer, draft.id, draft.version, signature)
    assert refused.value.field == field


def test_a_line_of_a_draft_is_decided_on_only_after_it_was_taken_out(counter: Counter) -> None:
    world = counter.world
    with counter.database.transaction() as session:
        officer = officer_of(session, world.officer)
        ids = [
            passed(session, world, enter(session, officer, applicant_name=name)).id
            for name in ("Một (mẫu)", "Hai (mẫu)", "Ba (mẫu)")
        ]
        draft = recognising.gather(session, officer, clock.today().year)
        first = session.get_one(TitleApplication, ids[0])
        with pytest.raises(Conflict):
            assessing.send_back(session, officer, first.id, first.version, "xem lại")
        row = decisions.awards(session, draft)[0]
        recognising.drop(session, officer, draft.id, draft.version, row.id)
        assert [each.number for each in decisions.awards(session, draft)] == [1, 2]
        assessing.send_back(session, officer, first.id, first.version, "xem lại")
        assert (first.status, first.step) == (TitleStatus.SENT_BACK, 1)


def test_who_gathers_a_list_has_to_be_at_the_step_that_signs(counter: Counter) -> None:
    with counter.database.transaction() as session:
        passed(session, counter.world, apply_by_chat(session, counter.world, make_contact(session)))
        unit = officer_of(session, counter.world.officer).unit_id
        commune = session.get_one(AdministrativeUnit, unit)
        verifier = make_officer(session, "thamtra", "Hồ Văn Xem", commune, Role.VERIFIER)
        with pytest.raises(Invalid):
            recognising.gather(session, verifier, clock.today().year)
        assert session.scalar(select(func.count(TitleAward.id))) == 0
