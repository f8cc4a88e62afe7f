"""The worked example of a ward: every share is checked by hand, and a missing count is told as such."""

from datetime import date, timedelta

import pytest

from backend import clock
from backend.administrative_units.models import UnitId
from backend.area_counts.service import Entry
from backend.area_counts.service import enter as enter_count
from backend.errors import Conflict, Invalid
from backend.figures.rules import Period, this_year
from backend.learning_titles import assessing, centres, decisions, public, report_tables
from backend.learning_titles.courses import courses_told
from backend.learning_titles.paper import Said, certificates, decision
from backend.learning_titles.words import StudyKind
from backend.papers.shapes import Table
from tests.backend.counter import Counter
from tests.backend.learning_titles.factory import enter, make_course, officer_of, passed, signed


def by_title(counter: Counter) -> dict[str, list[object]]:
    with counter.database.reading() as session:
        officer = officer_of(session, counter.world.officer)
        period = this_year(clock.today())
        table = report_tables.by_title(session, officer, period)[0]
        assert isinstance(table, Table)
        return {str(row[0]): list(row[1:]) for row in table.rows}


def test_shares_are_those_of_the_ward_and_never_told_without_a_denominator(
    counter: Counter,
) -> None:
    """Sample: 3 of 4 families are 75 % (targets 70 and 80), 1 of 3 clans 33 % (65 and 75), 2 applied
    and none of 5 hamlets is 0 %; nobody counted organisations."""
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        for code, count in (("families", "4"), ("clans", "3"), ("neighbourhoods", "5")):
            entry = Entry(
                UnitId(counter.world.commune), clock.today().year, code, count, "Báo cáo mẫu"
            )
            enter_count(session, officer, entry)
        for title, names in (
            ("family", ("Một", "Hai", "Ba")),
            ("clan", ("Họ Hồ",)),
            ("unit", ("Trường mẫu",)),
        ):
            for name in names:
                passed(session, counter.world, enter(session, officer, title, applicant_name=name))
        enter(session, officer, "community", applicant_name="Thôn 1")
        enter(session, officer, "community", applicant_name="Thôn 2")
        signed(session, counter.world)
        # Last year's titles are not this year's.
        earlier = clock.today().year - 1
        passed(session, counter.world, enter(session, officer, applicant_name="Tư", year=earlier))
        signed(session, counter.world, earlier)
    rows = by_title(counter)
    assert rows["Gia đình học tập"] == [4, 3, 3, "75%", "70%", "80%"]
    assert rows["Dòng họ học tập"] == [3, 1, 1, "33%", "65%", "75%"]
    assert rows["Cộng đồng học tập"] == [5, 2, 0, "0%", "65%", "75%"]
    assert rows["Đơn vị học tập"] == ["chưa có", 1, 1, "–", "80%", "90%"]
    assert rows["Công dân học tập: người lao động"][4:] == ["40%", "60%"]
    assert rows["Công dân học tập: cán bộ, viên chức"][4:] == ["60%", "80%"]


def test_the_best_examples_and_each_year_are_told(counter: Counter) -> None:
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        one = enter(session, officer, applicant_name="Nhà tiêu biểu (mẫu)")
        assessing.mark(session, officer, one.id, one.version, True, True)
        passed(session, counter.world, one)
        passed(session, counter.world, enter(session, officer, applicant_name="Nhà khác (mẫu)"))
        signed(session, counter.world)
        assert one.cultural is True
        with pytest.raises(Conflict):
            assessing.mark(session, officer, one.id, one.version, True, False)
    period = Period(date(2021, 1, 1), date(clock.today().year, 12, 31))
    with counter.database.reading() as session:
        officer = officer_of(session, counter.world.officer)
        best = report_tables.exemplary(session, officer, period)[0]
        years = report_tables.by_year(session, officer, period)[0]
        assert isinstance(best, Table)
        assert isinstance(years, Table)
        assert [row[2] for row in best.rows] == ["Nhà tiêu biểu (mẫu)"]
        family = next(iter(years.rows))
        assert family[-1] == 2
        assert set(family[1:-1]) == {0}
        stranger = officer_of(session, counter.world.stranger)
        assert not isinstance(report_tables.exemplary(session, stranger, period)[0], Table)


def test_the_paper_has_a_line_and_a_certificate_for_each(counter: Counter) -> None:
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        passed(session, counter.world, enter(session, officer))
        signed_one = signed(session, counter.world)
        rows = decisions.awards(session, signed_one)
        said = Said("xã A Lưới 1", signed_one, rows, ["Bộ tiêu chí mẫu"], "Kế hoạch")
        paper, listed = decision(said), certificates(said)
    assert "Bộ tiêu chí mẫu;" in paper.grounds
    assert not paper.draft
    assert listed.table is not None
    lines = list(listed.table.rows)
    assert [line[2] for line in lines] == ["Trần Thị Lan"]
    assert str(lines[0][6]).startswith("GCN-")


def test_courses_are_told_until_they_end_or_are_called_off(counter: Counter) -> None:
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        course = make_course(session, counter.world)
        past = clock.today() - timedelta(days=9)
        make_course(session, counter.world, centre="Hai", name="Cũ", starts_on=past, ends_on=past)
        unit = UnitId(counter.world.commune)
        assert "Lớp may (mẫu)" in courses_told(session, unit)
        assert "Cũ" not in courses_told(session, unit)
        assert not public.courses(session, UnitId(counter.world.other_commune))
        centres.call_off(session, officer, course.centre_id, course.id)
        assert courses_told(session, unit) == ""


def test_titles_are_told_in_public_in_steps_of_five(counter: Counter) -> None:
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        today, unit = clock.today(), UnitId(counter.world.commune)
        for number in range(6):
            if number == 4:
                signed(session, counter.world)
                assert public.recognised(session, today.year, today) == {}
            name = f"Gia đình {number} (mẫu)"
            passed(session, counter.world, enter(session, officer, applicant_name=name))
        signed(session, counter.world)
        told = public.recognised(session, today.year, today)
        assert told == {unit: {"Gia đình học tập": 5}}
        assert public.recognised(session, today.year, today - timedelta(days=1)) == {}
        assert public.recognised(session, today.year - 1, today) == {}


BAD_STUDIES = [
    (None, "Chủ trương", "5", "5", 0, "kind"),
    (StudyKind.POLICY, " ", "5", "5", 0, "topic"),
    (StudyKind.POLICY, "Chủ trương", "năm", "5", 0, "people"),
    (StudyKind.POLICY, "Chủ trương", "5", "6", 0, "first_timers"),
    (StudyKind.POLICY, "Chủ trương", "5", "5", 1, "held_on"),
]


@pytest.mark.parametrize(("kind", "topic", "people", "new", "days", "field"), BAD_STUDIES)
def test_a_study_session_is_whole(
    counter: Counter,
    kind: StudyKind | None,
    topic: str,
    people: str,
    new: str,
    days: int,
    field: str,
) -> None:
    on = clock.today() + timedelta(days=days)
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        with pytest.raises(Invalid) as refused:
            centres.note_study(session, officer, kind, topic, on, people, new)
    assert refused.value.field == field
