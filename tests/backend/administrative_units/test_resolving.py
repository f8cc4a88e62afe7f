"""Written places: old and new names, with and without marks, shortened, in any company."""

import random
import time
from datetime import date
from typing import NamedTuple

import pytest
from sqlalchemy.orm import Session

from backend.administrative_units.models import Level, UnitId
from backend.administrative_units.resolving import Found, display, resolve
from backend.administrative_units.service import unit_with_code
from backend.administrative_units.tree import Place, tree
from backend.vietnamese import fold

# A text and all that it may mean: units of today, the old name behind them where that was used.
ONE = {
    "xã Hồng Thủy, huyện A Lưới, tỉnh Thừa Thiên Huế": "xã A Lưới 1, trước là xã Hồng Thủy",
    "Hồng Thuỷ - A Lưới": "xã A Lưới 1, trước là xã Hồng Thủy",
    "hong thuy a luoi": "xã A Lưới 1, trước là xã Hồng Thủy",
    "HỒNG THỦY A LƯỚI HUẾ": "xã A Lưới 1, trước là xã Hồng Thủy",
    "X. Hồng Thủy, H. A Lưới, T.T. Huế": "xã A Lưới 1, trước là xã Hồng Thủy",
    "xa hong thuy (a luoi)": "xã A Lưới 1, trước là xã Hồng Thủy",
    "Hồng Thủy, TP Huế": "xã A Lưới 1, trước là xã Hồng Thủy",
    "xã Hồng Thủy nay là xã A Lưới 1": "xã A Lưới 1, trước là xã Hồng Thủy",
    "A Lưới 1": "xã A Lưới 1",
    "a luoi 1": "xã A Lưới 1",
    "ALưới 1": "xã A Lưới 1",
    "A Lưới 01": "xã A Lưới 1",
    "xã A Lưới 1, trước là xã Hồng Thủy": "xã A Lưới 1",
    "xã A Lưới 1, thành phố Huế, Việt Nam": "xã A Lưới 1",
    "A Lưới 1 tỉnh Thừa Thiên Huế": "xã A Lưới 1",
    "TT A Lưới": "xã A Lưới 2, trước là thị trấn A Lưới",
    "thị trấn A Lưới": "xã A Lưới 2, trước là thị trấn A Lưới",
    "xã Nhâm, huyện A Lưới": "xã A Lưới 2, trước là xã Quảng Nhâm",
    "xã A Đớt": "xã A Lưới 4, trước là xã Lâm Đớt",
    "A Roàng": "xã A Lưới 4, trước là xã A Roàng",
    "tỉnh Kon Tum": "tỉnh Quảng Ngãi, trước là tỉnh Kon Tum",
    "tinh kontum": "tỉnh Quảng Ngãi, trước là tỉnh Kon Tum",
    "xã Sa Sơn, Sa Thầy, Kon Tum": "xã Sa Thầy, trước là xã Sa Sơn",
    "Sa Sơn, Sa Thầy, Quảng Ngãi": "xã Sa Thầy, trước là xã Sa Sơn",
    "xã Ya Tăng": "xã Ya Ly, trước là xã Ya Tăng",
    "xã Thanh Yên, huyện Điện Biên": "xã Thanh Yên",
    "Noong Luống, Điện Biên": "xã Thanh Yên, trước là xã Noong Luống",
    "Thanh Xương H. Điện Biên": "phường Mường Thanh, trước là xã Thanh Xương",
    "P3 Q4 TPHCM": "phường Vĩnh Hội, trước là phường 3",
    "phường 03, quận 04, TP. Hồ Chí Minh": "phường Vĩnh Hội, trước là phường 3",
    "F.3, Q.4, Sài Gòn": "phường Vĩnh Hội, trước là phường 3",
    "tỉnh Thừa Thiên Huế": "thành phố Huế",
    "tỉnh Bình Dương": "thành phố Hồ Chí Minh, trước là tỉnh Bình Dương",
    "Bà Rịa - Vũng Tàu": "thành phố Hồ Chí Minh, trước là tỉnh Bà Rịa - Vũng Tàu",
    "tỉnh Đắc Lắc": "tỉnh Đắk Lắk",
    "Đăk Lăk": "tỉnh Đắk Lắk",
    "phường Văn Miếu – Quốc Tử Giám": "phường Văn Miếu - Quốc Tử Giám",
    "xã Chân Mây-Lăng Cô": "xã Chân Mây - Lăng Cô",
    "xã M’Drắk": "xã M'Drắk",
    "M Drak, Dak Lak": "xã M'Drắk",
    "huyện Lý Sơn": "đặc khu Lý Sơn, trước là huyện Lý Sơn",
    "Bạch Long Vĩ": "đặc khu Bạch Long Vĩ",
    "Thôn 1, xã Hồng Thủy": "Thôn 1",
    "thôn1 hồng thủy a lưới": "Thôn 1",
    "A Năm, Hồng Vân": "Thôn A Năm",
    "thon A Niêng xã Trung Sơn": "Thôn A Niêng",
}  # fmt: skip
NOTHING = [
    "", "   ", "3", "xã", "huyện ,", "???", "xã Không Có Thật", "Hồng Thủy, huyện Không Có",
    "Hồng Thủy, Sa Thầy", "xã Hồng Thủy, tỉnh Cà Mau", "A Lưới 6", "A Lưới 11", "ạ ạ ạ",
    "Thôn 1, xã Hồng Vân", "phường 3, quận 99", "x " * 200, "a" * 5000, "%", "_", "(((",
    "em muốn xin máy tính cho con", "Nguyễn Văn A",
]  # fmt: skip


def shown(found: list[Found]) -> list[str]:
    return [each.shown for each in found]


def names(found: list[Found]) -> set[str]:
    return {each.place.full_name for each in found}


@pytest.mark.parametrize(("text", "expected"), ONE.items())
def test_a_written_place_means_one_unit(country: Session, text: str, expected: str) -> None:
    found = [each for each in resolve(country, text) if not each.needs_confirmation]
    assert shown(found)[:1] == [expected]
    level = tree(country).units[found[0].place.id].level
    same = [f for f in found if tree(country).units[f.place.id].level is level]
    assert shown(same) == [expected]


@pytest.mark.parametrize("text", NOTHING)
def test_what_names_no_unit_means_none(country: Session, text: str) -> None:
    assert resolve(country, text) == []


def test_a_name_that_several_have_means_all_of_them(country: Session) -> None:
    found = resolve(country, "xã Hồng Thủy")
    assert set(shown(found)) == {
        "xã A Lưới 1, trước là xã Hồng Thủy",
        "xã Cam Hồng, trước là xã Hồng Thủy",
    }
    assert not any(each.needs_confirmation for each in found), "neither was divided"


def test_what_lies_within_comes_first(country: Session) -> None:
    for code, first in (("46", "xã A Lưới 1"), ("44", "xã Cam Hồng")):
        within = unit_with_code(country, code).id
        found = resolve(country, "xã Hồng Thủy", within=within)
        assert (found[0].place.full_name, len(found)) == (first, 2)


def test_a_divided_commune_is_all_its_parts_and_to_be_confirmed(country: Session) -> None:
    found = resolve(country, "phường Bùi Hữu Nghĩa, Bình Thủy, Cần Thơ")
    assert [each.place.full_name for each in found] == ["phường Bình Thủy", "phường Cái Khế"]
    assert all(each.needs_confirmation and each.via for each in found)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("xã Tân Thạnh, huyện Thới Lai, Cần Thơ", "xã Trường Thành"),
        ("phường 4, Tân An, Long An", "phường Long An"),
        ("phường 4, thành phố Tây Ninh", "phường Tân Ninh"),
        ("phường 3, Sa Đéc", "phường Sa Đéc"),
    ],
)
def test_communes_of_one_name_in_a_merged_province_are_not_parts_of_each_other(
    country: Session, text: str, expected: str
) -> None:
    assert [each.place.full_name for each in resolve(country, text)] == [expected]


def test_a_district_is_the_communes_that_it_became(country: Session) -> None:
    found = resolve(country, "quận 3 TP.HCM")
    assert names(found) == {"phường Bàn Cờ", "phường Xuân Hòa", "phường Nhiêu Lộc"}
    assert all(each.needs_confirmation for each in found)
    assert {each.via.full_name for each in found if each.via} == {"quận 3"}
    a_luoi = resolve(country, "huyện A Lưới")
    assert {each.place.name for each in a_luoi} == {f"A Lưới {number}" for number in range(1, 6)}


def test_a_district_that_was_joined_to_another_is_known(country: Session) -> None:
    assert {"phường Tăng Nhơn Phú", "phường Long Phước"} <= names(resolve(country, "quận 9"))


def test_a_bare_name_of_a_province_and_a_town_means_both(country: Session) -> None:
    found = shown(resolve(country, "Kon Tum"))
    assert "tỉnh Quảng Ngãi, trước là tỉnh Kon Tum" in found
    assert "phường Kon Tum" in found
    communes = resolve(country, "Kon Tum", level=Level.COMMUNE)
    assert all(tree(country).units[f.place.id].level is Level.COMMUNE for f in communes)
    assert shown(resolve(country, "Kon Tum", level=Level.PROVINCE)) == [
        "tỉnh Quảng Ngãi, trước là tỉnh Kon Tum"
    ]


@pytest.mark.parametrize(
    ("text", "exact"),
    [
        ("xã Hồng Thủy, A Lưới", True),
        ("xã Hồng Thuỷ, A Lưới", True),
        ("hong thuy, a luoi", False),
        ("Hông Thuy, A Lưới", False),
        ("A Ngo", True),
        ("xã Mĩ Thọ, Phù Mĩ", False),
    ],
)
def test_a_name_with_its_marks_is_exact(country: Session, text: str, exact: bool) -> None:
    found = resolve(country, text)
    assert found
    assert {each.exact for each in found} == {exact}


def test_marks_tell_names_apart_that_fold_alike(country: Session) -> None:
    """Đông Tiến and Đồng Tiến are two communes of one province."""
    for text, expected in (
        ("phường Đông Tiến", "phường Đông Tiến"),
        ("xã Đồng Tiến", "xã Đồng Tiến"),
    ):
        found = resolve(country, f"{text}, Thanh Hóa")
        assert found[0].place.full_name == expected
        assert all(each.exact for each in found)
    unmarked = resolve(country, "dong tien, thanh hoa")
    assert {"phường Đông Tiến", "xã Đồng Tiến"} <= names(unmarked)


def test_another_kind_than_the_units_is_forgiven_when_no_unit_has_it(country: Session) -> None:
    found = resolve(country, "phường Hồng Thủy, A Lưới")
    assert shown(found) == ["xã A Lưới 1, trước là xã Hồng Thủy"]
    of_all_kinds = resolve(country, "xã A Lưới")
    assert of_all_kinds[0].shown == "xã A Lưới 2, trước là thị trấn A Lưới"


def test_a_text_of_before_the_reform_means_units_of_before(country: Session) -> None:
    text = "xã Thanh Yên"
    then = resolve(country, text, at=date(2021, 11, 17))
    assert [(f.place.name, f.via and f.via.name) for f in then] == [("Thanh Yên", "Thanh Yên")]
    assert resolve(country, "A Lưới 1", at=date(2021, 11, 17)) == []
    assert resolve(country, "Hồng Thủy, A Lưới", at=date(2026, 1, 1)) == []
    assert len(resolve(country, "A Lưới 1", at=date(2026, 1, 1))) == 1


def test_a_unit_is_shown_with_its_old_name_only_if_that_is_another() -> None:
    new, old = Place(UnitId(1), "xã", "Thanh Yên"), Place(UnitId(2), "xã", "Thanh Yên")
    assert display(new, old) == display(new) == "xã Thanh Yên"
    town = Place(UnitId(2), "thị trấn", "Thanh Yên")
    assert display(new, town) == "xã Thanh Yên, trước là thị trấn Thanh Yên"


class Written(NamedTuple):
    """One way in which people write a unit and what it belongs to."""

    name: str
    join: str
    marks: bool


WAYS = [
    Written("full", ", ", True),
    Written("full", " ", True),
    Written("full", " - ", False),
    Written("bare", ", ", True),
    Written("bare", ", ", False),
]


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("old", [False, True])
def test_any_commune_is_found_by_its_name_and_province(
    country: Session, way: Written, old: bool
) -> None:
    """Of the communes of both lists, two hundred that are drawn anew each time."""
    units = tree(country)
    communes = [
        unit
        for unit in units.units.values()
        if unit.level is Level.COMMUNE and (unit.valid_to is not None) is old
    ]
    missed = []
    for unit in random.sample(communes, 200):
        line = [unit, *(units.units[above] for above in units.parents(unit))]
        if way.name == "bare" and unit.name.isdecimal():
            continue  # "3" alone is no name
        said = [
            each.full_name if way.name == "full" or each.name.isdecimal() else each.name
            for each in line
        ]
        text = way.join.join(said)
        text = text if way.marks else fold(text)
        wanted = {s.new_id for s in units.successors[unit.id]} if old else {unit.id}
        if not wanted <= {each.place.id for each in resolve(country, text)}:
            missed.append(text)
    assert missed == []


def test_a_place_is_found_in_less_than_a_message_may_take(country: Session) -> None:
    texts = [*ONE, *NOTHING]
    for text in texts:
        resolve(country, text)
    started = time.process_time()
    for text in texts:
        resolve(country, text)
    assert (time.process_time() - started) / len(texts) < 0.01
