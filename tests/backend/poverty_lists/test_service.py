"""Publishing a commune's list: versions, households, and what is refused."""

from functools import partial

import pytest
from sqlalchemy import func, inspect, select

from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.administrative_units.queries import hamlets
from backend.db import Database
from backend.errors import Conflict, Invalid, NotFound
from backend.officers.models import Officer, OfficerId
from backend.poverty_lists import queries
from backend.poverty_lists.counting import counting
from backend.poverty_lists.draft import ListDraft, ListRow, Standing
from backend.poverty_lists.models import (
    ListId,
    ListKind,
    PovertyList,
    PovertyListEntry,
)
from backend.poverty_lists.registry import household_of
from backend.poverty_lists.service import drop_draft, keep_draft, publish
from tests.backend.counter import Counter, at_once
from tests.factories import HOUSEHOLDS, World, make_household


def draft_of(rows: tuple[ListRow, ...], file_hash: str = "1" * 64) -> ListDraft:
    return ListDraft("moi.xlsx", file_hash, title="DANH SÁCH", year=2026, rows=rows)


def drafted(
    database: Database,
    draft: ListDraft,
    officer_id: int,
    unit_id: int,
    kind: ListKind = ListKind.YEAR,
) -> ListId:
    with database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(officer_id))
        return keep_draft(session, officer, UnitId(unit_id), draft, kind).id


def published(database: Database, draft_id: ListId, officer_id: int) -> ListId:
    with database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(officer_id))
        return publish(session, officer, draft_id, sure=True).id


def new_version(
    database: Database,
    world: World,
    *rows: ListRow,
    file_hash: str = "1" * 64,
    kind: ListKind = ListKind.YEAR,
) -> ListId:
    draft_id = drafted(database, draft_of(rows, file_hash), world.officer, world.commune, kind)
    return published(database, draft_id, world.officer)


def rows_of(database: Database, list_id: int) -> list[dict[str, object]]:
    """Every column of every row of a version."""
    query = select(PovertyListEntry).where(PovertyListEntry.list_id == list_id)
    columns = [column.key for column in inspect(PovertyListEntry).columns]
    with database.reading() as session:
        found = session.scalars(query.order_by(PovertyListEntry.id))
        return [{name: getattr(entry, name) for name in columns} for entry in found]


def count(database: Database, model: type[object]) -> int:
    with database.reading() as session:
        return session.scalar(select(func.count()).select_from(model)) or 0


def test_the_published_version_is_the_newest_and_no_draft_any_more(
    database: Database, world: World
) -> None:
    list_id = new_version(database, world, make_household("Y Sâm", born=1990))
    with database.reading() as session:
        newest = queries.newest_list(session, UnitId(world.commune))
        other = queries.newest_list(session, UnitId(world.other_commune))
        officer = session.get_one(Officer, OfficerId(world.officer))
        assert queries.drafts(session, officer) == []
    assert newest is not None
    assert (newest.id, newest.file_hash, newest.officer_id) == (list_id, "1" * 64, world.officer)
    assert other is None
    (row,) = rows_of(database, list_id)
    assert (row["head_name"], row["head_key"], row["birth_year"]) == ("Y Sâm", "ysam", 1990)
    assert row["raw"] == {"2": "Y Sâm"}


def test_a_next_version_leaves_the_rows_of_the_one_before_as_they_were(
    database: Database, world: World
) -> None:
    """All but the note that they are replaced, and by which list."""
    before = rows_of(database, world.poverty_list)
    changed = HOUSEHOLDS[0]._replace(standing=Standing.NEAR_POOR, member_count=7)
    list_id = new_version(database, world, changed, *HOUSEHOLDS[2:])
    after = rows_of(database, world.poverty_list)
    assert {row.pop("ended_by_id") for row in before} == {None}
    assert {row.pop("ended_by_id") for row in after} == {list_id}
    assert after == before


def test_a_list_of_changes_replaces_the_rows_of_its_households_only(
    database: Database, world: World
) -> None:
    changed = HOUSEHOLDS[0]._replace(standing=Standing.LEFT_POVERTY, row=3)
    entered = make_household("Y Sâm", born=1990, row=4)
    list_id = new_version(database, world, changed, entered, kind=ListKind.CHANGES)
    with database.reading() as session:
        rows = session.scalars(counting().order_by(PovertyListEntry.id)).all()
        found = [(entry.head_name, entry.standing, entry.list_id) for entry in rows]
    assert found == [
        *((row.head_name, row.standing, world.poverty_list) for row in HOUSEHOLDS[1:]),
        ("Hồ Thị A Lơ", Standing.LEFT_POVERTY, list_id),
        ("Y Sâm", Standing.POOR, list_id),
    ]


def test_a_registered_household_is_known_again_in_the_next_version(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        entries = session.scalars(select(PovertyListEntry).order_by(PovertyListEntry.id)).all()
        before = [household_of(session, entry) for entry in entries]
        assert [household_of(session, entry) for entry in entries] == before
    again = HOUSEHOLDS[0]._replace(standing=Standing.NEAR_POOR, hamlet="thon 1", row=99)
    like = make_household("Hồ Thị Hoà", born=1988)  # Hồ Thị Hoa is another person
    older = HOUSEHOLDS[1]._replace(birth_year=1980)
    list_id = new_version(database, world, again, like, older)
    after = [row["household_id"] for row in rows_of(database, list_id)]
    assert after == [before[0], None, before[1]]


def test_the_newest_file_again_is_refused_and_an_older_one_is_not(
    database: Database, world: World
) -> None:
    new_version(database, world, make_household("Y Sâm"))
    with pytest.raises(Conflict, match=r"Tệp này đã được công bố ngày \d+/\d+/\d{4}"):
        new_version(database, world, make_household("Y Sâm"))
    new_version(database, world, *HOUSEHOLDS, file_hash="0" * 64)


def test_a_dropped_draft_publishes_nothing(database: Database, world: World) -> None:
    draft_id = drafted(database, draft_of(HOUSEHOLDS), world.officer, world.commune)
    with database.transaction() as session:
        drop_draft(session, session.get_one(Officer, OfficerId(world.colleague)), draft_id)
    with pytest.raises(NotFound):
        published(database, draft_id, world.officer)
    assert (count(database, PovertyList), count(database, PovertyListEntry)) == (
        1,
        len(HOUSEHOLDS),
    )


def test_a_file_without_households_is_refused(database: Database, world: World) -> None:
    with pytest.raises(Invalid, match="không có hộ nào"):
        drafted(database, draft_of(()), world.officer, world.commune)


def test_a_list_belongs_to_a_commune_or_province_of_the_officers(
    database: Database, world: World
) -> None:
    with database.reading() as session:
        hamlet = hamlets(session, UnitId(world.commune))[0].id
    draft = draft_of(HOUSEHOLDS)
    for officer, unit in (
        (world.officer, world.other_commune),
        (world.officer, world.province),
        (world.officer, 999),
    ):
        with pytest.raises(NotFound):
            drafted(database, draft, officer, unit)
    with pytest.raises(Invalid, match="của một xã hoặc một tỉnh"):
        drafted(database, draft, world.officer, hamlet)
    assert count(database, PovertyList) == 1


def test_to_an_officer_of_another_commune_drafts_and_lists_do_not_exist(
    database: Database, world: World
) -> None:
    draft_id = drafted(database, draft_of(HOUSEHOLDS), world.officer, world.commune)
    with database.transaction() as session:
        stranger = session.get_one(Officer, OfficerId(world.stranger))
        list_id = ListId(world.poverty_list)
        for look in (
            partial(publish, session, stranger, draft_id),
            partial(drop_draft, session, stranger, draft_id),
            partial(queries.draft, session, stranger, draft_id),
            partial(queries.poverty_list, session, stranger, list_id),
            partial(queries.entries, session, stranger, list_id),
            partial(queries.entries_by_head, session, stranger, list_id, "ho"),
            partial(queries.entry_count, session, stranger, list_id),
        ):
            with pytest.raises(NotFound):
                look()
        assert queries.lists(session, stranger) == []
        assert queries.drafts(session, stranger) == []


def test_of_two_publications_at_one_moment_one_ends_the_other(
    database: Database, world: World
) -> None:
    """Two officers press the button for two files of one commune, with the same new household."""
    rows = (make_household("Y Sâm", born=1990),)
    drafts = [
        drafted(database, draft_of(rows, str(number) * 64), officer, world.commune)
        for number, officer in ((1, world.officer), (2, world.colleague))
    ]
    at_once(*(partial(published, database, id_, world.officer) for id_ in drafts))
    with database.reading() as session:
        assert [entry.head_name for entry in session.scalars(counting())] == ["Y Sâm"]


def test_one_draft_is_published_once(database: Database, world: World) -> None:
    draft_id = drafted(database, draft_of(HOUSEHOLDS), world.officer, world.commune)
    answers = at_once(*[partial(published, database, draft_id, world.officer)] * 2)
    assert sum(isinstance(answer, NotFound) for answer in answers) == 1
    assert count(database, PovertyList) == 2


def test_uploading_publishing_and_dropping_are_audited(counter: Counter) -> None:
    database, world = counter.database, counter.world
    with database.reading() as session:
        name = session.get_one(AdministrativeUnit, UnitId(world.commune)).name
    assert name == "A Lưới 1"
    before = len(counter.audited())
    new_version(database, world, make_household("Y Sâm"))
    draft_id = drafted(database, draft_of(HOUSEHOLDS, "3" * 64), world.officer, world.commune)
    with database.transaction() as session:
        drop_draft(session, session.get_one(Officer, OfficerId(world.officer)), draft_id)
    entries = counter.audited()[before:]
    assert [entry.action for entry in entries] == [
        "upload_poverty_list",
        "publish_poverty_list",
        "upload_poverty_list",
        "drop_poverty_list",
    ]
    assert {entry.officer_id for entry in entries} == {world.officer}
    assert "Sâm" not in str([entry.details for entry in entries])
