"""What people write below the summary: exactly that part changes, and the summary is shown again."""

import pytest

from backend.support_requests.commands import SubmitSupportRequest
from tests.bot.talk import TO_PHONE, Say, say, stage
from tests.stage import Stage

__all__ = ["say", "stage"]  # fixtures

TO_REVIEW = (*TO_PHONE, "0912345678")
BEFORE = {
    "Học sinh": "Hồ Văn Tí",
    "Năm sinh": "2014",
    "Trường": "TH Hồng Thủy",
    "Lớp": "5",
    "Máy học": "Chưa có máy nào",
    "Diện": "Hộ nghèo",
    "Nơi ở": "xã A Lưới 1",
    "Thôn": "Thôn 1",
    "Chủ hộ": "Hồ Thị A Lơ",
    "Chủ hộ sinh": "1985",
    "Điện thoại": "0912345678",
}


def summary(text: str) -> dict[str, str]:
    """The lines of a summary."""
    lines = (line.split(": ", 1) for line in text.splitlines() if ": " in line)
    return {line[0]: line[1] for line in lines if line[0] in BEFORE}


def _with_year(say: Say, text: str) -> str:
    """The answer; after another head of household, that to the head's year of birth."""
    return say("1985").text if text.endswith("sinh năm nào ạ?") else text


CORRECTIONS = """
lớp 7 mới đúng | Lớp | 7
sai lớp rồi, lớp 7 | Lớp | 7
lop 7 moi dung | Lớp | 7
lớp 7 chứ không phải lớp 5 | Lớp | 7
không phải lớp 5, lớp 7 | Lớp | 7
lớp 5 sai, lớp 7 mới đúng | Lớp | 7
đúng hết rồi nhưng lớp 7 | Lớp | 7
chưa đúng, cháu học lớp 7 | Lớp | 7
5a mới đúng | Lớp | 5A
tên là Hồ Thị A chứ | Chủ hộ | Hồ Thị A
chủ hộ là Hồ Văn Nam | Chủ hộ | Hồ Văn Nam
tên chủ hộ Hồ Văn Nam | Chủ hộ | Hồ Văn Nam
không phải Lơ mà là Loan | Chủ hộ | Hồ Thị A Loan
Lơ viết sai, phải là Lợ | Chủ hộ | Hồ Thị A Lợ
không phải Tí mà là Tý | Học sinh | Hồ Văn Tý
khong phai Tí ma la Tý | Học sinh | Hồ Văn Tý
cháu tên là Tý không phải Tí | Học sinh | Hồ Văn Tý
đổi Tí thành Tý | Học sinh | Hồ Văn Tý
tên con là Hồ Văn Tý | Học sinh | Hồ Văn Tý
con tên Hồ Văn Tý | Học sinh | Hồ Văn Tý
không phải Tí mà là Hồ Văn Tý | Học sinh | Hồ Văn Tý
sửa số điện thoại 0987654321 | Điện thoại | 0987654321
sửa số điện thoại 0987 654 321 | Điện thoại | 0987654321
số sai rồi 0987654321 mới đúng | Điện thoại | 0987654321
sdt la 0987654321 | Điện thoại | 0987654321
0987654321 | Điện thoại | 0987654321
năm sinh 2015 | Năm sinh | 2015
sinh năm 2015 mới đúng | Năm sinh | 2015
ghi sai năm sinh rồi, cháu sinh 2015 | Năm sinh | 2015
chủ hộ sinh năm 1986 chứ | Chủ hộ sinh | 1986
mẹ sinh 1986 | Chủ hộ sinh | 1986
thôn 2 chứ không phải thôn 1 | Thôn | Thôn 2
ở thôn 2 | Thôn | Thôn 2
trường THCS Hồng Vân mới đúng | Trường | THCS Hồng Vân
trường Nguyễn Trường Tộ chứ | Trường | Nguyễn Trường Tộ
hộ cận nghèo chứ | Diện | Hộ cận nghèo
diện cận nghèo mới đúng | Diện | Hộ cận nghèo
có máy nhưng hỏng | Máy học | Có nhưng bị hỏng
"""


@pytest.mark.parametrize("case", CORRECTIONS.strip().splitlines())
def test_exactly_that_part_is_changed(say: Say, case: str) -> None:
    words, label, value = case.split(" | ")
    assert summary(_with_year(say, say(*TO_REVIEW, words).text)) == {**BEFORE, label: value}


@pytest.mark.parametrize("before", [("sửa lại",), ("sai rồi",)])
def test_the_same_below_which_part(say: Say, before: tuple[str, ...]) -> None:
    assert summary(say(*TO_REVIEW, *before, "lớp 7").text) == {**BEFORE, "Lớp": "7"}


@pytest.mark.parametrize("words", ["trường sai rồi", "sai tên trường", "nhầm trường em ơi"])
def test_who_only_says_what_is_wrong_is_asked(say: Say, words: str) -> None:
    assert "học trường nào" in say(*TO_REVIEW, words).text
    assert summary(say("THCS Hồng Vân").text) == {**BEFORE, "Trường": "THCS Hồng Vân"}


def test_which_name_is_asked_where_both_may_be_meant(say: Say) -> None:
    answer = say(*TO_REVIEW, "tên là Nguyễn Thanh Hùng chứ")
    assert [option.label for option in answer.options] == ["Học sinh", "Chủ hộ"]
    changed = {**BEFORE, "Chủ hộ": "Nguyễn Thanh Hùng"}
    assert summary(_with_year(say, say("chủ hộ").text)) == changed


def test_a_new_commune_has_its_hamlet_asked(say: Say) -> None:
    assert "thôn nào của xã A Lưới 5" in say(*TO_REVIEW, "xã a lưới 5 mới đúng").text


def test_two_corrections_one_after_the_other_are_both_sent(say: Say, stage: Stage) -> None:
    say(*TO_REVIEW, "lớp 7 mới đúng", "không phải Tí mà là Tý", "gửi đi")
    sent = stage.commands[-1]
    assert isinstance(sent, SubmitSupportRequest)
    assert (sent.class_name, sent.child_name) == ("7", "Hồ Văn Tý")


@pytest.mark.parametrize(
    "words",
    [
        "trời mưa to quá",
        "dạ",
        "ừ",
        "7",
        "lớp mấy?",
        "HT-2026-000009",
        "bao giờ có máy",
        "để coi đã",
    ],
)
def test_nothing_is_changed_or_sent_by_other_words(say: Say, stage: Stage, words: str) -> None:
    say(*TO_REVIEW)
    stage.commands.clear()
    say(words)
    assert not stage.commands
    say("gửi đi")
    sent = stage.commands[-1]
    assert isinstance(sent, SubmitSupportRequest)
    assert (sent.class_name, sent.child_name, sent.phone) == ("5", "Hồ Văn Tí", "0912345678")
