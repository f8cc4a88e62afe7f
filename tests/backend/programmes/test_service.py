"""Reading programme files, and the revisions that come of them."""

import shutil
import threading
from pathlib import Path

import pytest
from sqlalchemy import select

from backend.db import Database
from backend.errors import Invalid
from backend.programmes.models import ProgrammeRevision
from backend.programmes.service import (
    CATALOGUE,
    load_catalogue,
    newest_revision,
    programme_of,
    read_programme,
)
from backend.support_requests.models import SupportRequest
from tests.factories import World, make_request

FILE = "song-va-may-tinh.toml"
ORIGINAL = (CATALOGUE / FILE).read_text("utf-8")

# What is changed in the file, and the sentence that names it.
FAULTS = {
    "an unknown key": (
        ("one_device_a_child = true", "one_device_a_child = true\nfoo = 1"),
        f"{FILE}, line 23: eligible.foo: Extra inputs are not permitted",
    ),
    "an unknown key at the top": (
        ('request_series = "HT"', 'request_series = "HT"\nserie = "HT"'),
        f"{FILE}, line 5: serie: Extra inputs are not permitted",
    ),
    "an unknown table": (
        ("[[steps]]", "[quotas]\nall = 5\n\n[[steps]]"),
        f"{FILE}, line 24: quotas: Extra inputs are not permitted",
    ),
    "a missing key": (
        ("working_days = 5", ""),
        f"{FILE}, line 24: steps.0.working_days: Field required",
    ),
    "a missing table": (("[basis]", "[base]"), f"{FILE}: basis: Field required"),
    "a wrong level": (
        ('level = "commune"', 'level = "village"'),
        f"{FILE}, line 26: steps.0.level: Input should be "
        "'province', 'district', 'commune' or 'hamlet'",
    ),
    "an unknown circumstance": (
        ('"near_poor", ', '"rich", '),
        f"{FILE}, line 20: eligible.circumstances.1: Input should be "
        "'poor', 'near_poor', 'covid_hardship', 'covid_orphan' or 'policy'",
    ),
    "an unknown kind of benefit": (
        ('kind = "device"', 'kind = "cheque"'),
        f"{FILE}, line 30: benefits.0: Input tag 'cheque' found using 'kind' does not match any of "
        "the expected tags: 'device', 'goods', 'cash', 'data_package'",
    ),
    "a package that follows nothing": (
        ('follows = "device"', 'follows = "tablet"'),
        f"{FILE}: file: Value error, benefit data_package: follows = 'tablet' is no device",
    ),
    "a number in quotes": (
        ("gigabytes = 4", 'gigabytes = "4"'),
        f"{FILE}, line 41: benefits.1.gigabytes: Input should be a valid integer",
    ),
    "a number that cannot be": (
        ("months = 3", "months = 0"),
        f"{FILE}, line 43: benefits.1.months: Input should be greater than or equal to 1",
    ),
    "no TOML": (
        ("[basis]", "[basis"),
        f"{FILE}: Expected ']' at the end of a table declaration (at line 7, column 7)",
    ),
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A catalogue with one programme, to be changed."""
    folder = tmp_path / "catalogue"
    folder.mkdir()
    shutil.copy(CATALOGUE / FILE, folder)
    return folder


@pytest.mark.parametrize("path", list(CATALOGUE.glob("*.toml")), ids=lambda path: path.stem)
def test_the_catalogue_loads(path: Path) -> None:
    programme = read_programme(path)
    assert programme.code == path.stem


@pytest.mark.parametrize(("change", "sentence"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_named_with_file_place_and_what_was_expected(
    folder: Path, change: tuple[str, str], sentence: str
) -> None:
    assert ORIGINAL.count(change[0]) == 1
    (folder / FILE).write_text(ORIGINAL.replace(*change), "utf-8")
    with pytest.raises(Invalid) as refused:
        read_programme(folder / FILE)
    assert str(refused.value) == sentence


def test_a_file_in_another_encoding_is_named(folder: Path) -> None:
    (folder / FILE).write_bytes(ORIGINAL.encode("utf-16"))
    with pytest.raises(Invalid, match=f"{FILE}: not UTF-8"):
        read_programme(folder / FILE)


def revisions(database: Database) -> list[tuple[str, int]]:
    with database.reading() as session:
        rows = session.execute(
            select(ProgrammeRevision.code, ProgrammeRevision.number).order_by(ProgrammeRevision.id)
        )
        return [(code, number) for code, number in rows]


def load(database: Database, folder: Path) -> None:
    with database.transaction() as session:
        load_catalogue(session, folder)


def test_a_changed_file_makes_the_next_revision_and_an_unchanged_one_does_not(
    database: Database, folder: Path
) -> None:
    load(database, folder)
    load(database, folder)
    assert revisions(database) == [("song-va-may-tinh", 1)]
    (folder / FILE).write_text("# Chỉ thêm một dòng ghi chú.\n" + ORIGINAL, "utf-8")
    load(database, folder)
    assert revisions(database) == [("song-va-may-tinh", 1)]
    (folder / FILE).write_text(ORIGINAL.replace("months = 3", "months = 6"), "utf-8")
    load(database, folder)
    load(database, folder)
    (folder / FILE).write_text(ORIGINAL, "utf-8")
    load(database, folder)
    assert revisions(database) == [("song-va-may-tinh", number) for number in (1, 2, 3)]


def test_a_fault_in_one_file_loads_none(database: Database, folder: Path) -> None:
    shutil.copy(folder / FILE, folder / "a.toml")
    (folder / FILE).write_text(ORIGINAL.replace('level = "commune"', 'level = "x"'), "utf-8")
    with pytest.raises(Invalid):
        load(database, folder)
    assert revisions(database) == []


def test_two_files_of_one_code_are_refused(database: Database, folder: Path) -> None:
    shutil.copy(folder / FILE, folder / "z.toml")
    with pytest.raises(Invalid, match=f"z.toml: code: {FILE} has the same code"):
        load(database, folder)


def test_two_processes_that_start_at_once_make_one_revision(
    database: Database, folder: Path
) -> None:
    both = threading.Barrier(2)
    faults: list[Exception] = []

    def start() -> None:
        both.wait()
        try:
            load(database, folder)
        except Exception as fault:  # noqa: BLE001 - asserted below
            faults.append(fault)

    threads = [threading.Thread(target=start) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults == []
    assert revisions(database) == [("song-va-may-tinh", 1)]


def test_a_request_keeps_the_revision_under_which_it_was_made(
    database: Database, world: World, folder: Path
) -> None:
    with database.transaction() as session:
        before = make_request(session, world.commune).id
    (folder / FILE).write_text(ORIGINAL.replace("months = 3", "months = 6"), "utf-8")
    load(database, folder)
    with database.transaction() as session:
        after = make_request(session, world.commune, chat_id="tele-2").id
    with database.reading() as session:
        months = [
            programme_of(session, session.get_one(SupportRequest, id_).revision_id).data_package
            for id_ in (before, after)
        ]
        newest = newest_revision(session, "song-va-may-tinh")
    assert [package and package.months for package in months] == [3, 6]
    assert newest is not None
    assert newest.number == 2
