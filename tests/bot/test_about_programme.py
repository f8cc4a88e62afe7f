"""Questions about a programme: which one it is, what is none, and what one is told."""

from collections.abc import Iterator

import pytest

from backend.contacts.service import Origin
from backend.db import Database
from backend.office import Office, Operator
from backend.programmes.answers import answer, official
from backend.programmes.schema import Question
from backend.programmes.service import CATALOGUE, read_programme
from bot.conversation import Next
from bot.flows import flow_for
from bot.flows.original import without_original
from bot.flows.topics import likely
from bot.reading.intents import Intent, kind_of, read_intent
from tests.bot.meeting import met
from tests.bot.reading.notation import cases, listed
from tests.bot.reading.typing_habits import HABITS
from tests.factories import World, make_contact, make_request

PROGRAMME = read_programme(CATALOGUE / "song-va-may-tinh.toml")
KNOWN = PROGRAMME.questions

# None of these stands in the programme's file.
WAYS_TO_ASK = """
ai thì được cấp máy vậy em => who
cho hỏi những hộ nào được nhận => who
nhà cận nghèo như tui có được không => who
ho can ngheo thi co duoc nhan may khong => who
học sinh lớp 3 có được nhận máy không => who
điều kiện được nhận máy là sao => who
cháu mồ côi mẹ có được nhận máy không em => who
đối tượng nào được hưởng chương trình này => who
nhà em mới thoát nghèo có được nhận không => who
nhận máy có mất đồng nào không => cost
may nay co phai tra tien khong => cost
đăng ký có tốn tiền không hả em => cost
cho máy rồi có bắt đóng tiền không => cost
máy này miễn phí hay phải trả tiền => cost
xin máy có mất phí gì không => cost
cần những giấy tờ gì vậy em => papers
can giay to gi vay => papers
có phải nộp căn cước không => papers
phải mang theo giấy tờ chi => papers
làm hồ sơ cần chuẩn bị giấy gì => papers
có cần sổ hộ nghèo không => papers
bao giờ mới có máy hả em => when
khi nào thì phát máy => when
chừng mô mới có máy => when
mấy ngày thì có kết quả => when
xét duyệt mất bao lâu => when
bao lau thi duoc nhan may => when
đi nhận máy ở chỗ nào => where
nhan may o xa hay o truong => where
lấy máy ở đâu vậy => where
gói cước được mấy gb một tháng => package
goi mang duoc may gb => package
sim học sinh được mấy tháng => package
gói cước có phải trả tiền không => package
được bao nhiêu gb vậy => package
hết 3 tháng có bị trừ tiền không em => package_ends
het goi co tu tru tien khong => package_ends
hết gói thì tính tiền sao => package_ends
chương trình này của nhà nước hay của ai => about
chuong trinh nay la gi vay => about
chương trình sóng và máy tính cho em là sao => about
chương trình này có thật không hay lừa => about
trang học nào miễn phí vậy em => platforms
co app nao hoc mien phi khong => platforms
cho xin link trang học online không mất tiền => platforms
có phần mềm nào cho con học miễn phí không => platforms
nhà ba đứa con thì được mấy cái máy => share
moi nha duoc may may => share
một nhà được bao nhiêu máy => share
máy là máy gì vậy, máy tính hay điện thoại => device
được phát máy tính bảng hay laptop => device
có phải máy mới không => device
học xong có phải trả lại máy không => keep
may cho luon hay cho muon => keep
máy nhận rồi đem bán được không => keep
nhà có một cái máy rồi thì có được xin không => has_device
máy hư rồi có xin được máy mới không => has_device
hồ sơ ai duyệt vậy => decides
ai là người quyết định => decides
văn bản gốc đâu => document
theo văn bản số mấy => document
cho xem nguyên văn kế hoạch => document
cho tui hỏi nhà nào thì được phát máy vậy => who
con em học mẫu giáo có được máy không => who
nhà tui không nghèo mà khó khăn có được không => who
tieu chuan the nao moi duoc may => who
hộ cận nghèo năm nay có được hỗ trợ không cán bộ => who
bố cháu mất vì covid thì có được nhận không => who
nhận máy thì có tốn kém gì không => cost
mays cos maats tieenf khoong => cost
máy cho không hay phải mua lại vậy => cost
có phải bỏ tiền ra không em => cost
em cần chuẩn bị những gì => papers
có phải lên xã nộp giấy tờ không => papers
có cần photo căn cước không em => papers
giấy tờ cần những chi rứa => papers
đến bao giờ thì con em có máy => when
nộp đơn rồi mấy bữa thì có kết quả => when
bao lâu nữa thì phát => when
mai mốt lấy máy ở đâu em => where
máy phát ở trường hay trên ủy ban => where
em phải đi đâu để lấy máy => where
sim có bao nhiêu gb một ngày vậy => package
được cho mạng mấy tháng => package
gói 4g miễn phí được bao lâu => package
hết ba tháng thì có phải trả tiền mạng không => package_ends
hết data rồi nó có trừ tiền điện thoại không => package_ends
chương trình ni là răng => about
cái sóng với máy tính này là của nhà nước hả => about
có phải lừa đảo không vậy => about
cho hỏi học bài trên trang nào thì miễn phí => platforms
con em ôn thi thì vào trang web nào => platforms
có mấy trang học không mất tiền => platforms
hai đứa con có được hai cái máy không => share
mỗi hộ chỉ được một máy hả => share
máy đó của hãng nào => device
cho máy tính bàn hay máy tính bảng => device
máy này sau có phải trả lại nhà trường không => keep
cho hẳn con em luôn hay chỉ mượn => keep
có điện thoại cũ rồi có xin máy được nữa không => has_device
ai là người duyệt máy => decides
quy định này ở văn bản nào => document
xin được đọc văn bản gốc => document
làm sao để đăng ký cho con => how
không biết gõ chữ thì đăng ký kiểu gì => how
"""

# Asked for by itself, each begins a flow, answers something, or is nothing; never this one.
ANYTHING_ELSE = """
xin máy cho con em học
em muốn đăng ký máy tính bảng
cho em xin hai cái máy được không
trạng thái
hồ sơ của em tới đâu rồi
HT-2026-000123
hồ sơ duyệt chưa ạ
đã nhận máy rồi
chưa nhận được máy
máy hỏng rồi
máy bị rơi vỡ màn hình, sửa có mất tiền không
thôn em mất sóng
sóng yếu không học được
sao nhà kia giàu mà được máy
cán bộ đòi tiền mới cho máy
tôi muốn khiếu nại
tôi muốn tặng 5 cái máy
gần đây có chỗ nào có máy tính công cộng
thư viện mở cửa mấy giờ
ai được xem thông tin của tôi
xoá hết thông tin của em
tôi là giáo viên, lớp thiếu 10 máy
gia đình học tập đăng ký thế nào
cháu bị bố đánh
cho em gặp cán bộ
xin gói cước cho cháu
hết data rồi
xin chào
cảm ơn em
menu
quay lại
huỷ
Hồ Văn Tí
Nguyễn Thị Ai
thôn 1
2014
5A
0912345678
con tôi
chưa có máy
hộ cận nghèo
hộ nghèo
trường tiểu học Hồng Thủy
đồng ý
không
vay vốn ngân hàng thế nào
làm giấy khai sinh cần giấy tờ gì
"""


def kind_of_question(text: str) -> str:
    """The one question that a message plainly asks; all that it may ask where it is not plain."""
    return " ".join(likely(KNOWN, text))


@pytest.mark.parametrize(("text", "key"), cases(WAYS_TO_ASK))
def test_a_question_is_found_by_its_words(text: str, key: str) -> None:
    """At once, or among the few that are offered."""
    assert key in likely(KNOWN, text)


def test_most_questions_are_found_at_once() -> None:
    asked = cases(WAYS_TO_ASK)
    unclear = [(text, key) for text, key in asked if kind_of_question(text) != key]
    assert len(unclear) <= len(asked) / 8, unclear


@pytest.mark.parametrize("habit", HABITS)
def test_most_questions_are_found_however_they_are_typed(habit: str) -> None:
    asked = cases(WAYS_TO_ASK)
    lost = [(text, key) for text, key in asked if key not in likely(KNOWN, HABITS[habit](text))]
    assert len(lost) <= len(asked) / 8, lost


@pytest.mark.parametrize("question", KNOWN, ids=lambda question: question.key)
def test_every_example_leads_to_its_own_question(question: Question) -> None:
    asked = (question.title, *question.examples)
    assert [each for each in asked if kind_of_question(each) != question.key] == []


ASKS = (Intent.ABOUT_PROGRAMME, Intent.ABOUT_DEVICE, Intent.ABOUT_PACKAGE)


def test_most_questions_are_served_in_the_middle_of_a_form() -> None:
    """Only a sure wish is. What asks when and where has the status to tell it."""
    asked = cases(WAYS_TO_ASK)
    missed = [t for t, _key in asked if _sure_flow(t) not in ("about_programme", "check_status")]
    assert len(missed) <= len(asked) / 3, missed


def _sure_flow(text: str) -> str | None:
    wish = read_intent(text)
    return flow_for(wish.value) if wish.certain else None


@pytest.mark.parametrize("text", listed(ANYTHING_ELSE))
def test_anything_else_is_no_question_about_the_programme(text: str) -> None:
    assert read_intent(text).value not in ASKS


@pytest.mark.parametrize("intent", ASKS)
def test_the_finer_intents_are_shown_as_one_of_the_twenty_kinds(intent: Intent) -> None:
    assert kind_of(intent) in {"help", "request_device", "request_data_package"}
    assert flow_for(intent) == "about_programme"


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("văn bản gốc", ""),
        ("van ban goc goi cuoc", "goi cuoc"),
        ("cho xem nguyên văn", "cho xem"),
        ("lời văn gốc máy có mất tiền không", "máy có mất tiền không"),
        ("văn bản số mấy", None),
        ("gói cước mấy gb", None),
        ("", None),
    ],
)
def test_asking_for_the_official_wording_is_told_from_asking(text: str, rest: str | None) -> None:
    assert without_original(text) == rest


# Two programmes run where this person lives: which one is asked first, where nothing tells it.
OF_DEVICES = "Xin máy học cho con"


@pytest.fixture
def office(database: Database, world: World) -> Iterator[Office]:
    """Of somebody who has not consented and asked for nothing yet."""
    with database.transaction() as session:
        contact_id = make_contact(session, consents=False)
        yield Office(session, contact_id, Operator("UBND xã"), Origin("telegram", "1"))


@pytest.mark.parametrize(("text", "key"), [("ai được nhận máy", "who"), ("gói mấy gb", "package")])
def test_a_plain_question_is_answered_at_once_and_without_consent(
    office: Office, text: str, key: str
) -> None:
    question = PROGRAMME.question(key)
    assert question
    assert met("about_programme", office, text) == (answer(PROGRAMME, question), None)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("văn bản gốc chương trình máy tính", None),
        ("van ban goc goi cuoc", "package"),
        ("cho xem nguyên văn chương trình máy tính", None),
    ],
)
def test_the_official_wording_is_shown_on_request(
    office: Office, text: str, key: str | None
) -> None:
    question = PROGRAMME.question(key) if key else None
    assert met("about_programme", office, text) == (official(PROGRAMME, question), None)


def test_which_programme_is_asked_where_nothing_tells_it(office: Office) -> None:
    said, question = met("about_programme", office, "cho xem nguyên văn")
    assert said == ""
    assert getattr(question, "name", "") == "which_programme"


@pytest.mark.parametrize("opening", ["", "menu", "xin chào", "zzz qqq", "😀", "con cá con kiến"])
def test_what_is_not_plain_is_chosen_from_a_menu_that_has_an_officer_in_it(
    office: Office, opening: str
) -> None:
    _said, question = met("about_programme", office, opening, OF_DEVICES)
    options = dict(question.options)  # type: ignore[attr-defined]
    assert {"rest", "officer"} <= set(options)
    assert len(options) <= 9
    assert all(len(label) <= 40 for label in options.values())


@pytest.mark.parametrize(
    ("answers", "key"),
    [
        (("Máy có mất tiền không",), "cost"),
        (("1",), "who"),
        (("máy nhận rồi có phải trả lại không",), "keep"),  # asked in one's own words
        (("Câu hỏi khác", "Máy có phải trả lại không"), "keep"),
        (("Câu hỏi khác", "nhận máy ở đâu"), "where"),  # of the first menu
    ],
)
def test_a_menu_is_answered_by_a_title_or_in_ones_own_words(
    office: Office, answers: tuple[str, ...], key: str
) -> None:
    question = PROGRAMME.question(key)
    assert question
    said = met("about_programme", office, "menu", OF_DEVICES, *answers)[0]
    assert said == answer(PROGRAMME, question)


@pytest.mark.parametrize("answers", [("Hỏi cán bộ",), ("Câu hỏi khác", "Hỏi cán bộ")])
def test_who_finds_no_answer_goes_to_an_officer(office: Office, answers: tuple[str, ...]) -> None:
    end = met("about_programme", office, "menu", OF_DEVICES, *answers)
    assert end == ("", Next("ask_officer"))


@pytest.mark.parametrize("text", ["bao giờ có máy", "nhận máy ở đâu"])
def test_when_and_where_are_told_by_the_own_request_where_there_is_one(
    office: Office, world: World, text: str
) -> None:
    said, then = met("check_status", office, text)
    assert (said, then) == ("Anh/chị chưa gửi hồ sơ nào ạ.", Next("about_programme"))
    assert "hẹn" in met("about_programme", office, text)[0]
    make_request(office.session, world.commune, contact_id=office.contact_id)
    office.forget()
    assert met("about_programme", office, text) == ("", Next("check_status"))
    assert "đang xem" in met("check_status", office, text)[0]


@pytest.mark.parametrize("text", ["trạng thái", "hồ sơ của tôi đến đâu rồi", "tra cứu"])
def test_a_status_asked_for_without_a_request_is_no_question(office: Office, text: str) -> None:
    said, then = met("check_status", office, text)
    assert then is None
    assert "chưa gửi hồ sơ nào" in said


def test_the_menu_takes_nothing_else_for_a_question(office: Office) -> None:
    for text in listed(ANYTHING_ELSE):
        for flow in ("menu", "check_package"):
            if (flow_for(read_intent(text).value) or "menu") == flow:
                assert met(flow, office, text)[1] != Next("about_programme"), text


@pytest.mark.parametrize(
    ("text", "flow"),
    [
        ("em cần chuẩn bị những gì", "menu"),
        ("không biết gõ chữ thì đăng ký kiểu gì", "menu"),
        ("gói 4g miễn phí được bao lâu", "check_package"),
    ],
)
def test_a_question_that_is_taken_for_something_near_is_answered_all_the_same(
    office: Office, text: str, flow: str
) -> None:
    assert flow_for(read_intent(text).value) in (flow, None)
    assert met(flow, office, text) == ("", Next("about_programme"))


def test_a_written_down_question_is_answered_though_no_reader_knows_the_wish(
    office: Office,
) -> None:
    unread = [e for q in KNOWN for e in q.examples if read_intent(e).value is None]
    assert unread
    for example in unread:
        assert met("menu", office, example) == ("", Next("about_programme"))
