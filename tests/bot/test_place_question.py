"""The question on a place among many: looked up, and never guessed when several have the name."""

from collections.abc import Sequence

import pytest

from bot.messages import Inbound, Kind
from bot.questions import Place

SHARED = ((1, "xã A Lưới 1", ("xã Hồng Thủy",)), (2, "xã Cam Hồng", ("xã Hồng Thủy",)))
RENAMED = (
    (1, "phường Mường Thanh", ("xã Thanh Xương",)),
    (2, "phường Điện Biên Phủ", ("phường Mường Thanh",)),
)
COUNTRY = tuple((id_, f"xã Số {id_}", ()) for id_ in range(3000))


def said(text: str) -> Inbound:
    return Inbound("console", "1", "1", Kind.TEXT, text)


def find(text: str) -> Sequence[tuple[int, str, bool]]:
    known = {
        "một": [(1, "xã Một", True)],
        "mot": [(1, "xã Một", False)],
        "hai": [(1, "xã Một (Huế)", True), (2, "xã Hai (Cà Mau)", True)],
        "nhiều": [(id_, f"xã {id_}", True) for id_ in range(40)],
    }
    return known.get(text, [])


def test_a_former_name_that_two_communes_share_is_not_guessed_at() -> None:
    question = Place.among("commune", "?", SHARED, hint="!")
    assert question.read(said("xã Hồng Thủy")).value is None
    assert question.unclear(said("xã Hồng Thủy")) == (
        "Tên này có ở mấy nơi: xã A Lưới 1; xã Cam Hồng. Anh/chị ghi rõ là nơi nào giúp em ạ."
    )
    assert question.read(said("Cam Hồng")).value == 2


def test_a_name_of_today_goes_before_the_same_name_of_before() -> None:
    question = Place.among("commune", "?", RENAMED, hint="!")
    assert question.read(said("phường Mường Thanh")).value == 1
    assert question.read(said("Thanh Xương")).value == 1


@pytest.mark.parametrize(
    ("text", "value", "confirm"),
    [("một", 1, False), ("mot", 1, True), ("hai", None, False), ("xa lạ", None, False)],
)
def test_a_place_among_very_many_is_looked_up(text: str, value: int | None, confirm: bool) -> None:
    question = Place.among("commune", "?", COUNTRY, hint="!", find=find)
    assert question.options == ()
    reading = question.read(said(text))
    assert (reading.value, reading.confirm) == (value, confirm)


def test_what_several_places_are_called_is_said_while_they_are_few() -> None:
    question = Place.among("commune", "?", COUNTRY, hint="!", find=find)
    assert "xã Một (Huế); xã Hai (Cà Mau)" in question.unclear(said("hai"))
    assert question.unclear(said("nhiều")) == "!"
    assert question.unclear(said("xa lạ")) == "!"
    assert question.unclear(Inbound("console", "1", "1", Kind.STICKER)) != "!"


def test_a_mistyped_letter_is_forgiven_among_few_places() -> None:
    few = Place.among("commune", "?", SHARED, hint="!", find=find)
    reading = few.read(said("Cam Hồmg"))
    assert (reading.value, reading.confirm) == (2, True)


@pytest.mark.parametrize("text", ["A Lưới", "a luoi", "xã A Lưới", "dạ ở xã a lưới"])
def test_a_name_without_its_number_is_said_to_be_several(text: str) -> None:
    numbered = ((1, "xã A Lưới 1", ()), (2, "xã A Lưới 5", ()), (3, "xã Hồng Hạ", ()))
    question = Place.among("commune", "?", numbered, hint="!")
    assert question.read(said(text)).value is None
    assert "xã A Lưới 1; xã A Lưới 5" in question.unclear(said(text))
    assert question.unclear(said("Hồng")) == "!"


A_LUOI = tuple(
    (number, f"xã A Lưới {number}", former)
    for number, former in enumerate(
        [("xã Hồng Thủy", "xã Hồng Vân"), ("thị trấn A Lưới", "xã A Ngo"), (), (), ("xã Hồng Hạ",)],
        1,
    )
)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a luoi 2 nha e", 2),
        ("o a luoi 1 do em", 1),
        ("nhà em ở xã a lưới 4 ạ", 4),
        ("xa a luoi mot em oi", 1),
        ("A lưới V", 5),
        ("tui o hong ha nha", 5),
        ("xa A Ngo do", 2),
        ("dạ xã hồng vân cũ em ơi", 1),
    ],
)
def test_a_commune_is_known_among_what_is_said_around_it(text: str, value: int) -> None:
    reading = Place.among("commune", "?", A_LUOI, hint="!").read(said(text))
    assert reading.value == value


def test_of_a_number_that_no_commune_has_none_is_meant() -> None:
    question = Place.among("commune", "?", A_LUOI, hint="!")
    assert question.read(said("a luoi 6")).value is None
    assert "xã A Lưới 1; xã A Lưới 2" in question.unclear(said("a luoi 6"))
