"""Keeping schools and their sites, on both databases."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.queries import hamlets
from backend.administrative_units.service import add_unit
from backend.db import Database
from backend.errors import Conflict, Invalid, NotFound
from backend.officers.models import Officer, OfficerId
from backend.schools import importing, queries, service
from backend.schools.models import School
from backend.schools.service import SchoolForm, SiteForm
from backend.schools.typed_lines import MOST_LINES
from backend.schools.words import Internet, SchoolLevel
from tests.backend.counter import at_once
from tests.backend.schools.factory import make_school, make_site
from tests.factories import World, make_request

TODAY = clock.today()
LINES = "TH Suối Trong; TH; Điểm chính, Điểm Thôn 2\nTHCS Đồi Xanh; THCS"


@pytest.fixture
def session(database: Database, world: World) -> Iterator[Session]:
    with database.transaction() as session:
        yield session


@pytest.fixture
def officer(session: Session, world: World) -> Officer:
    return session.get_one(Officer, OfficerId(world.officer))


@pytest.fixture
def school(session: Session, world: World) -> School:
    return make_school(session, world)


def test_a_school_is_kept_as_it_was_typed(session: Session, officer: Officer) -> None:
    form = SchoolForm(" Trường  TH A Tia ", "primary", "TH A Tia, trường trên dốc")
    made = service.add(session, officer, officer.unit_id, form)
    session.expire_all()
    kept = queries.school(session, officer, made.id)
    assert (kept.name, kept.level) == ("Trường TH A Tia", SchoolLevel.PRIMARY)
    assert kept.other_names == ["trường trên dốc"], "its own name is no other name"
    assert kept.closed_on is None


@pytest.mark.parametrize(
    ("name", "level", "field"),
    [("", "TH", "name"), ("Trường", "TH", "name"), ("TH A", "", "level"), ("TH A", "đh", "level")],
)
def test_what_cannot_be_kept_is_refused_beside_its_field(
    session: Session, officer: Officer, name: str, level: str, field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        service.add(session, officer, officer.unit_id, SchoolForm(name, level))
    assert refusal.value.field == field


def test_one_commune_has_no_school_twice_another_may(
    session: Session, world: World, officer: Officer, school: School
) -> None:
    with pytest.raises(Conflict):
        make_school(session, world, "th suối trong")
    assert make_school(session, world, unit_id=world.other_commune).id != school.id
    other = make_school(session, world, "TH Đồi Xanh")
    with pytest.raises(Conflict):
        service.change(session, officer, other.id, other.version, SchoolForm(school.name, "TH"))
    assert len(queries.schools(session, officer)) == 2


def test_of_two_officers_the_second_looks_again(
    session: Session, officer: Officer, school: School
) -> None:
    seen = school.version
    site = service.add_site(session, officer, school.id, seen, SiteForm("Điểm chính"))
    late = (
        partial(service.change, form=SchoolForm("TH A Tia", "TH")),
        partial(service.close, on=TODAY),
        service.reopen,
        partial(service.add_site, form=SiteForm("Thôn 2")),
    )
    for act in late:
        with pytest.raises(Conflict):
            act(session, officer, school.id, version=seen)
    with pytest.raises(Conflict):
        service.change_site(session, officer, school.id, site.id, seen, SiteForm("Thôn 2"))
    with pytest.raises(Conflict):
        service.close_site(session, officer, school.id, site.id, seen, TODAY)


def test_nobody_elsewhere_reads_or_writes(
    session: Session, world: World, officer: Officer, school: School
) -> None:
    site = make_site(session, world, school)
    stranger = session.get_one(Officer, OfficerId(world.stranger))
    version, form = school.version, SchoolForm("TH A Tia", "TH")
    acts = (
        lambda: service.add(session, stranger, officer.unit_id, form),
        lambda: service.change(session, stranger, school.id, version, form),
        lambda: service.close(session, stranger, school.id, version, TODAY),
        lambda: service.reopen(session, stranger, school.id, version),
        lambda: service.add_site(session, stranger, school.id, version, SiteForm("Thôn 2")),
        lambda: service.change_site(
            session, stranger, school.id, site.id, version, SiteForm("Thôn 2")
        ),
        lambda: service.close_site(session, stranger, school.id, site.id, version, TODAY),
        lambda: importing.carry_out(session, stranger, officer.unit_id, LINES),
        lambda: queries.sites(session, stranger, school.id),
        lambda: queries.site(session, stranger, school.id, site.id),
        lambda: queries.requests_naming(session, stranger, school.id),
    )
    for act in acts:
        with pytest.raises(NotFound):
            act()
    assert queries.schools(session, stranger) == []
    assert queries.counts(session, stranger) == {}


def test_a_province_is_no_commune(session: Session, world: World) -> None:
    with pytest.raises(NotFound):
        make_school(session, world, unit_id=world.province)


def test_a_site_belongs_to_its_own_school(
    session: Session, world: World, officer: Officer, school: School
) -> None:
    site = make_site(session, world, make_school(session, world, "TH Đồi Xanh"))
    with pytest.raises(NotFound):
        service.close_site(session, officer, school.id, site.id, school.version, TODAY)


def test_a_site_of_a_hamlet_with_its_internet(
    session: Session, world: World, officer: Officer, school: School
) -> None:
    place = hamlets(session, officer.unit_id)[1]
    site = make_site(session, world, school, hamlet=str(place.id), internet="weak")
    assert (site.hamlet_id, site.internet) == (place.id, Internet.WEAK)
    with pytest.raises(Conflict):
        make_site(session, world, school, "điểm trường thôn 2")
    elsewhere = hamlets(session, UnitId(world.other_commune))[0]
    for said in (
        {"hamlet": str(elsewhere.id)},
        {"hamlet": "x"},
        {"hamlet": "None"},
        {"internet": "fast"},
    ):
        with pytest.raises(Invalid) as refusal:
            make_site(session, world, school, "Điểm lẻ", **said)
        assert refusal.value.field in said


def test_a_site_keeps_a_hamlet_that_is_no_more(
    session: Session, world: World, officer: Officer, school: School
) -> None:
    place = hamlets(session, officer.unit_id)[1]
    commune = session.get_one(AdministrativeUnit, officer.unit_id)
    day = TODAY - timedelta(days=1)
    new = add_unit(session, Level.HAMLET, "thôn", "Thôn Mới", parent=commune, valid_from=TODAY)
    site = make_site(session, world, school, hamlet=str(place.id))
    session.get_one(AdministrativeUnit, place.id).valid_to = day
    add_unit(session, Level.HAMLET, "thôn", "Thôn Khác", parent=commune, valid_from=TODAY)
    assert place.id not in {each.id for each in hamlets(session, officer.unit_id)}
    for hamlet in (str(place.id), str(new.id)):
        form = SiteForm(site.name, hamlet, "yes")
        service.change_site(session, officer, school.id, site.id, school.version, form)
        assert str(site.hamlet_id) == hamlet


def test_the_list_counts_what_teaches_and_what_lacks_the_internet(
    session: Session, world: World, officer: Officer, school: School
) -> None:
    for number, internet in enumerate(("yes", "weak", "no", "", "no")):
        site = make_site(session, world, school, f"Điểm {number}", internet=internet)
    service.close_site(session, officer, school.id, site.id, school.version, TODAY)
    (row,) = queries.schools(session, officer)
    assert (row.sites, row.without_internet, row.commune) == (4, 2, "xã A Lưới 1")
    service.close_site(session, officer, school.id, site.id, school.version, None)
    assert queries.schools(session, officer)[0].sites == 5


def test_the_list_goes_on_where_a_page_ended(
    session: Session, world: World, officer: Officer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(queries, "PAGE", 2)
    names = ["TH An", "TH Bình", "THCS An", "TH Cư", "TH Dân"]
    for name in reversed(names):
        make_school(session, world, name, name.split()[0])
    seen: list[str] = []
    after = None
    while found := queries.schools(session, officer, SchoolLevel.PRIMARY, after)[:2]:
        seen += [row.school.name for row in found]
        after = found[-1].school.id
    assert seen == ["TH An", "TH Bình", "TH Cư", "TH Dân"]
    counted = queries.counts(session, officer)
    assert counted == {SchoolLevel.PRIMARY: 4, SchoolLevel.LOWER_SECONDARY: 1}


def test_requests_of_the_commune_that_name_the_school_are_counted(
    session: Session, world: World, officer: Officer
) -> None:
    school = make_school(session, world, other_names="trường trên dốc")
    written = ("TH Suối Trong", "trường trên dốc", "Tiểu học suối trong điểm thôn 2", "THCS Khác")
    for number, said in enumerate(written):
        name = f"Hồ Thị Mẫu {number}"
        chat_id = f"c{number}"
        make_request(session, world.commune, chat_id=chat_id, child_name=name, school=said)
    make_request(session, world.other_commune, chat_id="xa", school="TH Suối Trong")
    assert queries.requests_naming(session, officer, school.id) == 3


def test_lines_are_planned_then_kept_and_may_be_sent_twice(
    session: Session, officer: Officer
) -> None:
    told = importing.plan(session, officer, officer.unit_id, LINES)
    assert (told.new_schools, told.new_sites, told.bad) == (2, 2, ())
    assert queries.schools(session, officer) == [], "a dry run writes nothing"
    importing.carry_out(session, officer, officer.unit_id, LINES)
    again = importing.carry_out(session, officer, officer.unit_id, LINES)
    assert (again.new_schools, again.new_sites) == (0, 0)
    assert [row.school.name for row in queries.schools(session, officer)] == [
        "TH Suối Trong",
        "THCS Đồi Xanh",
    ]
    found = queries.schools(session, officer)[0].school
    placed = {site.name: site.hamlet_id for site in queries.sites(session, officer, found.id)}
    assert placed == {
        "Điểm chính": None,
        "Điểm Thôn 2": hamlets(session, officer.unit_id)[1].id,
    }


def test_a_new_site_joins_a_school_that_is_there(
    session: Session, world: World, officer: Officer, school: School
) -> None:
    make_site(session, world, school, "Điểm chính")
    line = "tiểu học suối trong; TH; điểm trường chính, Thôn 1"
    done = importing.carry_out(session, officer, officer.unit_id, line)
    assert (done.new_schools, done.new_sites) == (0, 1)
    assert len(queries.sites(session, officer, school.id)) == 2


@pytest.mark.parametrize("bad", ["TH Mới", "TH Suối Trong; THCS", "; TH"])
def test_nothing_is_kept_while_a_line_is_bad(
    session: Session, officer: Officer, school: School, bad: str
) -> None:
    text = f"THPT Núi Cao; THPT\n{bad}"
    told = importing.plan(session, officer, officer.unit_id, text)
    assert [line.number for line in told.bad] == [2]
    with pytest.raises(Invalid):
        importing.carry_out(session, officer, officer.unit_id, text)
    assert len(queries.schools(session, officer)) == 1


@pytest.mark.parametrize("text", ["", " \n ", "Tên trường; Cấp", "TH A; TH\n" * (MOST_LINES + 1)])
def test_no_line_or_too_many(session: Session, officer: Officer, text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        importing.plan(session, officer, officer.unit_id, text)
    assert refusal.value.field == "lines"


def test_two_who_add_one_school_at_one_moment_keep_it_once(
    database: Database, world: World
) -> None:
    def add() -> bool:
        try:
            with database.transaction() as session:
                make_school(session, world)
        except Conflict:
            return False
        return True

    assert sorted(map(str, at_once(add, add, add))) == ["False", "False", "True"]
    with database.reading() as session:
        assert session.scalar(select(func.count()).select_from(School)) == 1
