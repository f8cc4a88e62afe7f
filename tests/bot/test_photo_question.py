"""What is an answer to "gửi ảnh giúp em", and what is said to everything else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messages import Inbound, Kind
from bot.questions import Photo

QUESTION = Photo("photo", "Anh/chị gửi em một tấm ảnh của máy được không ạ?")
NONE = ""


def sent(text: str = "", kind: Kind = Kind.TEXT, value: str = "", media: str = "") -> Inbound:
    return Inbound("zalo", "1", "1", kind, text, value, media=media)


def test_a_photo_is_its_channel_and_handle_whatever_stands_below_it() -> None:
    for caption in ("", "màn hình vỡ", "không", "huỷ"):
        reading = QUESTION.read(sent(caption, Kind.IMAGE, media="https://a.zdn.vn/x:y"))
        assert reading.certain
        assert reading.value == "zalo:https://a.zdn.vn/x:y"


# `?` behind a sentence: it is asked back first.
HAVE_NONE = """
không | ko | k | hông | khum | hong | dạ không | không ạ | không có | ko co | k có | chưa có
không có ảnh | ko có hình | hong co hinh | em không có ảnh | dạ em ko có | tôi không có ảnh
bỏ qua | bo qua | để sau | thôi | thôi khỏi | thôi em | Không. | KHÔNG CÓ | khỏi | không có ảnh nào
không chụp được? | khong chup dc? | điện thoại tôi không chụp được ảnh? | không gửi được
không biết chụp? | ảnh không rõ? | máy không lên? | máy tôi không có camera?
"""
NO_ANSWER = """
có | dạ có | vâng | được | chờ em chụp | đợi tí | lát nữa em gửi | hình đây em | đây ạ | gửi rồi
màn hình bị vỡ | máy hỏng từ hôm qua | ok em | 2 | ảnh | Hồ Thị Lơ | 0912345678 | 👍 | https://zalo.me/x
"""


def listed(table: str) -> list[str]:
    return [each.strip() for line in table.strip().splitlines() for each in line.split("|")]


@pytest.mark.parametrize("words", listed(HAVE_NONE))
def test_who_has_none_may_say_so_in_any_words(words: str) -> None:
    reading = QUESTION.read(sent(words.removesuffix("?")))
    assert (reading.value, reading.confirm) == (NONE, words.endswith("?"))


@pytest.mark.parametrize("words", listed(NO_ANSWER))
def test_other_words_are_no_answer(words: str) -> None:
    reading = QUESTION.read(sent(words))
    assert reading.value is None or reading.confirm


def test_the_button_says_that_there_is_none() -> None:
    assert QUESTION.read(sent(kind=Kind.CHOICE, value="none")).value == NONE
    assert QUESTION.read(sent(kind=Kind.CHOICE, value="other")).value is None


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.CHOICE])
def test_whatever_else_is_sent_gets_a_word_on_what_to_do(kind: Kind) -> None:
    message = sent(kind=kind)
    assert QUESTION.read(message).value is None
    words = QUESTION.unclear(message)
    assert "anh/chị" in words.lower()
    if kind in (Kind.IMAGE, Kind.FILE, Kind.TEXT):
        assert "nhắn: không" in words


def test_who_asks_to_wait_is_waited_for() -> None:
    assert QUESTION.unclear(sent("chờ em chụp")).startswith("Dạ em chờ")
    assert QUESTION.unclear(sent("đợi tí nhé")).startswith("Dạ em chờ")
    assert QUESTION.unclear(sent("máy hỏng")).startswith("Anh/chị gửi một tấm ảnh")


def test_a_hint_of_the_flow_comes_first() -> None:
    hinted = Photo("photo", "?", hint="Anh/chị chụp cả máy giúp em.")
    assert hinted.unclear(sent("máy hỏng")) == "Anh/chị chụp cả máy giúp em."


@given(st.text(max_size=40), st.sampled_from(list(Kind)), st.text(max_size=20))
def test_the_handle_is_never_read_back(text: str, kind: Kind, media: str) -> None:
    message = sent(text, kind, media=media)
    value = QUESTION.read(message).value
    if value is not None:
        assert QUESTION.load(QUESTION.dump(value)) == value
        assert QUESTION.show(value) in ("có ảnh", "không có ảnh")
    assert len(QUESTION.unclear(message)) < 200
