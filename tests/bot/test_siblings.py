"""Several children in one talk, what is told by the way, and the notice: from the outside."""

import pytest

from bot.flows.privacy_notices import CURRENT, NOTICES
from tests.bot.talk import Say, say, stage  # noqa: F401 - fixtures

HOUSEHOLD = ("a lưới 1", "thôn 1", "Hồ Thị A Lơ", "1985", "0912345678")
FIRST_SENT = (
    *("xin máy cho con tôi là thằng Tí lớp 3, con Na lớp 5", "đồng ý", "Hồ Văn Tí", "2018"),
    *("TH Hồng Thủy", "chưa có máy", "hộ nghèo", *HOUSEHOLD, "gửi đi"),
)


def test_the_next_child_is_offered_and_only_what_is_new_is_asked(say: Say) -> None:  # noqa: F811
    offer = say(*FIRST_SENT).text
    assert "Còn Na (lớp 5)" in offer
    assert "Họ tên đầy đủ của Na" in say("làm luôn").text
    assert "cũng học TH Hồng Thủy" in say("Hồ Thị Na", "2016").text
    last = say("đúng", "chưa có máy").text
    for line in ("Học sinh: Hồ Thị Na", "Lớp: 5", "Diện: Hộ nghèo", "Gia đình: Thôn 1"):
        assert line in last


def test_the_first_word_on_two_children_says_that_they_come_in_turn(say: Say) -> None:  # noqa: F811
    said = say("tui có 2 đứa, thằng Tí lớp 3 con Na lớp 6", "đồng ý").text
    assert "Tí (lớp 3) trước, rồi đến Na (lớp 6)" in said


def test_another_level_is_another_school(say: Say) -> None:  # noqa: F811
    first = tuple(words.replace("Na lớp 5", "Na lớp 6") for words in FIRST_SENT)
    said = say(*first, "làm luôn", "Hồ Thị Na", "2015").text
    assert "Hồ Thị Na học trường nào ạ?" in said


def test_the_next_child_may_wait(say: Say) -> None:  # noqa: F811
    assert "xin máy" in say(*FIRST_SENT, "không").text


def test_a_child_told_at_once_accepts_the_offer(say: Say) -> None:  # noqa: F811
    said = say(*FIRST_SENT, "xin máy cho con Hồ Thị Na sn 2016 lớp 5").text
    assert "Hồ Thị Na cũng học TH Hồng Thủy" in said


def test_the_head_and_the_ground_are_not_asked_again(say: Say) -> None:  # noqa: F811
    told = (
        "xin máy cho con Hồ Văn Tí sn 2014 lớp 6 trường THCS Hồng Vân, hộ cận nghèo, "
        "chủ hộ là ông nội Hồ Văn Dơm sinh 1955"
    )
    said = say(told, "đồng ý", "chưa có máy").text
    assert "diện Hộ cận nghèo" in said
    assert "Gia đình ở xã nào" in said
    last = say("a lưới 1", "thôn 1", "0912345678").text
    assert "Chủ hộ: Hồ Văn Dơm\nChủ hộ sinh: 1955" in last


def test_another_head_has_another_year(say: Say) -> None:  # noqa: F811
    told = "xin máy cho con Hồ Văn Tí sn 2014 lớp 6 trường THCS Hồng Vân, hộ nghèo"
    say(told, "đồng ý", "chưa có máy", *HOUSEHOLD)
    assert "Hồ Văn Dơm sinh năm nào" in say("sửa chủ hộ", "Hồ Văn Dơm").text


@pytest.mark.parametrize("words", ["nhà nghèo", "xa lắm", "không biết"])
def test_words_that_name_no_school_are_asked_again_with_an_example(
    say: Say,  # noqa: F811
    words: str,
) -> None:
    to_school = ("xin máy cho con", "đồng ý", "Hồ Văn Tí", "2014")
    assert "ví dụ: Tiểu học Hồng Thủy" in say(*to_school, words).text
    say("không nhớ nữa")
    assert "Học lớp mấy" in say("không nhớ").text


def test_the_notice_is_short_and_shown_in_full_to_who_wants_it(say: Say) -> None:  # noqa: F811
    short = say("xin máy cho con").text
    assert len(short) <= 300
    told = (
        "0234 3878 123",
        "24 tháng",
        "XEM",
        "XÓA",
        "DỪNG",
        "chỉ để xét hỗ trợ",
        "Zalo",
        "Telegram",
    )
    for word in (*told, "tên chủ hộ"):
        assert word in short
    full = say("xem đầy đủ").text
    for word in ("Zalo", "cán bộ kiểm tra", "nơi nhận quyết định", "dán ở xã có tên chủ hộ"):
        assert word in full
    assert "không ai khác" not in full
    assert "số điện thoại" in full
    assert "GẶP CÁN BỘ" in full
    assert "Họ tên đầy đủ" in say("đồng ý").text


def test_old_wordings_of_the_notice_are_kept() -> None:
    assert {"2026-11", "2026-11-22", CURRENT} <= NOTICES.keys()
