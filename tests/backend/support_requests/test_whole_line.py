"""One request from the first word to the open data package, and every other way that it may go."""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import partial

import pytest

from backend import clock
from backend.contacts.commands import GiveConsent, WithdrawConsent
from backend.contacts.models import ChannelAddress, ContactId
from backend.contacts.service import Origin, give_consent, withdraw_consent
from backend.errors import Conflict, Invalid
from backend.programmes.rules import Circumstance
from backend.support_requests.models import Lacking, Status
from tests.backend.counter import APPROVE, REFUSE, SEND_BACK, Counter

UNMARKED = {"head_name": "ho thi hoa", "head_birth_year": None}
STEPS = [
    ("submit", "support_requests"),
    ("approve", "support_requests"),
    ("device_received", "devices"),
    ("device_handed_over", "devices"),
    ("hand_over", "deliveries"),
    ("confirm_delivery", "deliveries"),
    ("register_data_package", "data_packages"),
    ("activate_data_package", "data_packages"),
]


def test_from_the_request_to_the_open_package(counter: Counter) -> None:
    request_id = counter.submit()
    assert counter.status(request_id) is Status.WAITING
    (verification,) = counter.verifications(request_id)
    assert verification.list_id == counter.world.poverty_list
    assert (verification.verdict, verification.score) == ("same", 100)
    assert verification.reason == "Tên chủ hộ trùng từng chữ; năm sinh trùng; thôn trùng."
    assert verification.entry_id == counter.entry("Hồ Thị A Lơ")
    counter.decide(request_id, APPROVE)
    assert counter.status(request_id) is Status.APPROVED
    counter.hand_over(request_id, " sn-1 ")
    assert counter.status(request_id) is Status.HANDED_OVER
    counter.confirm(counter.code(request_id))
    assert counter.status(request_id) is Status.RECEIVED
    counter.register(request_id)
    counter.activate(request_id, date(2026, 11, 20))
    package = counter.package(request_id)
    assert package is not None
    assert package.sim_serial == "8984048000012345678"
    assert (package.activated_on, package.expires_on) == (date(2026, 11, 20), date(2027, 2, 19))

    today, year = clock.today(), clock.today().year
    assert counter.told() == [
        f"Em đã gửi đề nghị cho Hồ Văn Nam đến UBND xã A Lưới 1. Mã hồ sơ: HT-{year}-000001. Cán bộ "
        "sẽ trả lời trong 5 ngày làm việc. Anh/chị muốn xem hồ sơ đến đâu thì nhắn: trạng thái.",
        f"Tin vui ạ! UBND xã A Lưới 1 đã duyệt hồ sơ HT-{year}-000001 của Hồ Văn Nam. Khi có máy, "
        "cán bộ sẽ hẹn anh/chị ngày nhận. Anh/chị chưa cần làm gì thêm.",
        f"Cán bộ ghi là ngày {today.day}/{today.month}/{year} đã giao máy cho Hồ Thị A Lơ theo hồ "
        f"sơ HT-{year}-000001. Anh/chị đã nhận được máy chưa ạ? Nhắn: đã nhận, hoặc: chưa nhận.",
        f"Em cảm ơn anh/chị đã xác nhận nhận máy, hồ sơ HT-{year}-000001. Chúc Hồ Văn Nam học tốt!",
        "Gói cước miễn phí data 4Gb trong 3 tháng cho Hồ Văn Nam đã được đăng ký với Viettel, số "
        "091•••••78. Khi gói mở, em sẽ nhắn ngay.",
        "Gói cước miễn phí data 4Gb trong 3 tháng cho Hồ Văn Nam đã mở, dùng được từ 20/11/2026 "
        "đến hết ngày 19/2/2027. Sau ngày đó nhà mạng có thể tính tiền.",
    ]


def test_every_step_is_audited_without_personal_data(counter: Counter) -> None:
    before = len(counter.audited())
    request_id = counter.delivered()
    counter.confirm(counter.code(request_id))
    counter.register(request_id)
    counter.activate(request_id)
    consent, *entries = counter.audited()[before:]
    assert consent.action == "give_consent"
    assert [(entry.action, entry.subject) for entry in entries] == STEPS
    who = [(entry.officer_id is not None, entry.contact_id is not None) for entry in entries]
    family, officer = (False, True), (True, False)
    assert who == [family, officer, officer, officer, officer, family, officer, officer]
    code, said = counter.code(request_id), str([entry.details for entry in entries])
    assert code in said
    for personal in ("Nam", "Lơ", "0912345678", "091", "Thôn", "SN-1", "8984", "1985", "2014"):
        assert personal not in said.replace(code, "")


def test_a_refusal_is_told_with_its_reason_and_ends_the_request(counter: Counter) -> None:
    request_id = counter.submit()
    counter.decide(request_id, REFUSE, " Học sinh đã có máy. ")
    assert counter.status(request_id) is Status.REFUSED
    assert "Lý do: Học sinh đã có máy.\n" in counter.told()[-1]
    with pytest.raises(Conflict, match="«Không được duyệt», không chờ duyệt"):
        counter.decide(request_id, APPROVE)
    with pytest.raises(Conflict, match="không còn rút được"):
        counter.withdraw(counter.code(request_id))
    with pytest.raises(Conflict, match="hiện không cần bổ sung"):
        counter.supplement(counter.code(request_id))


@pytest.mark.parametrize("kind", [REFUSE, SEND_BACK])
@pytest.mark.parametrize("reason", ["", "  \n "])
def test_a_no_without_a_reason_is_refused(counter: Counter, kind: object, reason: str) -> None:
    request_id = counter.submit()
    with pytest.raises(Invalid, match="ghi lý do") as refused:
        counter.decide(request_id, kind, reason)  # type: ignore[arg-type]
    assert refused.value.field == "reason"
    assert counter.status(request_id) is Status.WAITING


def test_a_request_is_sent_back_and_comes_back_with_what_was_missing(counter: Counter) -> None:
    request_id = counter.submit()
    code = counter.code(request_id)
    with pytest.raises(Conflict, match="hiện không cần bổ sung"):
        counter.supplement(code)
    for number in (1, 2):
        counter.decide(request_id, SEND_BACK, f"Xin cho biết thôn, lần {number}.")
        assert counter.status(request_id) is Status.SENT_BACK
        assert counter.told()[-1] == (
            f"UBND xã A Lưới 1 cần anh/chị bổ sung cho hồ sơ {code}: "
            f"Xin cho biết thôn, lần {number}.\nĐể trả lời, anh/chị nhắn: bổ sung."
        )
        with pytest.raises(Conflict, match="«Chờ gia đình bổ sung»"):
            counter.decide(request_id, APPROVE)
        counter.supplement(code)
        assert counter.status(request_id) is Status.WAITING
        assert counter.told()[-1] == (
            f"Em đã chuyển phần bổ sung của hồ sơ {code} đến UBND xã A Lưới 1."
        )
    counter.decide(request_id, APPROVE)
    assert counter.status(request_id) is Status.APPROVED


@pytest.mark.parametrize("approved_before", [False, True])
def test_a_family_may_withdraw_until_a_device_was_handed_over(
    counter: Counter, approved_before: bool
) -> None:
    request_id = counter.submit()
    if approved_before:
        counter.decide(request_id, APPROVE)
    counter.withdraw(counter.code(request_id))
    assert counter.status(request_id) is Status.WITHDRAWN
    assert counter.told()[-1].startswith(f"Em đã rút hồ sơ {counter.code(request_id)}.")
    for act in (partial(counter.hand_over, request_id), partial(counter.register, request_id)):
        with pytest.raises(Conflict):
            act()
    with pytest.raises(Conflict, match="không còn rút được"):
        counter.withdraw(counter.code(request_id))


def test_after_the_hand_over_a_family_cannot_withdraw(counter: Counter) -> None:
    request_id = counter.delivered()
    with pytest.raises(Conflict, match="không còn rút được"):
        counter.withdraw(counter.code(request_id))


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (UNMARKED, "Chưa xác định được hộ trong danh sách"),
        ({"head_name": "Trần Văn Lạ"}, "Chưa xác định được hộ trong danh sách"),
        ({"lacking": Lacking.HAS_DEVICE}, "học sinh chưa có máy"),
    ],
    ids=["ambiguous", "unknown", "has a device"],
)
def test_an_approval_that_the_rules_speak_against_is_refused_with_the_reason(
    counter: Counter, said: dict[str, object], reason: str
) -> None:
    request_id = counter.submit(**said)
    with pytest.raises(Invalid, match=f"^Chưa duyệt được: .*{reason}"):
        counter.decide(request_id, APPROVE)
    assert counter.status(request_id) is Status.WAITING
    assert len(counter.told()) == 1


@pytest.mark.parametrize("ground", [Circumstance.COVID_HARDSHIP, Circumstance.COVID_ORPHAN])
def test_other_grounds_than_the_list_are_for_the_officer_to_judge(
    counter: Counter, ground: Circumstance
) -> None:
    request_id = counter.submit(head_name="Trần Văn Lạ", circumstance=ground)
    counter.decide(request_id, APPROVE)
    assert counter.status(request_id) is Status.APPROVED


def test_an_officer_identifies_the_household_and_may_then_approve(counter: Counter) -> None:
    request_id = counter.submit(**UNMARKED)
    counter.identify(request_id, "Hồ Thị Hoa")
    first, second = counter.verifications(request_id)
    assert (first.verdict, second.verdict) == ("ask", "same")
    assert {row["entry_id"] for row in first.candidates} >= {
        counter.entry("Hồ Thị Hoa"),
        counter.entry("Hồ Thị Hòa"),
    }
    assert second.officer_id == counter.world.officer
    assert second.reason == (
        "Cán bộ xác định đúng hộ. Tên chủ hộ trùng khi bỏ dấu; năm sinh chưa rõ; thôn trùng."
    )
    assert counter.request(request_id).household_id is not None
    counter.decide(request_id, APPROVE)
    assert counter.status(request_id) is Status.APPROVED


def test_an_officer_may_say_that_a_household_is_not_on_the_list(counter: Counter) -> None:
    request_id = counter.submit()
    counter.identify(request_id, None)
    assert counter.verifications(request_id)[-1].verdict == "none"
    assert counter.request(request_id).household_id is None
    with pytest.raises(Invalid, match="Chưa xác định được hộ"):
        counter.decide(request_id, APPROVE)


def test_nothing_is_written_to_a_family_that_withdrew_its_consent(counter: Counter) -> None:
    request_id = counter.submit()
    told, contact_id = counter.told(), counter.request(request_id).contact_id
    with counter.database.transaction() as session:
        withdraw_consent(session, ContactId(contact_id or 0), WithdrawConsent())
    assert counter.audited()[-1].action == "withdraw_consent"
    counter.decide(request_id, APPROVE)
    counter.hand_over(request_id)
    assert counter.told() == told
    with counter.database.transaction() as session:
        origin = Origin("telegram", "again")
        give_consent(session, ContactId(contact_id or 0), GiveConsent("1", "đồng ý"), origin)
    counter.confirm(counter.code(request_id))
    assert len(counter.told()) == len(told) + 1


def test_nothing_is_queued_for_somebody_who_blocked_the_bot(counter: Counter) -> None:
    request_id = counter.submit()
    told = counter.told()
    with counter.database.transaction() as session:
        address = session.get_one(ChannelAddress, 1)
        address.unreachable_at, address.unreachable_reason = clock.now(), "blocked"
    counter.decide(request_id, APPROVE)
    assert counter.told() == told
    with counter.database.transaction() as session:
        contact_id = ContactId(counter.request(request_id).contact_id or 0)
        session.add(
            ChannelAddress(
                contact_id=contact_id,
                channel="zalo",
                chat_id="zalo-1",
                last_written_at=clock.now() - timedelta(days=90),
            )
        )
    counter.hand_over(request_id)
    assert counter.told() == told
    assert counter.told("zalo-1")[0].startswith("Cán bộ ghi là ngày")


LISTED: dict[str, Mapping[str, object]] = {
    "on the list": {},
    "ambiguous": UNMARKED,
    "not on the list": {"head_name": "Lạ Văn Ai"},
}


def test_a_family_is_told_the_same_words_whatever_the_list_says(counter: Counter) -> None:
    heard = {}
    for number, (case, said) in enumerate(LISTED.items(), 1):
        request_id = counter.submit(f"tele-{number}", **said)
        code = counter.code(request_id)
        heard[case] = [text.replace(code, "CODE") for text in counter.told(f"tele-{number}")]
        assert counter.status(request_id) is Status.WAITING
    assert heard["on the list"] == heard["ambiguous"] == heard["not on the list"]
    assert len(heard["on the list"]) == 1


def test_a_benefit_that_cannot_be_asked_for_is_refused(counter: Counter) -> None:
    for benefit in ("data_package", "cash", ""):
        with pytest.raises(Invalid, match="không có khoản hỗ trợ đó"):
            counter.submit(benefit=benefit)
    with pytest.raises(Invalid, match="chưa nhận đề nghị"):
        counter.submit(programme="dieu-uoc")
