"""A list is there for the officers of its commune and of those above, and for nobody else."""

from pathlib import Path

from backend.db import Database
from backend.poverty_lists.models import (
    PovertyList,
)
from tests.backend.admin.poverty_lists.forms import (
    BAD,
    LISTS,
    NEW,
    SAME,
    drafted,
    number_of,
    send,
    waiting,
    written,
)
from tests.factories import World
from tests.site import Visitor, words


def test_a_province_officer_chooses_the_commune_or_the_whole_province(
    address: str, world: World, file: bytes
) -> None:
    with Visitor(address) as visitor:
        visitor.sign_in("tinh")
        form = visitor.open(LISTS).text
        for unit_id in (world.province, world.commune, world.other_commune):
            assert f'<option value="{unit_id}"' in form
        assert send(visitor, world.other_commune, file).status_code == 303


def test_nothing_of_a_list_is_there_for_another_commune(
    address: str, officer: Visitor, database: Database, world: World, tmp_path: Path, file: bytes
) -> None:
    draft = drafted(officer, world.commune, written(tmp_path, *SAME, BAD, *NEW))
    number = number_of(draft)
    reading = waiting(database, world, file)
    with Visitor(address) as stranger:
        stranger.sign_in("canbo5")
        opened = (
            "",
            "/rows",
            "/rows?left=1",
            "/rows?change=entered",
            "/marked",
            "/not-accepted",
            "/undo",
        )
        for path in (
            *(f"{LISTS}/{number}{end}" for end in opened),
            *(f"{LISTS}/{world.poverty_list}{end}" for end in opened),
            draft,
            reading,
            f"{draft}/sheets/1",
            f"{draft}/sheets/1?fonts=1",
        ):
            assert stranger.get(path).status_code == 404, path
        for path in (
            *(
                f"{draft}/{act}"
                for act in ("publish", "drop", "again", "sheets/1", "sheets/1/reset")
            ),
            f"{reading}/stop",
            f"{LISTS}/{world.poverty_list}/undo",
        ):
            assert stranger.submit(path).status_code == 404, path
        assert send(stranger, world.commune, file).status_code == 404
        assert "A Lưới 1" not in words(stranger.open(LISTS))
    assert officer.get(draft).status_code == 200
    with database.reading() as session:
        assert session.get_one(PovertyList, world.poverty_list).undone_at is None


def test_nothing_of_a_list_is_there_without_signing_in(stranger: Visitor, world: World) -> None:
    for end in ("", "/rows", "/marked", "/not-accepted", "/undo"):
        answer = stranger.get(f"{LISTS}/{world.poverty_list}{end}")
        assert answer.status_code == 303, end
        assert "sign-in" in answer.headers["location"]
    assert stranger.post(f"{LISTS}/{world.poverty_list}/undo").status_code == 401
