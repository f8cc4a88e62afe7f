"""Many devices as lines of text, as people paste them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.devices.intake_lines import read_lines
from backend.devices.words import DeviceKind

TABLET, PHONE = DeviceKind.TABLET, DeviceKind.PHONE
IMEI, SECOND = "490154203237518", "356938035643809"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("SN1", [("SN1", "Tab A9", ())]),
        ("sn1\nsn2\n", [("SN1", "Tab A9", ()), ("SN2", "Tab A9", ())]),
        ("SN1\tDell 3420", [("SN1", "Dell 3420", ())]),
        ("SN1; Dell 3420 ;", [("SN1", "Dell 3420", ())]),
        ("SN1,Dell", [("SN1", "Dell", ())]),
        (f"SN1\tNokia\t{IMEI}\t{SECOND}", [("SN1", "Nokia", (IMEI, SECOND))]),
        (f"SN1;;{IMEI};{IMEI}", [("SN1", "Tab A9", (IMEI,))]),
        ("STT\tLoại máy\tSố sê-ri\n1\tDell\tab 1", [("AB1", "Dell", ())]),
        ("SỐ SERIAL\nx1", [("X1", "Tab A9", ())]),
        (f"IMEI 1;Serial;IMEI 2\n{IMEI};x1;{SECOND}", [("X1", "Tab A9", (IMEI, SECOND))]),
        ("DANH SÁCH MÁY TẶNG XÃ\n\nSTT;Số seri;Model\n1;x1;Dell", [("X1", "Dell", ())]),
        ('"SN1","Dell"', [("SN1", "Dell", ())]),
        ("SN1\r\nSN2", [("SN1", "Tab A9", ()), ("SN2", "Tab A9", ())]),
    ],
)
def test_what_people_paste(text: str, found: list[tuple[str, str, tuple[str, ...]]]) -> None:
    lines = read_lines(text, TABLET, "Tab A9")
    assert [(line.serial, line.model, line.imeis) for line in lines] == found
    assert not any(line.problem for line in lines)


@pytest.mark.parametrize(
    ("text", "kind", "model", "number", "problem"),
    [
        ("SN1\n;Dell", TABLET, "T", 2, "Thiếu số sê-ri"),
        ("SN1", TABLET, "", 1, "Thiếu loại máy"),
        ("\n\nmáy số 1", TABLET, "T", 3, "chữ cái không dấu"),
        ("SN1\nSN2\nsn 1", TABLET, "T", 3, "đã có ở dòng trên"),
        (f"SN1;;{IMEI}\nSN2;;{IMEI}", TABLET, "T", 2, "đã có ở dòng trên"),
        ("SN1;;490154203237519", TABLET, "T", 1, "IMEI không đúng"),
        ("SN1", PHONE, "T", 1, "Điện thoại cần số IMEI"),
        ("Số sê-ri;Loại\n;x", TABLET, "T", 2, "Thiếu số sê-ri"),
        (f"SN1;{'x' * 201}", TABLET, "", 1, "dài quá"),
    ],
)
def test_a_bad_line_is_named_with_its_number(
    text: str, kind: DeviceKind, model: str, number: int, problem: str
) -> None:
    (bad,) = [line for line in read_lines(text, kind, model) if line.problem]
    assert bad.number == number
    assert problem in bad.problem


@given(st.text(max_size=300))
def test_no_text_is_too_strange(text: str) -> None:
    for line in read_lines(text, TABLET, "T"):
        assert line.problem or (line.serial and line.model)
        assert 1 <= line.number <= len(text.splitlines())


@given(st.lists(st.text("ABC123", min_size=1, max_size=3), max_size=12))
def test_each_number_is_taken_at_most_once(serials: list[str]) -> None:
    good = [line.serial for line in read_lines("\n".join(serials), TABLET, "T") if not line.problem]
    assert len(good) == len(set(good)) == len(set(serials))
