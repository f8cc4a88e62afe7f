"""Codes that join a phone, in what people type around them, and the words that ask for one."""

import pytest

from bot.reading.intents import Intent, control_word
from bot.reading.link_codes import read_link_code

CODE = "7K3M9PHT"
READ = [
    "nối 7K3M 9PHT",
    "noi 7k3m9pht",
    "NỐI 7K3M-9PHT",
    "nối: 7k3m.9pht",
    "Nối 7 k 3 m 9 p h t",
    "«nối 7K3M 9PHT»",
    "nối7k3m9pht".replace("nối", "nối "),
    "nooi 7k3m 9pht",
    "dạ nối 7K3M 9PHT ạ",
    "em gửi mã nối 7k3m9pht nhé chị",
    "mã nối là 7K3M 9PHT",
    "cho em nối với zalo 7k3m 9pht",
    "nhập mã 7K3M9PHT",
    "7k3m9pht",
    "7K3M 9PHT ạ",
    "7k3m‑9pht",
    "nối\n7K3M 9PHT",
    "nối 7K3M​ 9PHT",
    "noi 7k3m 9pht cam on em",
    "Trong 15 phút, anh/chị mở Zalo, nhắn: nối 7K3M 9PHT\nĐừng đưa mã này cho ai.",
]
TAKEN_FOR = [("nối B52G 7KHM", "B52G7KHM"), ("noi s5z2 7cqm", "S5Z27CQM")]
NOT_READ = [
    "",
    "nối",
    "nối zalo",
    "nối 7K3M",
    "nối 7K3M 9PHT2",
    "nối 12345678",
    "23456789",
    "FHKMNPRT",
    "nối abcdefgh",
    "B52G 7KHM",
    "0912345678",
    "046085001234",
    "HT-2026-000123",
    "THON 4825",
    "MTB-0001",
    "lớp 5A",
    "sinh ngày 2/3/2014",
    "Thôn 4, xã A Lưới 1",
    "máy số 7K3M9PHT bị hỏng màn hình",
    "nội 7 tuổi",
    "nối " * 2000,
]


@pytest.mark.parametrize("text", READ)
def test_a_code_is_read_in_any_writing(text: str) -> None:
    assert read_link_code(text).value == CODE
    assert control_word(text) is Intent.LINK_CHANNEL


@pytest.mark.parametrize(("text", "code"), TAKEN_FOR)
def test_behind_its_word_a_code_may_hold_what_looks_alike(text: str, code: str) -> None:
    assert read_link_code(text).value == code


@pytest.mark.parametrize("text", NOT_READ, ids=lambda text: text[:30])
def test_what_is_no_code_stays_an_answer(text: str) -> None:
    assert read_link_code(text).value is None


WORDS = [
    ("nối zalo", Intent.LINK_CHANNEL),
    ("noi telegram", Intent.LINK_CHANNEL),
    ("dạ em muốn nối máy khác ạ", Intent.LINK_CHANNEL),
    ("dung may khac", Intent.LINK_CHANNEL),
    ("cho tôi chuyển sang zalo", Intent.LINK_CHANNEL),
    ("đổi sang điện thoại khác nhé", Intent.LINK_CHANNEL),
    ("LẤY MÃ NỐI", Intent.LINK_CHANNEL),
    ("lay ma noi", Intent.LINK_CHANNEL),
    ("nhập mã nối", Intent.LINK_CHANNEL),
    ("mất máy cũ", Intent.LINK_CHANNEL),
    ("gỡ", Intent.UNDO_LINK),
    ("GỠ MÁY", Intent.UNDO_LINK),
    ("go may", Intent.UNDO_LINK),
    ("gỡ máy lạ đi em", Intent.UNDO_LINK),
    ("hủy nối", Intent.UNDO_LINK),
    ("go", None),  # unmarked, it is "gõ" as well
    ("gõ", None),
    ("gò", None),
    ("nối mạng", None),
    ("kết nối wifi không được", None),
    ("nơi ở", None),
    ("đổi điện thoại", None),  # under a review: another number
    ("sửa số điện thoại", None),
    ("máy mới", None),
    ("bà nội", None),
]


@pytest.mark.parametrize(("text", "intent"), WORDS)
def test_the_words_that_work_at_any_moment(text: str, intent: Intent | None) -> None:
    assert control_word(text) is intent
