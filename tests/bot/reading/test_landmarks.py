"""Kinds of public places, and the commune beside them."""

import pytest

from bot.reading.base import NOTHING, Reading, sure
from bot.reading.landmarks import commune_near, kinds_in

KNOWN = {
    "hong ha": 5,
    "xa hong ha": 5,
    "sa thay": 7,
    "xa sa thay": 7,
    "a luoi 1": 1,
    "xa a luoi 1": 1,
    "a luoi 5": 5,
    "xa a luoi 5": 5,
    "thon paring": 5,
}


def read(text: str) -> Reading[int]:
    from backend.vietnamese import fold

    known = KNOWN.get(fold(text))
    return sure(known) if known else NOTHING


@pytest.mark.parametrize(
    ("text", "commune"),
    [
        ("chỗ dùng máy chung gần Hồng Hạ", 5),
        ("cho dung may chung gan hong ha", 5),
        ("thư viện sa thầy có mấy máy tính", 7),
        ("thuw vieenj sa thaayf mowr khoong", 7),
        ("thư viện xã A Lưới 1 mở không", 1),
        ("điểm truy cập nào gần thôn Paring", 5),
        ("ở Hồng Hạ chỗ nào có máy", 5),
        ("nhà văn hóa Hồng Hạ mở máy hôm nào", 5),
        ("em ở a lưới 5 muốn ra thư viện", 5),
        ("ở xã Hồng Hạ gần a lưới 5 có thư viện không", 5),
        ("em ở sa thầy muốn tới thư viện a lưới 1", None),  # two communes
        ("thư viện mở chủ nhật không", None),
        ("chỗ nào có máy tính gần đây", None),
        ("gần", None),
        ("", None),
    ],
)
def test_the_commune_is_found_behind_a_word_for_a_place(text: str, commune: int | None) -> None:
    assert commune_near(text, read).value == commune


def test_a_long_letter_does_not_look_up_every_word() -> None:
    asked: list[str] = []

    def counting(text: str) -> Reading[int]:
        asked.append(text)
        return NOTHING

    commune_near("ở gần nhà " * 1000, counting)
    assert len(asked) < 400


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("thư viện mở chủ nhật không", {"library"}),
        ("thu vien xa", {"library"}),
        ("thuw vieenj", {"library"}),
        ("Thư viện A Lưới 1", {"library"}),
        ("Bưu điện văn hóa Hồng Vân", {"post_office"}),
        ("buu dien xa co mang ko", {"post_office"}),
        ("nhà văn hoá thôn Paring", {"culture_house"}),
        ("nhà rông làng Rờ Kơi", {"culture_house"}),
        ("trung tâm học tập cộng đồng", {"learning_centre"}),
        ("chỗ nào có máy tính công cộng", set()),
        ("quán nét nào gần trường", set()),
        ("điểm wifi miễn phí gần ủy ban", set()),
        ("thư viện cạnh ủy ban mở không", {"library"}),
    ],
)
def test_kinds_of_places_are_told_apart(text: str, kinds: set[str]) -> None:
    assert kinds_in(text) == kinds
