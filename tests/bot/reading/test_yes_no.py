"""Yes, no, and consent, as people type them."""

import pytest

from bot.reading.yes_no import read_consent, read_yes_no
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
