"""Opening hours asked in the middle of a form, and asked on. It is Monday, 8 o'clock."""

import pytest

from tests.bot.talk import TO_CLASS, TO_PHONE, Say, say, stage
from tests.stage import Stage
from tests.transcript import Step

__all__ = ["say", "stage"]  # fixtures

LIBRARY = (
    "ĐIỂM 20056 Thư viện A Lưới 1 | T2-T6 7:30-11:30, 13:30-17:00; T7 8:00-11:00 | cạnh chợ | |"
)
POST = "ĐIỂM 20056 Bưu điện Hồng Vân | T2-CN 8:00-17:30 | thôn 2 | |"
SENT = (*TO_PHONE, "0912345678", "gửi đi")


@pytest.fixture
def near(say: Say, stage: Stage) -> Say:
    """The same, where there are a library and a post office."""
    with stage.lit():
        for place in (LIBRARY, POST):
            stage.play(Step(0, "Sẵn có", place))
    return say


ASKED = [
    "thư viện mở chủ nhật không",
    "chủ nhật thư viện có mở không",
    "chu nhat thu vien co mo ko",
]


@pytest.mark.parametrize("words", ASKED)
@pytest.mark.parametrize("at", range(10, len(TO_PHONE)))
def test_the_commune_of_the_form_is_meant_and_the_form_goes_on(
    near: Say, at: int, words: str
) -> None:
    asked = near(*TO_PHONE[:at]).text
    answer = near(words).text
    assert "Thư viện A Lưới 1: Chủ nhật 29/11 nghỉ" in answer
    assert answer.splitlines()[-1] in asked


@pytest.mark.parametrize("words", ASKED)
@pytest.mark.parametrize("at", range(2, 9))
def test_before_the_commune_is_told_the_form_goes_on_too(near: Say, at: int, words: str) -> None:
    near(*TO_PHONE[:at])
    assert "hỏi kèm tên xã" in near(words).text
    assert "xem lại giúp em" in near(*TO_PHONE[at:], "0912345678").text


def test_a_commune_that_is_named_counts_before_that_of_the_form(near: Say) -> None:
    answer = near(*TO_PHONE[:10], "thư viện xã A Lưới 5 mở chủ nhật không").text
    assert "A Lưới 5" in answer


FURTHER = """
rứa chiều thì răng | Chủ nhật 29/11 nghỉ
còn thứ bảy? | thứ Bảy 28/11 mở 8:00-11:00
con thu bay thi sao | thứ Bảy 28/11 mở 8:00-11:00
thế mai | mai (thứ Ba 24/11)
rứa bưu điện thì răng | Bưu điện Hồng Vân: Chủ nhật 29/11 mở
thứ tư | thứ Tư 25/11 mở
vậy chiều thứ tư | chiều thứ Tư 25/11 mở
"""


@pytest.mark.parametrize("case", FURTHER.strip().splitlines())
@pytest.mark.parametrize("before", [SENT, (*TO_PHONE[:10], "thôn 1", "Hồ Thị A Lơ")])
def test_a_further_question_is_about_hours(near: Say, before: tuple[str, ...], case: str) -> None:
    words, told = case.split(" | ")
    assert told in near(*before, "thư viện mở chủ nhật không", words).text


@pytest.mark.parametrize("before", [TO_PHONE[:10], TO_PHONE[:11], (*TO_CLASS[:5], "TH A")])
def test_further_words_are_no_hamlet_and_no_name(near: Say, before: tuple[str, ...]) -> None:
    asked = near(*before, "thư viện xã A Lưới 1 mở chủ nhật không").text.splitlines()[-1]
    answer = near("còn thứ bảy?").text
    assert "thứ Bảy 28/11 mở 8:00-11:00" in answer
    assert answer.splitlines()[-1] == asked


def test_a_part_of_the_day_is_that_of_the_day_asked_about(near: Say) -> None:
    answer = near(*SENT, "thư viện mở thứ bảy không", "rứa chiều thì răng").text
    assert "chiều thứ Bảy 28/11 không mở" in answer


def test_who_told_the_commune_once_is_not_asked_again(near: Say) -> None:
    near("thư viện mở chủ nhật không", "A Lưới 1")
    assert "thứ Bảy 28/11 mở 8:00-11:00" in near("còn thứ bảy?").text
    assert "Bưu điện Hồng Vân" in near("bưu điện mấy giờ mở").text


def test_tomorrow_nothing_is_remembered(near: Say, stage: Stage) -> None:
    near("thư viện mở chủ nhật không", "A Lưới 1")
    with stage.lit():
        stage.play(Step(0, "Ngày", "+1"))
    assert "thứ Bảy" not in near("còn thứ bảy?").text


@pytest.mark.parametrize("words", ["Hồ Thị Mai", "chị Bảy", "dạ Hồ Văn Chiều"])
def test_names_that_are_days_stay_names(near: Say, words: str) -> None:
    near(*TO_PHONE[:11], "thư viện mở chủ nhật không")
    assert "Thư viện" not in near(words).text
