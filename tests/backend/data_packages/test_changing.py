"""Between orders: another number, a verified SIM, another term; and the warnings before the end."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from backend import clock
from backend.data_packages import changing
from backend.data_packages.models import Operator, PackageState, RefusalReason
from backend.data_packages.operators import FOLDER, carriers, read_carrier
from backend.data_packages.rules import RENEW_DAYS, WARN_DAYS, state_words, warning_due
from backend.data_packages.service import Registration, hold_up, of_request
from backend.data_packages.warnings import warn_of_endings
from backend.errors import Conflict, Invalid
from backend.officers.models import Officer
from backend.support_requests.models import RequestId, SupportRequest
from tests.backend.counter import Counter, at_once
from tests.backend.data_packages.factory import delivered, package

NEW = Registration(Operator.MOBIFONE, "0912000099")
Act = Callable[[Session, Officer, RequestId, int], object]


def correct(line: Registration = NEW, reason: str = "gia đình đổi số") -> Act:
    return lambda session, officer, id_, version: changing.correct(
        session, officer, id_, version, line, reason
    )


def renew(reason: str = "QĐ 12/QĐ-UBND") -> Act:
    return lambda session, officer, id_, version: changing.renew(
        session, officer, id_, version, reason
    )


def hold(counter: Counter, request_id: RequestId, reason: RefusalReason | None) -> None:
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, counter.world.officer)
        request = session.get_one(SupportRequest, request_id)
        found = of_request(session, request_id)
        assert found is not None
        hold_up(session, officer, request, found, reason, "lời nhà mạng")


@pytest.fixture
def registered(counter: Counter) -> RequestId:
    """A child whose package is registered with Viettel."""
    (request_id,) = delivered(counter, 1)
    counter.register(request_id, "0912000001")
    return request_id


def test_a_corrected_number_is_to_be_ordered_again_and_the_family_is_told(
    counter: Counter, registered: RequestId
) -> None:
    counter.activate(registered)
    counter.act(correct(), registered)
    found = package(counter, registered)
    assert (found.phone, found.operator, found.state) == (
        "0912000099",
        Operator.MOBIFONE,
        PackageState.TO_ORDER,
    )
    assert found.activated_on is None
    assert found.note == "gia đình đổi số"
    assert "091•••••99 (MobiFone)" in counter.told("nha-1")[-1]
    assert "0912000099" not in str([entry.details for entry in counter.audited()])
    with pytest.raises(Conflict, match="chờ đặt lại"):
        counter.activate(registered)


@pytest.mark.parametrize(
    ("line", "reason", "refused"),
    [
        (NEW, " ", Invalid),
        (Registration(Operator.VIETTEL, "12"), "đổi", Invalid),
        (Registration(Operator.VIETTEL, "0912000001", "8984048000012345678"), "đổi", Conflict),
    ],
)
def test_a_correction_needs_a_reason_a_number_and_a_change(
    counter: Counter,
    registered: RequestId,
    line: Registration,
    reason: str,
    refused: type[Exception],
) -> None:
    with pytest.raises(refused):
        counter.act(correct(line, reason), registered)


def test_a_renewal_keeps_the_present_days_until_the_next_term_begins(
    counter: Counter, registered: RequestId
) -> None:
    with pytest.raises(Conflict, match="Chỉ gia hạn được gói đã mở"):
        counter.act(renew(), registered)
    counter.activate(registered)
    with pytest.raises(Conflict, match="còn lâu mới hết"):
        counter.act(renew(), registered)
    with counter.database.transaction() as session:
        found = of_request(session, registered)
        assert found is not None
        found.activated_on = clock.today() - timedelta(days=80)
        found.expires_on = last = clock.today() + timedelta(days=RENEW_DAYS)
    with pytest.raises(Invalid) as invalid:
        counter.act(renew(" "), registered)
    assert invalid.value.field == "reason"
    counter.act(renew(), registered)
    found = package(counter, registered)
    assert (found.term, found.state, found.expires_on) == (2, PackageState.TO_ORDER, last)
    assert "dùng được đến hết ngày" in state_words(found, clock.today())
    assert "thêm một đợt" in counter.told("nha-1")[-1]


@pytest.mark.parametrize("reason", [None, *RefusalReason])
def test_what_holds_a_package_up_is_told_once_and_ends_with_another_order(
    counter: Counter, registered: RequestId, reason: RefusalReason | None
) -> None:
    before = len(counter.told("nha-1"))
    for _time in range(2):
        hold(counter, registered, reason)
    assert len(counter.told("nha-1")) == before + 1
    told, found = counter.told("nha-1")[-1], package(counter, registered)
    assert ("máy không hỏng" in told) == (reason is None)
    assert "0912000001" not in told
    assert "lời nhà mạng" not in told
    words = state_words(found, clock.today())
    assert ("căn cước" in words) == (reason is None)
    counter.act(changing.order_again, registered)
    assert package(counter, registered).state is PackageState.TO_ORDER
    with pytest.raises(Conflict, match="không bị vướng"):
        counter.act(changing.order_again, registered)


@pytest.mark.parametrize(
    ("left", "warned", "due"),
    [
        (11, None, None),
        (10, None, 10),
        (7, None, 10),
        (10, 10, None),
        (3, 10, 3),
        (2, None, 3),
        (0, 10, 3),
        (0, 3, None),
        (-1, None, None),
    ],
)
def test_the_end_is_told_ten_days_and_three_days_before(
    left: int, warned: int | None, due: int | None
) -> None:
    assert warning_due(left, warned) == due


@given(st.lists(st.integers(0, 20), max_size=30).map(lambda days: sorted(days, reverse=True)))
def test_nobody_is_warned_more_often_than_there_are_warnings(days: list[int]) -> None:
    warned: int | None = None
    given_ = []
    for left in days:
        if (due := warning_due(left, warned)) is not None:
            warned = due
            given_.append(due)
    assert given_ == sorted(set(given_), reverse=True)
    assert len(given_) <= len(WARN_DAYS)


def on(day: date, hour: int = 9) -> datetime:
    return datetime(day.year, day.month, day.day, hour, tzinfo=clock.VIETNAM).astimezone(UTC)


def test_a_family_is_warned_by_day_each_time_once(counter: Counter, registered: RequestId) -> None:
    counter.activate(registered)
    last = package(counter, registered).expires_on
    assert last is not None
    told = len(counter.told("nha-1"))

    def warnings_at(days: int, hour: int = 9) -> int:
        moment = on(last - timedelta(days=days), hour)
        with patch.object(clock, "now", lambda: moment):
            at_once(*[lambda: warn_of_endings(counter.database)] * 2)
        return len(counter.told("nha-1")) - told

    assert warnings_at(11) == 0
    assert warnings_at(10, hour=22) == 0
    assert warnings_at(9) == 1
    assert warnings_at(8) == 1
    assert warnings_at(3) == 2
    assert warnings_at(0) == 2
    assert warnings_at(-1) == 2
    words = counter.told("nha-1")[-1]
    assert "nhà mạng có thể tính tiền" in words
    assert "18008098" in words
    assert "đồng" not in words


def test_every_operator_has_a_file_and_no_price_is_invented() -> None:
    assert set(carriers()) == set(Operator)
    assert not any(carrier.price_after for carrier in carriers().values())


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ('phone = "84"', "phone"),
        ('field = "phone"', "columns"),
        ('operator = "Viettel"', "operator"),
        ("{code}", "file_name"),
    ],
)
def test_a_wrong_file_of_an_operator_names_the_place(
    change: str, place: str, tmp_path: object
) -> None:
    text = (FOLDER / "viettel.toml").read_text("utf-8")
    wrong = 'field = "request"' if "field" in change else "x" if "{" in change else place + " = 5"
    path = tmp_path / "a.toml"  # type: ignore[operator]
    path.write_text(text.replace(change, wrong), "utf-8")
    with pytest.raises(Invalid, match=place):
        read_carrier(path)
