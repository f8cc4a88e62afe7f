"""Short words that were once taken for something that does harm."""

import pytest

from backend.contacts.commands import WithdrawConsent
from backend.tickets.commands import SubmitTicket
from bot.flows.money import tells_of_money
from tests.bot.talk import TO_PHONE, Say, say, stage
from tests.stage import Stage
from tests.transcript import Step

__all__ = ["say", "stage"]  # fixtures

TO_REVIEW = (*TO_PHONE, "0912345678")
PHONE = "0234 3878 123"
APPEAL = "Vì sao anh/chị thấy kết quả chưa đúng"


@pytest.fixture
def refused(say: Say, stage: Stage) -> Say:
    """The same, for somebody whose request was just refused."""
    say(*TO_REVIEW, "gửi đi")
    with stage.lit():
        stage.play(Step(0, "Cán bộ", "từ chối Hộ không có trong danh sách."))
    return say


@pytest.mark.parametrize(
    "words",
    ["không đồng ý", "chưa đúng", "không đúng", "tôi không chịu", "oan quá", "ko dong y", "vô lý",
     "tôi không đồng ý đâu", "không phục", "bất công quá", "xét sai rồi"],
)  # fmt: skip
def test_who_disagrees_with_a_refusal_may_appeal(refused: Say, words: str) -> None:
    assert APPEAL in refused(words).text


@pytest.mark.parametrize("words", ["tại sao", "vì sao", "sao rứa", "ly do la gi", "không", "chưa"])
def test_who_asks_why_hears_the_reason_and_the_way_to_appeal(refused: Say, words: str) -> None:
    answer = refused(words).text
    assert "Hộ không có trong danh sách." in answer
    assert "khiếu nại" in answer


@pytest.mark.parametrize("words", ["không đồng ý", "tại sao", "oan quá"])
def test_the_same_words_below_the_menu(refused: Say, words: str) -> None:
    refused("menu")
    assert APPEAL in (answer := refused(words).text) or "Hộ không có" in answer


@pytest.mark.parametrize("words", ["không đồng ý", "tôi không đồng ý đâu", "tôi đồng ý"])
def test_nothing_is_stopped_on_a_guess(say: Say, stage: Stage, words: str) -> None:
    say(*TO_REVIEW, "gửi đi", words, "đúng")
    assert not any(isinstance(command, WithdrawConsent) for command in stage.commands)


def test_a_plain_stop_still_stops(refused: Say, stage: Stage) -> None:
    refused("DỪNG", "dừng nhắn tin")
    assert isinstance(stage.commands[-1], WithdrawConsent)


@pytest.mark.parametrize("words", ["thôi không xin nữa", "thôi", "bỏ", "bỏ đi", "huỷ"])
def test_giving_up_below_the_review_sends_nothing(say: Say, words: str) -> None:
    assert say(*TO_REVIEW, words).text.startswith("Em đã huỷ")


@pytest.mark.parametrize("words", ["sai rồi", "không đúng", "chưa đúng"])
def test_a_mistake_below_the_review_is_mended(say: Say, words: str) -> None:
    assert "sửa phần nào" in say(*TO_REVIEW, words).text


@pytest.mark.parametrize("words", ["đúng", "dạ", "không", "đúng rồi ạ", "chào em"])
def test_no_ticket_says_only_yes(say: Say, stage: Stage, words: str) -> None:
    answer = say(*TO_REVIEW, "gửi đi", "XÓA", words)
    assert "xoá hồ sơ nào" in answer.text
    assert not any(isinstance(command, SubmitTicket) for command in stage.commands)


def test_what_was_to_be_deleted_need_not_be_said_twice(say: Say, stage: Stage) -> None:
    offer = say(*TO_REVIEW, "gửi đi", "xóa hết thông tin của tôi")
    assert "«xóa hết thông tin của tôi»" in offer.text
    say("đúng")
    ticket = stage.commands[-1]
    assert isinstance(ticket, SubmitTicket)
    assert [answer.value for answer in ticket.answers] == ["xóa hết thông tin của tôi"]


TAKEN = """tôi bị lừa; toi bi lua; đòi tiền cọc; doi tien coc; thu tiền; có người đòi tiền cọc 200 nghìn
trưởng thôn đòi 500 nghìn; họ bắt đóng 500k; có ông kia kêu tôi chuyển khoản 300k trước; lừa đảo
cán bộ thu tiền của tôi; yêu cầu đóng phí; thằng đó đòi tôi tiền; nó bảo em đóng phí làm hồ sơ"""
FREE = """xin máy có mất tiền không; có thu tiền không em; mất bao nhiêu tiền; thu nhập thấp; đổi máy
tôi muốn ủng hộ tiền; không ai thu tiền; có lừa đảo không; Hồ Văn Thu; nhà hết tiền điện thoại
nhận máy có phải đóng phí gì không; thu hồi máy; đồng ý; 0912345678; hết tiền rồi"""


def listed(text: str) -> list[str]:
    return [words.strip() for line in text.splitlines() for words in line.split(";")]


@pytest.mark.parametrize("words", listed(TAKEN))
def test_who_tells_of_money_is_warned_before_any_question(words: str) -> None:
    assert tells_of_money(words)


@pytest.mark.parametrize("words", listed(FREE))
def test_nobody_else_is(words: str) -> None:
    assert not tells_of_money(words)


@pytest.mark.parametrize("words", ["tôi bị lừa", "có người đòi tiền cọc", "thu tiền"])
@pytest.mark.parametrize("before", [(), ("xin máy", "đồng ý"), TO_PHONE[:5], ("menu",)])
def test_the_warning_leads_to_a_complaint(say: Say, before: tuple[str, ...], words: str) -> None:
    answer = say(*before, words).text
    assert answer.startswith("Xin máy không mất tiền, không ai được thu tiền.")
    assert PHONE in answer
    assert "Phản ánh" in answer or "phản ánh việc gì" in answer or "kể rõ giúp em" in answer


@pytest.mark.parametrize(
    "words", ["số điện thoại ủy ban", "cho xin số cán bộ", "gọi cho tôi", "cho gặp người"]
)
@pytest.mark.parametrize("before", [(), ("xin máy",), TO_PHONE[:6]])
def test_the_phone_of_the_office_is_told_at_once(
    say: Say, before: tuple[str, ...], words: str
) -> None:
    assert say(*before, words).text.startswith(f"Anh/chị gọi {PHONE}")


@pytest.mark.parametrize("words", ["đồng ý", "thôi được đồng ý", "tôi đồng ý", "dong y"])
def test_who_agrees_after_all_is_told_how_to_begin(say: Say, words: str) -> None:
    assert "nhắn: xin máy" in say("xin máy", "không", words).text
