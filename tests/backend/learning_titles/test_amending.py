"""A signed title is taken away or set right by a later decision alone, and what is counted follows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.approved_lists.signing import Signature
from backend.errors import Conflict, Invalid, NotFound
from backend.figures.catalogue import figures
from backend.figures.narrowing import Narrowing
from backend.figures.queries import totals
from backend.figures.rules import this_year
from backend.learning_titles import amending, assessing, decisions, public, recognising, wording
from backend.learning_titles.amending import Change
from backend.learning_titles.models import TitleApplication, TitleAward, TitleDecision
from backend.learning_titles.paper import Said, certificates, decision
from backend.learning_titles.words import AwardKind, TitleStatus
from tests.backend.counter import Counter, at_once
from tests.backend.learning_titles.factory import apply_by_chat, enter, officer_of, passed, signed
from tests.factories import make_contact

RECOGNISED, REVOKED, CORRECTED = AwardKind
WHY = "giấy khen là của người khác"


def recognised(counter: Counter, session: Session) -> tuple[TitleApplication, TitleDecision]:
    """Trần Thị Lan, by chat, with a signed title."""
    one = passed(
        session, counter.world, apply_by_chat(session, counter.world, make_contact(session))
    )
    return one, signed(session, counter.world)


def later(
    counter: Counter, session: Session, earlier: TitleDecision, *changes: Change
) -> TitleDecision:
    """A draft with some changes."""
    officer = officer_of(session, counter.world.officer)
    draft = amending.amend(session, officer, earlier.id)
    for each in changes:
        amending.change(session, officer, draft.id, draft.version, each)
    return draft


def sign(counter: Counter, session: Session, draft: TitleDecision) -> TitleDecision:
    officer = officer_of(session, counter.world.officer)
    signature = Signature(f"{draft.id}/QĐ-UBND", clock.today(), "Lê Văn Ký", "Chủ tịch UBND xã")
    return recognising.freeze(session, officer, draft.id, draft.version, signature)


def counted(counter: Counter, session: Session) -> tuple[int, int]:
    """Titles recognised, and applications whose title was taken away."""
    officer = officer_of(session, counter.world.officer)
    narrowed = Narrowing(UnitId(counter.world.commune), period=this_year(clock.today()))

    def count(code: str) -> int:
        return totals(session, officer, narrowed, [figures()[code]])[code]

    return count("titles-recognised"), count("title-revoked")


def test_a_title_is_taken_away_only_when_the_later_decision_is_signed(counter: Counter) -> None:
    with counter.database.transaction() as session:
        one, first = recognised(counter, session)
        draft = later(counter, session, first, Change(REVOKED, one.code.lower(), f" {WHY} "))
        assert (one.status, counted(counter, session)) == (TitleStatus.RECOGNISED, (1, 0))
        sign(counter, session, draft)
        assert (one.status, counted(counter, session)) == (TitleStatus.REVOKED, (0, 1))
        standing = wording.standing(session, one)
        assert decisions.is_intact(session, first)
        assert decisions.is_intact(session, draft)
        before, after = session.scalars(select(TitleAward).order_by(TitleAward.id))
        assert after.certificate == before.certificate, "the certificate that is void"
        assert decisions.touched_by(session, [before]) == {before.id: draft}
    assert f"{draft.decision_number}" in standing
    assert WHY in standing
    assert WHY in counter.told()[-1]
    assert "hủy công nhận" in counter.told()[-1]
    assert "Trần" not in counter.told()[-1]


def test_the_public_is_told_of_what_holds_on_a_day(counter: Counter) -> None:
    world, today = counter.world, clock.today()
    with counter.database.transaction() as session:
        officer = officer_of(session, world.officer)
        many = [enter(session, officer, applicant_name=f"Nhà {n} (mẫu)") for n in range(5)]
        for one in many:
            passed(session, world, one)
        first = signed(session, world)
        first.decision_date = today - timedelta(days=9)
        changes = (
            Change(REVOKED, many[0].code, WHY),
            Change(CORRECTED, many[1].code, WHY, applicant_name="Nhà Một (mẫu)"),
        )
        sign(counter, session, later(counter, session, first, *changes))
        before = public.recognised(session, today.year, today - timedelta(days=1))
        assert before == {UnitId(world.commune): {"Gia đình học tập": 5}}
        assert public.recognised(session, today.year, today) == {}, "four are left"


def test_a_correction_gives_the_right_name_and_a_new_certificate(counter: Counter) -> None:
    with counter.database.transaction() as session:
        one, first = recognised(counter, session)
        wanted = Change(CORRECTED, one.code, "sai tên đệm", applicant_name="Trần  Thị Lành")
        draft = sign(counter, session, later(counter, session, first, wanted))
        before, after = session.scalars(select(TitleAward).order_by(TitleAward.id))
        assert (one.status, counted(counter, session)) == (TitleStatus.RECOGNISED, (1, 0))
        assert (before.applicant_name, before.in_force) == ("Trần Thị Lan", False)
        assert (after.applicant_name, after.hamlet, after.in_force) == (
            "Trần Thị Lành",
            "Thôn 1",
            True,
        )
        assert one.applicant_name == "Trần Thị Lành"
        assert after.certificate != before.certificate
        assert decisions.is_intact(session, first)
        after.note = "khác"
        session.flush()
        assert not decisions.is_intact(session, draft), "the signature covers the reason"
    assert after.certificate in counter.told()[-1]
    assert "vẫn giữ nguyên" in counter.told()[-1]


def test_what_was_taken_away_wrongly_is_recognised_again(counter: Counter) -> None:
    with counter.database.transaction() as session:
        one, first = recognised(counter, session)
        sign(counter, session, later(counter, session, first, Change(REVOKED, one.code, WHY)))
        again = later(counter, session, first, Change(RECOGNISED, one.code, ""))
        sign(counter, session, again)
        assert (one.status, counted(counter, session)) == (TitleStatus.RECOGNISED, (1, 0))
        in_force = session.scalars(select(TitleAward).where(TitleAward.in_force)).one()
        assert in_force.decision_id == again.id
    assert "Chúc mừng" in counter.told()[-1]


Case = tuple[Callable[[TitleApplication], Change], str]
REFUSED: list[Case] = [
    (lambda _one: Change(REVOKED, "DH-2026-999999", WHY), "code"),
    (lambda _one: Change(REVOKED, "", WHY), "code"),
    (lambda one: Change(REVOKED, one.code, "  "), "note"),
    (lambda one: Change(CORRECTED, one.code, "", applicant_name="Khác"), "note"),
    (lambda one: Change(CORRECTED, one.code, WHY), "applicant_name"),
    (lambda one: Change(CORRECTED, one.code, WHY, applicant_name="Trần Thị Lan"), "applicant_name"),
    (lambda one: Change(RECOGNISED, one.code, WHY), "code"),
]


@pytest.mark.parametrize(("wanted", "field"), REFUSED)
def test_a_change_that_the_later_decision_cannot_say_is_refused_beside_its_field(
    counter: Counter, wanted: Callable[[TitleApplication], Change], field: str
) -> None:
    with counter.database.transaction() as session:
        one, first = recognised(counter, session)
        with pytest.raises(Invalid) as refused:
            later(counter, session, first, wanted(one))
    assert refused.value.field == field


def test_another_decisions_title_is_not_touched_nor_anything_twice(counter: Counter) -> None:
    world = counter.world
    with counter.database.transaction() as session:
        officer = officer_of(session, world.officer)
        one, first = recognised(counter, session)
        two = passed(session, world, enter(session, officer, applicant_name="Lê Thị Hai (mẫu)"))
        second = signed(session, world)
        draft = later(counter, session, first, Change(REVOKED, one.code, WHY))
        assert amending.amend(session, officer, first.id).id == draft.id, "gone on with"
        with pytest.raises(Invalid):
            later(counter, session, first, Change(REVOKED, two.code, WHY))
        with pytest.raises(Conflict):
            later(counter, session, first, Change(REVOKED, one.code, WHY))
        with pytest.raises(Conflict):
            amending.amend(session, officer, draft.id)
        with pytest.raises(NotFound):
            amending.amend(session, officer_of(session, world.stranger), second.id)
        with pytest.raises(Invalid):
            recognising.gather(session, officer, clock.today().year)
        assert one.status is TitleStatus.RECOGNISED
        with pytest.raises(Conflict):
            assessing.mark(session, officer, one.id, one.version, None, True)


def test_of_two_later_decisions_signed_at_once_one_holds(counter: Counter) -> None:
    with counter.database.transaction() as session:
        one, first = recognised(counter, session)
        draft = later(counter, session, first, Change(REVOKED, one.code, WHY))
        number, version = draft.id, draft.version

    def freeze(named: str) -> None:
        signature = Signature(named, clock.today(), "Lê Văn Ký", "Chủ tịch UBND xã")
        with counter.database.transaction() as session:
            officer = officer_of(session, counter.world.officer)
            recognising.freeze(session, officer, number, version, signature)

    answers = at_once(lambda: freeze("21/QĐ-UBND"), lambda: freeze("22/QĐ-UBND"))
    assert sorted(type(each).__name__ for each in answers) == ["Conflict", "NoneType"]
    with counter.database.reading() as session:
        assert counted(counter, session) == (0, 1)


def test_a_line_whose_title_is_gone_meanwhile_is_not_signed(counter: Counter) -> None:
    with counter.database.transaction() as session:
        one, first = recognised(counter, session)
        draft = later(counter, session, first, Change(REVOKED, one.code, WHY))
        session.scalars(select(TitleAward).where(TitleAward.in_force)).one().in_force = False
        session.flush()
        with pytest.raises(Conflict, match=one.code):
            sign(counter, session, draft)


def test_the_paper_names_the_decision_that_it_changes(counter: Counter) -> None:
    with counter.database.transaction() as session:
        one, first = recognised(counter, session)
        other = passed(
            session,
            counter.world,
            enter(session, officer_of(session, counter.world.officer), applicant_name="Hai (mẫu)"),
        )
        changes = (Change(REVOKED, one.code, WHY), Change(RECOGNISED, other.code, ""))
        draft = sign(counter, session, later(counter, session, first, *changes))
        said = Said("xã A Lưới 1", draft, decisions.awards(session, draft), [], "", first)
        whole, given = decision(said), certificates(said)
    assert str(first.decision_number) in whole.title
    articles = " ".join(str(each.text) for each in whole.body)
    assert "công nhận: 1; hủy công nhận: 1" in articles
    assert str(first.decision_number) in articles
    assert whole.annex is not None
    assert [row[1:3] for row in whole.annex.table.rows] == [
        ("Hủy công nhận", WHY),
        ("Công nhận", ""),
    ]
    assert given.table is not None
    assert len(list(given.table.rows)) == 1, "who lost the title gets no certificate"


def test_a_day_to_come_is_not_signed(counter: Counter) -> None:
    with counter.database.transaction() as session:
        one, first = recognised(counter, session)
        draft = later(counter, session, first, Change(REVOKED, one.code, WHY))
        tomorrow = Signature("9/QĐ", clock.today() + timedelta(days=1), "A", "B")
        officer = officer_of(session, counter.world.officer)
        with pytest.raises(Invalid) as refused:
            recognising.freeze(session, officer, draft.id, draft.version, tomorrow)
    assert refused.value.field == "on"
