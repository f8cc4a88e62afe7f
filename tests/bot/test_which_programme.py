"""Which programme a wish is for: sure where a thing is named, asked where it may be another, and
nothing where no thing is asked for. The wordings are ours; none stands in a programme's file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.programmes.service import CATALOGUE, read_programme
from bot.flows.offered import offer_of
from bot.reading.no_need import says_no_need
from bot.reading.offers import Offer, asks_for, meant
from tests.bot.reading.notation import cases, listed

PHONE = offer_of(read_programme(CATALOGUE / "dien-thoai-thong-minh.toml"))
SONG = offer_of(read_programme(CATALOGUE / "song-va-may-tinh.toml"))
WARM = Offer(
    "warm",
    ("xin chăn ấm", "xin áo ấm cho con", "đăng ký áo ấm", "Xin chăn ấm, áo ấm cho con"),
    ("chăn ấm", "áo ấm"),
)
CALLED = {PHONE.code: "phone", SONG.code: "song", "warm": "warm"}

NAMED = """
xin máy => song
xin may => song
xin cái máy cho con => song
cho em xin cái máy tính => song
tui muốn xin máy tính cho con học => song
xin mtb cho cháu => song
xin laptop cho con học đại học => song
con tôi cần máy học trực tuyến => song
nhà nghèo quá con không có máy học => song
đăng ký máy tính bảng cho con => song
dang ky may cho chau noi => song
em xin đăng ký nhận máy cho bé lớp 2 => song
xin máy vi tính cho học sinh => song
cô ơi cho con em một cái máy tính với => song
làm ơn cho con tui cái máy học => song
tôi xin hỗ trợ máy cho 2 cháu => song
muốn đk máy cho con trai => song
can may tinh cho con hoc online => song
xin máy tính xách tay cho con gái => song
bé nhà em chưa có máy => song
xin điện thoại => phone
xin dien thoai => phone
xin đt => phone
xin cái đt => phone
xin điện thoại thông minh => phone
xin cái điện thoại cho nhà => phone
xin dien thoai cho gia dinh => phone
cho tui xin cái điện thoại => phone
nhà em xin điện thoại => phone
hộ em xin điện thoại => phone
tôi muốn nhận điện thoại => phone
đăng ký điện thoại => phone
dk dien thoai ho ngheo => phone
xin smartphone => phone
xin cái smartphone cho mẹ => phone
mẹ tôi già xin cái điện thoại => phone
xin điện thoại cho ông bà => phone
nhà chưa có điện thoại nào => phone
hộ nghèo chưa có điện thoại xin hỗ trợ => phone
gia đình chính sách xin điện thoại => phone
thương binh xin điện thoại => phone
xin máy điện thoại => phone
xin may dien thoai cho nha => phone
xin cái dế => phone
xin di động => phone
xin điện thoại cảm ứng => phone
cần cái điện thoại để gọi cho con => phone
xin điện thoại di động cho hộ nghèo => phone
mạ tui muốn xin điện thoại => phone
bà con nghèo xin điện thoại => phone
xin tiền hỗ trợ mua điện thoại => phone
nhà em mua điện thoại rồi xin tiền hỗ trợ => phone
xin chăn ấm => warm
xin chan am => warm
xin áo ấm => warm
xin ao am cho con => warm
cho em xin cái áo ấm cho cháu => warm
đăng ký áo ấm cho học sinh bán trú => warm
con tôi cần chăn ấm => warm
xin cho cháu cái chăn ấm mùa đông => warm
mùa rét rồi xin áo ấm cho con => warm
nhà em xin chăn ấm cho bé => warm
"""

TO_BE_ASKED = """
xin điện thoại cho con học => phone song
xin dien thoai cho con hoc online => phone song
xin đt cho cháu học bài => phone song
xin cho học sinh cái điện thoại => phone song
xin máy cho gia đình => phone song
xin cái máy cho nhà => phone song
xin máy cho bố mẹ tôi => phone song
xin máy hay điện thoại cũng được => phone song
xin điện thoại hoặc máy tính => phone song
xin máy tính với điện thoại => phone song
xin hỗ trợ => phone song warm
em muốn đăng ký => phone song warm
nhà em khó khăn quá => phone song warm
xin giúp đỡ => phone song warm
đăng ký => phone song warm
hộ nghèo xin hỗ trợ => phone song warm
xin cái gì cũng được => phone song warm
chương trình hỗ trợ => phone song warm
"""

# Sentences with the names of things that ask for none of them.
NOTHING = """
cho xin số điện thoại
xin sđt cán bộ
cho xin số đt của chị phụ trách
số điện thoại xã là gì
điện thoại của tôi là 0912345678
đổi số điện thoại
điện thoại nhà tôi bị hỏng
máy con tôi bật không lên
máy chập chờn
áo ấm đẹp quá
tặng chăn ấm cho trường
mai em làm tiếp
tôi tên Nguyễn Văn Máy
thôn 1
cảm ơn em
trạng thái
bao giờ có máy
máy có mất tiền không
ai được nhận điện thoại
gọi điện thoại cho tôi
nhắn qua điện thoại
đã nhận máy
đã nhận điện thoại
chưa nhận được máy
bị mất điện thoại
sửa điện thoại
trường tôi ở xa
đúng rồi
"""

NEEDS_NOTHING = """
nhà em không cần điện thoại | không cần đâu em | nhà tui nỏ cần mô | nha em khong can dien thoai
có điện thoại rồi không xin nữa | nhà có rồi, không xin | con mua cho rồi khỏi xin
thôi nhường cho nhà khác khó hơn | nhường cho hộ khác nghèo hơn | nhà em không có nhu cầu
nha toi khong co nhu cau | chưa có nhu cầu | hết nhu cầu rồi | nhà tôi đủ xài rồi
không xin nữa | khỏi xin | hổng cần đâu | nhà em có đủ dùng rồi | tôi không biết xài điện thoại
chả cần | chẳng cần điện thoại | không cần điện thoại nữa | nhà tui không xin điện thoại
để dành cho hộ khác nghèo hơn | de danh cho ho khac ngheo hon | dành cho nhà khác đi em
thôi để dành cho người khó hơn | để dành cho bà con nghèo | dành cho nhà nào khổ hơn
có máy rồi không cần nữa | sắm rồi, thôi không lấy nữa | nhường cho người khác
"""

NEEDS_SOMETHING = """
chương trình này dành cho hộ nghèo hả em | máy dành cho nhà nghèo | có dành cho hộ cận nghèo không
không cần giấy tờ gì à | có cần căn cước không | nhà tui không có điện thoại | chưa có máy
không cần máy tính chỉ cần điện thoại | điện thoại hỏng rồi | không cần trả lại máy phải không
nhà có điện thoại rồi có được xin nữa không | con chưa có máy học | cần điện thoại | xin điện thoại
có cần không? | đã có máy rồi có được không | nhà em cần lắm | không có tiền | không biết
không nhận được máy | chưa nhận được điện thoại | máy cũ hỏng rồi cần máy mới
có điện thoại nhưng hỏng, xin cái mới | không có máy thì con học sao | không gặp được cán bộ
"""


def codes(said: str) -> set[str]:
    return set(said.split())


@pytest.mark.parametrize(("text", "called"), cases(NAMED))
def test_a_thing_that_is_named_is_the_programme(text: str, called: str) -> None:
    assert CALLED.get(meant((PHONE, SONG, WARM), text).code or "") == called


@pytest.mark.parametrize(("text", "among"), cases(TO_BE_ASKED))
def test_what_may_be_another_is_asked(text: str, among: str) -> None:
    found = meant((PHONE, SONG, WARM), text)
    assert found.code is None
    asked = {CALLED[code] for code in found.among} or set(CALLED.values())
    assert codes(among) - {"warm"} <= asked


@pytest.mark.parametrize("text", listed(NOTHING))
def test_what_asks_for_nothing_begins_no_request(text: str) -> None:
    assert asks_for((PHONE, SONG, WARM), text).value is None


@pytest.mark.parametrize("text", listed(NEEDS_NOTHING))
def test_who_needs_nothing_is_heard(text: str) -> None:
    assert says_no_need(text)


@pytest.mark.parametrize("text", listed(NEEDS_SOMETHING))
def test_who_asks_or_needs_is_not_taken_for_content(text: str) -> None:
    assert not says_no_need(text)


def test_with_one_programme_a_named_thing_of_it_is_enough() -> None:
    assert meant((SONG,), "xin máy").code == SONG.code


@pytest.mark.parametrize("offer", [PHONE, SONG, WARM], ids=lambda offer: offer.code)
def test_every_example_of_a_file_means_its_own_programme(offer: Offer) -> None:
    found = {each: meant((PHONE, SONG, WARM), each).code for each in offer.examples}
    assert set(found.values()) == {offer.code}, found


@given(st.text(max_size=60))
def test_any_text_means_one_offer_or_some_of_them(text: str) -> None:
    found = meant((PHONE, SONG, WARM), text)
    assert found.code is None or found.code in CALLED
    assert set(found.among) <= set(CALLED)
    assert not (found.code and found.among)
    says_no_need(text)
