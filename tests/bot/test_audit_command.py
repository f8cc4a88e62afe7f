"""`noisong audit check` says whether the trail is whole, and can fail."""

import pytest
from sqlalchemy import create_engine, text

from backend.db import Database
from backend.errors import Invalid
from bot.audit_command import check
from tests.factories import World


def test_a_whole_trail_has_a_mark_that_is_taken_back(database: Database, world: World) -> None:
    (said,), is_whole = check(database, None)
    mark = said.rpartition(" ")[2]
    assert is_whole
    assert ":" in mark
    assert check(database, mark)[1]
    assert check(database, f" {mark.upper()} ")[1]
    position, _sep, _hash = mark.partition(":")
    assert not check(database, f"{position}:{'0' * 16}")[1]


@pytest.mark.parametrize(
    "mark", ["12", "12:", ":9f3c51d20a77be14", "12:9f3c", "x:9f3c51d20a77be14"]
)
def test_what_is_no_mark_is_refused(database: Database, mark: str) -> None:
    with pytest.raises(Invalid, match="Dấu gồm"):
        check(database, mark)


def test_a_broken_trail_is_told_with_its_place(database: Database, world: World) -> None:
    if not database.is_sqlite:
        pytest.skip("the chain's own tests break it on both")
    engine = create_engine(database.engine.url)
    with engine.begin() as connection:
        connection.execute(text("DROP TRIGGER audit_entries_no_update"))
        connection.execute(text("UPDATE audit_entries SET action = 'sign_in' WHERE id = 2"))
    engine.dispose()
    (said,), is_whole = check(database, None)
    assert not is_whole
    assert "Dòng thứ 2 (số 2) đã bị sửa" in said
