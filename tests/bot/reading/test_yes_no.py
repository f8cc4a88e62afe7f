"""Yes, no, and consent, as people type them."""

import pytest

from backend.vietnamese import fold
from bot.reading.yes_no import read_answer, read_consent, read_yes_no
from tests.bot.reading.notation import cases, listed, written

YES = """
có | co | CÓ | Có ạ | dạ có | da co | cos | co1 | có rồi | co roi | rồi | roi ạ | rooif | ro62i
có chứ | có chớ | có chơ | đúng | dung | ddungs | d9u1ng | đúng rồi | dung roi | đúng rứa
dung rua | đúng vậy em | đúng òi | đúng rùi | phải | phải rồi | chuẩn | chính xác | ưng
ưng cái bụng | ừ | u được | uh | uk | ukm | ờ | vâng | vang a | vaang | dạ | da | dạ vâng | dạ dạ
daj | ok | okk | okkkkk | oke | okie em | ô kê | được | đc | dc | duoc | được chứ | đồng ý
dong y | nhất trí | 👍 | 👌 | 👍👍 | có chứ sao không | co chu sao khong | sao lại không | sao không
tại sao không | không sai | chứ sao | răng lại không | nhà em có rồi | con em có rồi ạ
dạ đúng rồi em ơi | dạ vâng đúng rồi ạ | có, nhà em có | cũng được | yes | có điện thoại cũ của bố
được luôn em
"""

NO = """
không | khong | KHÔNG | ko | k | kg | kh | hk | hok | hong | hông | hổng | hem | khum | hơm | 0
khoong | kho6ng | không ạ | dạ không | da khong a | dạ ko | chưa | chua | chuwa | chu7a
dạ chưa ạ | chưa có | chưa đâu | nỏ | no | nỏ có | nỏ có mô | nỏ phải mô | mô có | có mô | co mo
làm chi có | lam chi co | không có | ko có | k co | không phải | ko phải | không đúng | chưa đúng
sai | sai rồi | nhầm rồi | không đồng ý | khong dong y | ko dong y | không được | ko đc | thôi
thôi khỏi | khỏi | khỏi cần | đâu có | có đâu | làm gì có | lấy đâu ra | con em chưa có máy
nhà em không có ạ | hổng có | chả có | chẳng có | từ chối | đừng | 👎 | ❌ | không không | khôngggg
không có mô | chưa có mô | có gì đâu | dạ thưa không
"""

NEITHER = """
dạ? | có? | có không? | dạ sao | gì | hả | sao ạ | không biết | ko biết | kb | không rõ
không nhớ | chưa hiểu | để hỏi lại | khoan | đợi tí | dừng | mai | chịu | có máy không
có được không | co duoc ko | đúng không | phải không | em muốn hỏi máy có được không
máy hỏng rồi có sửa được không | Hồ Thị A Lơ | Huy | 0912345678 | thôn 1 | 15/3/2012 | 😀 | ...
hong thuy | Hong Thuy a | xa hong thuy | hong quang | hong thuong
là sao | không hiểu | tùy | sao cũng được | có hay không | xin chào | không có gì | không có chi
"""

DOUBTFUL = """
chắc có => True?
hình như có => True?
có lẽ không => False?
có mà hỏng rồi => True?
có nhưng cũ => True?
hồi trước có => True?
chắc chưa => False?
hôm qua có => True?
"""

AGREED = """
dạ đồng ý lun|đồng ý luôn nha|dong y lun|ừ đồng ý chớ răng không
đồng ý chứ sao không|dong y chu rang khong|đồng ý liền
đồng ý | tôi đồng ý | dong y | TOI DONG Y | có, tôi đồng ý | dạ em đồng ý ạ | đồng ý nhé
ddoongf ys | d9o62ng y1 | vâng tôi đồng ý | gia đình tôi nhất trí | co toi dong y | ok đồng ý
"""
POLITE = """
dạ | ok | ừ | vâng | dạ vâng | uh | okie | 👍 | có | co | được | đúng rồi | ưng | rồi | vâng ạ
dạ được ạ | cũng được | đồng ý nhưng mà đừng gọi | chắc đồng ý | đồng ý xem thử đã
"""

TURNED = """
có ai cho mô => False
co may dau ma hoc => False
có nhận được cái gì đâu => False
dại gì đồng ý => False?
có gì mà không đồng ý => True?
chẳng lẽ lại không có => True?
không phải là không có => True?
không phải, chưa có => False
dạ không, à nhầm, có => True?
à không có => False?
da thua co chua a => False
co oi khong co => False
bán mất tiêu rồi => False?
nhận đủ hết rồi => True
hết rồi => False
xác nhận là chưa nhận => False
còn khuya mới đồng ý => False
hong van co roi => True?
hong bac oi => False
"""

UNDECIDED = """
dạ không biết ạ | ừm để coi | de hoi chong em da | mai em báo lại nha | đợi chồng về rồi tính
tính sao cũng được | nhớ không ra | có trời mới biết | dạ để em đọc kỹ đã | mệ có biết mô mà trả lời
"""


@pytest.mark.parametrize(("text", "expected"), cases(TURNED))
def test_words_that_turn_an_answer_do_so(text: str, expected: str) -> None:
    assert written(read_yes_no(text)) == expected


@pytest.mark.parametrize("text", listed(UNDECIDED))
def test_who_cannot_tell_is_asked_again_however_politely_it_is_said(text: str) -> None:
    assert written(read_answer(text)) == "unsure?"


@pytest.mark.parametrize(
    "text", ["có ai cho mô", "còn khuya mới đồng ý", "không hẳn là đồng ý", "dại gì đồng ý"]
)
def test_a_no_in_the_words_of_a_yes_is_never_consent(text: str) -> None:
    assert read_consent(text).value is not True


ANSWERS = {
    True: ("có", "đúng rồi", "đồng ý", "nhận rồi", "có một cái điện thoại cũ"),
    False: ("chưa", "không có", "sai rồi", "chưa nhận", "nỏ có", "làm gì có"),
}
BEFORE = ("", "dạ thưa cô ", "ừ thì ", "trời ơi ", "cô ơi ", "báo cô là ", "nhà em thì ")
BEHIND = ("", " cô nha", " hihi", ", con em học lớp 3", " nhà em nghèo lắm", " từ năm ngoái")


@pytest.mark.parametrize("is_yes", ANSWERS)
@pytest.mark.parametrize("before", BEFORE)
@pytest.mark.parametrize("behind", BEHIND)
def test_what_is_said_around_an_answer_does_not_change_it(
    *, is_yes: bool, before: str, behind: str
) -> None:
    for answer in ANSWERS[is_yes]:
        said = f"{before}{answer}{behind}"
        assert read_yes_no(said).value is is_yes, said
        assert read_yes_no(fold(said)).value is is_yes, said


@pytest.mark.parametrize("text", listed(YES))
def test_a_yes_is_read_however_it_is_typed(text: str) -> None:
    assert written(read_yes_no(text)) == "True"


@pytest.mark.parametrize("text", listed(NO))
def test_a_no_is_read_however_it_is_typed(text: str) -> None:
    assert written(read_yes_no(text)) == "False"


@pytest.mark.parametrize("text", listed(NEITHER))
def test_what_answers_nothing_is_neither_yes_nor_no(text: str) -> None:
    assert written(read_yes_no(text)) == "-"


@pytest.mark.parametrize(("text", "expected"), cases(DOUBTFUL))
def test_a_guarded_answer_is_asked_again(text: str, expected: str) -> None:
    assert written(read_yes_no(text)) == expected


@pytest.mark.parametrize("text", listed(AGREED))
def test_a_clear_agreement_is_consent(text: str) -> None:
    assert written(read_consent(text)) == "True"


@pytest.mark.parametrize("text", listed(POLITE))
def test_politeness_alone_is_not_consent_but_is_asked_once_more(text: str) -> None:
    assert written(read_consent(text)) in ("True?", "-")
    assert not read_consent(text).certain


@pytest.mark.parametrize(
    "text", ["không", "không đồng ý", "khong dong y", "ko", "tôi không đồng ý", "từ chối"]
)
def test_a_refusal_of_consent_needs_no_second_question(text: str) -> None:
    assert written(read_consent(text)) == "False"


@pytest.mark.parametrize(
    "text", ["đồng ý là gì", "đồng ý?", "dạ?", "không hiểu", "đồng ý được không"]
)
def test_a_question_about_consent_is_no_consent(text: str) -> None:
    assert read_consent(text).value is None
