import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.poverty_lists.reading.citizen_ids import read_citizen_id
from backend.poverty_lists.reading.formats.content import Value
from backend.poverty_lists.reading.problems import Kind
from tests.backend.poverty_lists.reading.sheets import TODAY


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("046085001234", "046085001234"),
        ("'046085001234", "046085001234"),
        ("046 085 001 234", "046085001234"),
        ("046.085.001.234", "046085001234"),
        ("046085001234 ", "046085001234"),
        ("CCCD: 046085001234", "046085001234"),
        ("046085001234\u200b", "046085001234"),
        ("191234567", "191234567"),
        (191234567, "191234567"),
        (191234567.0, "191234567"),
        ("191 234 567", "191234567"),
        ("", None),
        (None, None),
        ("-", None),
    ],
)
def test_a_sound_number_is_read_without_a_word(value: Value | None, expected: str | None) -> None:
    found = read_citizen_id(value, TODAY)

    assert (found.value, found.problem) == (expected, None)


@pytest.mark.parametrize(
    ("value", "expected", "problem"),
    [
        (46085001234, "046085001234", Kind.CITIZEN_ID_REPAIRED),
        (46085001234.0, "046085001234", Kind.CITIZEN_ID_REPAIRED),
        ("46085001234", "046085001234", Kind.CITIZEN_ID_REPAIRED),
        ("99085001234", None, Kind.CITIZEN_ID_WRONG),  # no province 099
        ("4.6085E+10", None, Kind.CITIZEN_ID_ROUNDED),
        ("4,6085E+10", None, Kind.CITIZEN_ID_ROUNDED),
        (46085000000, None, Kind.CITIZEN_ID_ROUNDED),
        ("41234567", None, Kind.CITIZEN_ID_SHORT),
        (41234567, None, Kind.CITIZEN_ID_SHORT),
        ("191234567 / 046085001234", "046085001234", Kind.CITIZEN_ID_TWO),
        ("046085001234\n191234567", "046085001234", Kind.CITIZEN_ID_TWO),
        ("CMND 191234567, CCCD 046085001234", "046085001234", Kind.CITIZEN_ID_TWO),
        ("999085001234", None, Kind.CITIZEN_ID_WRONG),
        ("046485001234", None, Kind.CITIZEN_ID_WRONG),  # born in 2185
        ("0905123456", None, Kind.CITIZEN_ID_PHONE),
        ("chưa có", None, Kind.CITIZEN_ID_WRONG),
        ("1234567890123", None, Kind.CITIZEN_ID_WRONG),
        (True, None, Kind.CITIZEN_ID_WRONG),
    ],
)
def test_a_doubtful_number_is_flagged(value: Value, expected: str | None, problem: Kind) -> None:
    found = read_citizen_id(value, TODAY)

    assert (found.value, found.problem) == (expected, problem)


def test_what_the_cell_says_is_kept() -> None:
    assert read_citizen_id("4.6085E+10", TODAY).raw == "4.6085E+10"
    assert read_citizen_id(46085001234.0, TODAY).raw == "46085001234"


@given(st.text() | st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_any_value_gives_12_or_9_digits_or_none(value: Value) -> None:
    found = read_citizen_id(value, TODAY).value

    assert found is None or (len(found) in (9, 12) and found.isdecimal())
