"""What free sentences want."""

import re
from itertools import chain

import pytest

from bot.reading.intents import NO_INTENT, Intent, kind_of, read_intent, why
from bot.reading.word_lists import load
from tests.bot.reading.notation import cases, written

INTENTS = """
em muốn xin máy tính cho con học => request_device
xin dien thoai => request_device
cho em xin cái máy cho cháu học với => request_device
e muon dk may tinh bang cho con => request_device
nhà em nghèo con không có máy học => request_device
con toi hoc lop 3 khong co may => request_device
cháu nỏ có máy học => request_device
con em chua co dt hoc online => request_device
đăng ký nhận máy tính bảng => request_device
dang ky nhan dien thoai => request_device
nhà em nghèo muốn được cấp máy => request_device
làm sao để được cấp điện thoại => request_device
ddawng kys mays tinhs => request_device
đăng ký hỗ trợ => request_device?
dk may => request_device
đk nhận máy => request_device
em muon dk may cho con => request_device
dk nhan may roi => confirm_received
dk may chua => check_status
xin gói cước 4g => request_data_package
thôi để mai => later
thoi de mai => later
thôi để bữa sau => later
để chồng chị xem đã => later
để hỏi chồng đã => later
de hoi chong da => later
thôi để hỏi vợ đã => later
chờ bố nó về xem đã => later
thôi => cancel
thôi không làm nữa => cancel
thôi hủy đi để người khác => cancel
không đồng ý => -
em khong dong y => -
dạ thôi em không đồng ý ạ => -
tôi rút lại đồng ý => data_stop
không đồng ý nữa => data_stop
cho em xin sim học => request_data_package
xin mạng cho cháu học => request_data_package
đăng ký gói dữ liệu => request_data_package
dang ky goi cuoc => request_data_package
hồ sơ tới đâu rồi => check_status
ho so cua em den dau roi => check_status
HT-2026-000123 => check_status
trạng thái DT-2026-000001 => check_status
trang thai ho so DT 2026 000001 => check_status
xem trạng thái PA-2026-000001 => check_status
hồ sơ DH-2026-000004 của em sao rồi => check_status
khiếu nại hồ sơ DT-2026-000001 => complaint
nhà em có trong danh sách không => check_status
nha em co trong danh sach ho ngheo khong => check_status
tôi ở danh sách nào => check_status
nhà mình thuộc danh sách gì ạ => check_status
sao nhà tôi không có tên => check_status
vi sao nha em khong co ten trong danh sach => check_status
danh sách chưa đúng => complaint
danh sách sót tên nhà em => complaint
vì sao danh sách có tên nhà giàu mà không có nhà tôi => complaint
trong danh sách ghi sai tên bố cháu => data_fix
phim => collection
sách => collection
truyện thiếu nhi => collection
thư viện có phim gì => collection
thu vien xa minh co sach thieu nhi khong => collection
có phim không => collection
thư viện mở mấy giờ => access_point
trường em thiếu sách vở => teacher_need
tôi muốn ủng hộ sách => donate
phường tân định có lớp học nào không => courses
o phuong tan dinh co khoa hoc nao khong => courses
cho em hỏi ht 2026 123 sao rồi => check_status
bao giờ có máy => check_status
duyệt chưa ạ => check_status
đơn của em tới mô rồi => check_status
em đăng ký rồi khi nào nhận => check_status
tra cứu hồ sơ => check_status
em chờ lâu quá => check_status
nhận được máy rồi => confirm_received
em đã nhận điện thoại => confirm_received
da nhan duoc may => confirm_received
nhận máy rồi cảm ơn cán bộ => confirm_received
chưa nhận được máy => deny_received
chua nhan duoc may => deny_received
e chưa thấy máy đâu cả => deny_received
máy chưa về => deny_received
mô có nhận máy mô => deny_received
vẫn chưa nhận được gì => deny_received
máy hỏng rồi => report_fault
may bi hu ko len nguon => report_fault
máy tính bể màn hình => report_fault
điện thoại sạc không vô => report_fault
dt bi roi xuong nuoc vo roi => report_fault
máy được cấp bị treo máy hoài => report_fault
thôn em sóng yếu quá => report_coverage
bản không có sóng => report_coverage
song chap chon => report_coverage
mạng yếu quá không học được => report_coverage
ở đây nỏ có sóng => report_coverage
phải leo lên đồi mới có sóng => report_coverage
tôi là giáo viên trường cần 10 máy tính => teacher_need
trường em thiếu nhà vệ sinh => teacher_need
gv chủ nhiệm muốn đăng ký cho học sinh => teacher_need
điểm trường chưa có nước sạch => teacher_need
tôi muốn khiếu nại => complaint
tại sao nhà tôi không được => complaint
nha giau ma cung duoc may => complaint
cán bộ đòi tiền mới cho máy => complaint
răng nhà em nghèo mà không được => complaint
thư viện mở cửa mấy giờ => access_point
ở đâu có máy tính công cộng => access_point
cho mo co mang mien phi => access_point
gia đình học tập => learning_title
đăng ký danh hiệu công dân học tập => learning_title
tôi muốn ủng hộ 5 máy tính => donate
muon tang may cho cac em => donate
XEM => data_view
xem dữ liệu của tôi => data_view
SỬA => data_fix
em ghi sai tên con => data_fix
em muốn đổi số điện thoại => data_fix
XÓA => data_delete
xoá hết thông tin của em => data_delete
DỪNG => data_stop
đừng nhắn tin nữa => data_stop
em rút lại đồng ý => data_stop
cháu bị bố đánh => child_protection
chau no bi bo danh, cuu voi => child_protection
sdt chi 0935 111 222 => -
lam the nao de xin may cho con hoc online => request_device
bao giờ có mạng => report_coverage
co nhung bi hong => report_fault?
chưa nhận được máy mà báo đã nhận => complaint
sao nhà nó được mà nhà tui không => complaint
trường xin thêm 5 máy => teacher_need
bố nó đánh nó => child_protection
cán bộ đòi tiền => complaint
can bo doi tien => complaint
máy đuợc cấp bị lỗi => report_fault
em đả nhận đươc máy => confirm_received
thư viện mở chủ nhật không => access_point
ai xem được số cccd của tôi => data_view
đã huỷ => -
xin huỷ ạ => cancel
Nguyễn Thị Sim => -
cháu bị cha đánh => child_protection
con bé bị ép lấy chồng => child_protection
chau bi bat nat o truong => child_protection
em không muốn sống nữa => child_protection
cháu xin máy mà bị chú sàm sỡ => child_protection
giúp em với => help
hướng dẫn em => help
chương trình gì rứa => about_programme
gặp cán bộ => human
cho em gặp người thật => human
gọi lại cho tôi => human
menu => menu
huỷ => cancel
em không đăng ký nữa => cancel
quay lại => back
làm lại => again
để sau => later
mai em làm => later
em đang bận => later
xin chào => greet
chào em => greet
alo => greet
hi => greet
em ơi => greet
cảm ơn em => thanks
cam on nhe => thanks
tks => thanks
em muốn vay tiền => out_of_scope
thời tiết hôm nay => out_of_scope
xin máy giặt => out_of_scope
làm giấy khai sinh => out_of_scope
Hồ Thị A Lơ => -
0912345678 => -
thôn 1 => -
có => -
😀 => -
 => -
"""


@pytest.mark.parametrize(("text", "expected"), cases(INTENTS))
def test_a_sentence_is_understood(text: str, expected: str) -> None:
    assert written(read_intent(text)) == expected


def test_a_child_in_danger_comes_before_everything_else() -> None:
    assert load("intents")["rules"][0]["intent"] == Intent.CHILD_PROTECTION


def test_every_rule_names_groups_and_an_intent_that_exist() -> None:
    listed = load("intents")
    for rule in listed["rules"]:
        assert rule["intent"] == NO_INTENT or Intent(rule["intent"])
        assert {*rule["with"], *rule.get("without", ())} <= set(listed["groups"])


def test_every_group_is_used_by_a_rule() -> None:
    listed = load("intents")
    used = {
        group for rule in listed["rules"] for group in [*rule["with"], *rule.get("without", ())]
    }
    phrases = chain.from_iterable(listed["groups"].values())
    used |= {group for phrase in phrases for group in re.findall(r"<(\w+)>", phrase)}
    assert used == set(listed["groups"])


def test_every_known_sentence_stands_under_an_intent_that_exists() -> None:
    assert {label for label in load("sentences")["intents"] if label != NO_INTENT} <= set(Intent)


def test_a_steering_word_is_none_of_the_twenty_kinds() -> None:
    kinds = {kind_of(intent) for intent in Intent}
    assert len(kinds - {None}) == 20
    assert kind_of(Intent.BACK) is None


def test_every_intent_can_be_reached() -> None:
    reachable = {rule["intent"] for rule in load("intents")["rules"]} - {NO_INTENT}
    assert reachable | set(load("control_words")["words"]) == {intent.value for intent in Intent}


def test_an_officer_can_see_which_rule_and_which_words_made_a_reading() -> None:
    reasons = why("máy hỏng rồi, bật không lên")
    assert "broken" in reasons.groups
    assert {"hong", "len"} <= set(reasons.words)


def test_an_officer_can_see_the_words_where_no_rule_fits() -> None:
    reasons = why("chị bên hội phụ nữ nói nhắn vô đây để kiếm đồ cho thằng nhỏ theo bạn theo bè")
    assert not reasons.groups
    assert reasons.words


@pytest.mark.parametrize(
    "text", ["", "😀", "Hồ Thị A Lơ", "huỷ", "mai em làm", "chưa nhận được máy"]
)
def test_there_are_reasons_to_ask_for_whatever_was_typed(text: str) -> None:
    assert why(text) == why(text)


@pytest.mark.parametrize(
    "text",
    ["cháu tên là Giàng Thị Súa", "con tôi tên Hồ Văn Tí", "mẹ nó tên Lò Thị Mai", "em tên Vừ Dế"],
)
def test_a_name_in_a_sentence_is_an_answer(text: str) -> None:
    assert read_intent(text).value is None


@pytest.mark.parametrize(
    "text",
    [
        "ba uống rượu vô là lôi má con con ra đánh",
        "nó mới mười ba tuổi mà nhà người ta đã đem rượu tới hỏi cưới",
        "bé gái 9 tuổi phải đi bán vé số tới khuya",
        "thay giao the duc hay om cac ban gai",
        "ông hàng xóm cho con tui coi phim bậy",
        "em thấy mệt mỏi quá, chỉ muốn biến mất khỏi đời này",
        "bảo vệ trường rờ mó mấy bé lớp một",
    ],
)
def test_danger_to_a_child_is_heard_in_roundabout_words(text: str) -> None:
    assert read_intent(text).value is Intent.CHILD_PROTECTION
