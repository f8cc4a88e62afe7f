"""A guess ("Em hiểu là …, đúng không ạ?") never holds anybody up, and is never taken for an answer."""

import pytest

from tests.bot.talk import TO_CLASS, TO_PHONE, Say, say, stage

__all__ = ["say", "stage"]  # fixtures

TO_YEAR, TO_HAMLET = TO_CLASS[:4], TO_PHONE[:10]
AGE = (*TO_YEAR, "9 tuổi")
BESIDE = (*TO_HAMLET, "gần chợ")


@pytest.mark.parametrize("words", ["2015", "sinh năm 2015", "sn 2015 ạ", "không, 2015"])
def test_another_answer_takes_its_place(say: Say, words: str) -> None:
    assert "học trường nào" in say(*AGE, words).text
    assert "Năm sinh: 2015" in say("TH A", *TO_PHONE[6:], "0912345678").text


@pytest.mark.parametrize(
    "words",
    ["tiểu học Hồng Thủy", "trường TH Hồng Thủy", "lớp 5", "trời mưa to quá", "để coi", "xyz"],
)
def test_who_goes_on_is_asked_once_more_with_two_choices(say: Say, words: str) -> None:
    answer = say(*AGE, words)
    assert "Em đang ghi: sinh năm 2017" in answer.text
    assert [option.label for option in answer.options] == ["Đúng", "Ghi lại"]


@pytest.mark.parametrize("noise", ["trời mưa to quá", "lớp 5", "để coi"])
def test_the_second_time_the_guess_is_dropped(say: Say, noise: str) -> None:
    answer = say(*AGE, noise, noise)
    assert "2017" not in answer.text
    assert "mấy tuổi" in answer.text


@pytest.mark.parametrize("yes", ["1", "đúng", "dạ đúng rồi", "[nút] Đúng", "dung"])
def test_what_was_said_ahead_is_kept_and_read_back(say: Say, yes: str) -> None:
    answer = say(*AGE, "tiểu học Hồng Thủy", yes).text
    assert "Em ghi luôn theo tin của anh/chị: trường tiểu học Hồng Thủy" in answer
    assert "Học lớp mấy" in answer


@pytest.mark.parametrize("no", ["2", "ghi lại", "không đúng", "[nút] Ghi lại", "sai rồi"])
def test_what_was_said_ahead_of_a_wrong_guess_is_not(say: Say, no: str) -> None:
    answer = say(*AGE, "tiểu học Hồng Thủy", no).text
    assert "Hồng Thủy" not in answer
    assert "2017" not in answer
    assert "học trường nào" in say("2015").text


def test_a_name_is_not_taken_for_the_hamlet_before_it(say: Say) -> None:
    assert "Em đang ghi: gần chợ" in say(*BESIDE, "Hồ Thị A Lơ").text
    answer = say("đúng").text
    assert "Hồ Thị A Lơ sinh năm nào" in answer


@pytest.mark.parametrize("words", ["thôn 1", "Thôn 2", "bản Kê Đắc", "xóm Mới", "tổ 3"])
def test_a_hamlet_takes_the_place_of_a_landmark(say: Say, words: str) -> None:
    assert "chủ hộ" in say(*BESIDE, words).text


def test_what_is_asked_in_between_leaves_the_guess(say: Say) -> None:
    assert "2017" in say(*AGE, "gặp cán bộ", "huỷ").text
    assert "học trường nào" in say("đúng").text


def test_nothing_is_sent_ahead_of_the_review(say: Say) -> None:
    answer = say(*TO_PHONE, "912345678", "ok gửi luôn cho chị", "đúng").text
    assert "xem lại giúp em" in answer


@pytest.mark.parametrize(
    "words", ["Hồ Văn Tí nha em", "Ho Van Ti a", "tên cháu là Hồ Văn Tí đó em", "hồ văn tí em ơi"]
)
def test_particles_make_no_name_unsure(say: Say, words: str) -> None:
    assert "sinh năm nào" in say(*TO_CLASS[:3], words).text


@pytest.mark.parametrize("words", ["hết lớp 5", "sắp lên lớp 6", "cho em"])
def test_words_that_mean_something_stay_unsure(say: Say, words: str) -> None:
    before = TO_CLASS[:2] if words == "cho em" else TO_CLASS
    assert "Em hiểu là" in say(*before, words).text
