"""What a family is told of a request: where it stands, until when, and its steps."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from backend.data_packages.models import DataPackage, Operator
from backend.deliveries.models import Delivery, DeliveryConfirmation
from backend.programmes.schema import Programme
from backend.programmes.service import CATALOGUE, read_programme
from backend.support_requests.course import Course
from backend.support_requests.models import (
    Decision,
    DecisionKind,
    Status,
    Supplement,
    SupportRequest,
)
from backend.support_requests.queries import Events
from backend.support_requests.standing import in_words, standing
from backend.support_requests.timeline import brief, lines

PROGRAMME = read_programme(CATALOGUE / "song-va-may-tinh.toml")
STEP = PROGRAMME.steps[0].name
APPROVE, REFUSE, SEND_BACK, *_others = DecisionKind
OFFICE = "UBND xã A Lưới 1"
LONGEST_NAME = "Nguyễn Hoàng Thị Phương Thảo Nguyên"


def at(day: int, month: int = 12, year: int = 2026) -> datetime:
    """Nine o'clock in Việt Nam."""
    return datetime(year, month, day, 2, 0, tzinfo=UTC)


@dataclass
class Told:
    """A request of 1 December 2026 and what happened to it since, looked at on `today`."""

    status: Status = Status.WAITING
    step: int = 0
    today: date = date(2026, 12, 3)
    decisions: list[tuple[DecisionKind, int]] = field(default_factory=list)  # and the day
    added: list[int] = field(default_factory=list)
    handed_over: int | None = None
    said: tuple[bool, int] | None = None  # the family's word, and its day
    package: DataPackage | None = None
    withdrawn: int | None = None
    programme: Programme = PROGRAMME
    name: str = "Hồ Văn Tí"

    def course(self) -> Course:
        request = SupportRequest(
            code="HT-2026-000002",
            benefit="device",
            child_name=self.name,
            status=self.status,
            step=self.step,
            created_at=at(1),
            withdrawn_at=at(self.withdrawn) if self.withdrawn else None,
        )
        decisions, step = [], 0
        for kind, day in self.decisions:
            reason = "" if kind is APPROVE else "Cháu học trường nào ạ?"
            decisions.append(Decision(step=step, kind=kind, reason=reason, created_at=at(day)))
            step += kind is APPROVE
        on = self.handed_over
        delivery = Delivery(handed_over_on=date(2026, 12, on)) if on else None
        word = self.said
        confirmations = (
            [DeliveryConfirmation(received=word[0], created_at=at(word[1]))] if word else []
        )
        added = [Supplement(text="x", created_at=at(day)) for day in self.added]
        events = Events(decisions, added, (), delivery, confirmations)
        return Course(request, self.programme, OFFICE, events, self.package, self.today)


def package(**dates: Any) -> DataPackage:
    none: dict[str, Any] = {"activated_on": None, "expires_on": None}
    return DataPackage(operator=Operator.VIETTEL, registered_at=at(11), **none | dates)


RECEIVED = Told(
    Status.RECEIVED,
    1,
    decisions=[(APPROVE, 4)],
    handed_over=9,
    said=(True, 10),
    today=date(2026, 12, 20),
)
GONE = ["✓ 1/12 gửi đề nghị", f"✓ 4/12 {STEP}", "✓ 9/12 cán bộ ghi đã giao máy"]
HAD = [*GONE, "✓ 10/12 anh/chị xác nhận đã nhận"]
REGISTERED = "✓ 11/12 gói cước đã đăng ký với Viettel"
OPENED = {"activated_on": date(2026, 12, 12), "expires_on": date(2027, 3, 11)}
TWO_STEPS = PROGRAMME.model_copy(
    update={
        "steps": (
            PROGRAMME.steps[0],
            PROGRAMME.steps[0].model_copy(update={"name": "Tỉnh duyệt", "working_days": 10}),
        )
    }
)
WITHOUT_PACKAGE = PROGRAMME.model_copy(update={"benefits": PROGRAMME.benefits[:1]})

# What happened, the lines below the standing, and words that the standing has to have.
TIMELINES: dict[str, tuple[Told, list[str], str]] = {
    "waiting": (
        Told(),
        ["✓ 1/12 gửi đề nghị", f"● đang chờ: {STEP}, đến 8/12", "○ bàn giao máy", "○ gói cước"],
        "chậm nhất hết thứ Ba 8/12/2026. Anh/chị chưa cần làm gì.",
    ),
    "due today is not late": (
        Told(today=date(2026, 12, 8)),
        ["✓ 1/12 gửi đề nghị", f"● đang chờ: {STEP}, đến 8/12", "○ bàn giao máy", "○ gói cước"],
        "chậm nhất hết thứ Ba 8/12/2026",
    ),
    "late": (
        Told(today=date(2026, 12, 10)),
        [
            "✓ 1/12 gửi đề nghị",
            f"● đang chờ: {STEP}, đã quá hẹn 8/12",
            "○ bàn giao máy",
            "○ gói cước",
        ],
        "đã quá hẹn 2 ngày làm việc (hẹn thứ Ba 8/12/2026). Em xin lỗi",
    ),
    "in the next year": (
        Told(today=date(2027, 1, 5)),
        [
            "✓ 1/12/2026 gửi đề nghị",
            f"● đang chờ: {STEP}, đã quá hẹn 8/12/2026",
            "○ bàn giao máy",
            "○ gói cước",
        ],
        "đã quá hẹn 19 ngày làm việc",
    ),
    "sent back": (
        Told(Status.SENT_BACK, decisions=[(SEND_BACK, 2)]),
        [
            "✓ 1/12 gửi đề nghị",
            "✓ 2/12 cán bộ hỏi thêm",
            "● đang chờ anh/chị bổ sung",
            f"○ {STEP}",
            "○ bàn giao máy",
            "○ gói cước",
        ],
        "cần anh/chị bổ sung: Cháu học trường nào ạ?\nAnh/chị nhắn: bổ sung.",
    ),
    "supplemented, and the days begin anew": (
        Told(decisions=[(SEND_BACK, 2)], added=[3]),
        [
            "✓ 1/12 gửi đề nghị",
            "✓ 2/12 cán bộ hỏi thêm",
            "✓ 3/12 anh/chị đã bổ sung",
            f"● đang chờ: {STEP}, đến 10/12",
            "○ bàn giao máy",
            "○ gói cước",
        ],
        "chậm nhất hết thứ Năm 10/12/2026",
    ),
    "at the second of two steps": (
        Told(step=1, decisions=[(APPROVE, 4)], programme=TWO_STEPS, today=date(2026, 12, 7)),
        [
            "✓ 1/12 gửi đề nghị",
            f"✓ 4/12 {STEP}",
            "● đang chờ: Tỉnh duyệt, đến 18/12",
            "○ bàn giao máy",
            "○ gói cước",
        ],
        "chậm nhất hết thứ Sáu 18/12/2026",
    ),
    "at the first of two steps": (
        Told(programme=TWO_STEPS),
        [
            "✓ 1/12 gửi đề nghị",
            f"● đang chờ: {STEP}, đến 8/12",
            "○ Tỉnh duyệt",
            "○ bàn giao máy",
            "○ gói cước",
        ],
        "thứ Ba 8/12/2026",
    ),
    "approved": (
        Told(Status.APPROVED, 1, decisions=[(APPROVE, 2)]),
        [
            "✓ 1/12 gửi đề nghị",
            f"✓ 2/12 {STEP}",
            "● đang chờ máy về, cán bộ hẹn ngày nhận",
            "○ gói cước",
        ],
        "đã duyệt. Khi có máy, cán bộ sẽ hẹn ngày nhận. Anh/chị chưa cần làm gì.",
    ),
    "refused": (
        Told(Status.REFUSED, decisions=[(REFUSE, 2)]),
        ["✓ 1/12 gửi đề nghị", "✗ 2/12 chưa được duyệt"],
        "Lý do: Cháu học trường nào ạ?\nThấy chưa đúng, anh/chị nhắn: khiếu nại.",
    ),
    "waiting for a place in the quota": (
        Told(Status.QUEUED, step=1, decisions=[(APPROVE, 4)]),
        [
            "✓ 1/12 gửi đề nghị",
            "✓ 4/12 Xã thẩm định và duyệt",
            "● đủ điều kiện, đang chờ chỉ tiêu",
            "○ bàn giao máy",
            "○ gói cước",
        ],
        "chỉ tiêu",
    ),
    "merged into another one": (
        Told(Status.MERGED),
        ["✓ 1/12 gửi đề nghị"],
        "gộp",
    ),
    "withdrawn": (
        Told(Status.WITHDRAWN, withdrawn=2),
        ["✓ 1/12 gửi đề nghị", "✗ 2/12 anh/chị đã rút"],
        "anh/chị đã rút",
    ),
    "handed over": (
        Told(Status.HANDED_OVER, 1, decisions=[(APPROVE, 4)], handed_over=9),
        [*GONE, "● đang chờ anh/chị xác nhận đã nhận máy", "○ gói cước"],
        "ngày 9/12/2026 đã giao máy. Anh/chị nhắn: đã nhận, hoặc: chưa nhận.",
    ),
    "not received": (
        Told(Status.NOT_RECEIVED, 1, decisions=[(APPROVE, 4)], handed_over=9, said=(False, 10)),
        [*GONE, "● anh/chị báo chưa nhận máy, cán bộ đang kiểm tra", "○ gói cước"],
        "cán bộ đang kiểm tra",
    ),
    "received": (
        RECEIVED,
        [*HAD, "● đang chờ: đăng ký gói cước"],
        "đã nhận máy. Tiếp theo cán bộ đăng ký gói cước",
    ),
    "received, of a programme without a package": (
        replace(RECEIVED, programme=WITHOUT_PACKAGE),
        HAD,
        "đã nhận máy. Hồ sơ đã xong.",
    ),
    "package registered": (
        replace(RECEIVED, package=package()),
        [*HAD, REGISTERED, "● đang chờ nhà mạng mở gói cước"],
        "Gói cước đã đăng ký với Viettel",
    ),
    "package registered before the family confirmed": (
        Told(
            Status.HANDED_OVER,
            1,
            decisions=[(APPROVE, 4)],
            handed_over=9,
            package=package(),
            today=date(2026, 12, 20),
        ),
        [*GONE, REGISTERED, "● đang chờ anh/chị xác nhận đã nhận máy"],
        "Anh/chị nhắn: đã nhận",
    ),
    "package open": (
        replace(RECEIVED, package=package(**OPENED)),
        [*HAD, REGISTERED, "✓ 12/12 gói cước đã mở, dùng đến hết 11/3/2027"],
        "Gói cước dùng đến hết ngày 11/3/2027.",
    ),
}


@pytest.mark.parametrize(("told", "expected", "words"), TIMELINES.values(), ids=TIMELINES)
def test_every_step_is_one_line(told: Told, expected: list[str], words: str) -> None:
    assert lines(told.course()) == expected


@pytest.mark.parametrize(("told", "expected", "words"), TIMELINES.values(), ids=TIMELINES)
def test_the_standing_says_what_is_now_and_what_to_do(
    told: Told, expected: list[str], words: str
) -> None:
    said = standing(told.course())
    assert said.startswith("Hồ sơ HT-2026-000002 (Hồ Văn Tí): ")
    assert words in said


@pytest.mark.parametrize(("told", "expected", "words"), TIMELINES.values(), ids=TIMELINES)
def test_the_standing_can_be_read_aloud(told: Told, expected: list[str], words: str) -> None:
    told.name = LONGEST_NAME
    assert len(standing(told.course())) <= 300
    assert all(len(line) <= 70 for line in expected)


def test_every_status_has_a_timeline() -> None:
    assert {told.status for told, _lines, _words in TIMELINES.values()} == set(Status)


def test_at_most_one_thing_is_waited_for_and_nothing_is_done_after_what_is_to_come() -> None:
    for told, _lines, _words in TIMELINES.values():
        marks = "".join(line[0] for line in lines(told.course()))
        assert marks.count("●") <= 1
        assert marks.rstrip("○").rstrip("●").strip("✓✗") == ""


def test_a_clock_that_ran_back_hides_nothing() -> None:
    told = Told(decisions=[(SEND_BACK, 3), (SEND_BACK, 3)], added=[2, 2])
    done = [line for line in lines(told.course()) if line[0] == "✓"]
    assert [line.partition(" ")[2] for line in done] == [
        "1/12 gửi đề nghị",
        "3/12 cán bộ hỏi thêm",
        "2/12 anh/chị đã bổ sung",
        "3/12 cán bộ hỏi thêm",
        "2/12 anh/chị đã bổ sung",
    ]


def test_the_evening_in_the_west_is_the_next_day_in_vietnam() -> None:
    course = Told().course()
    course.request.created_at = datetime(2026, 12, 1, 17, 30, tzinfo=UTC)
    assert lines(course)[0] == "✓ 2/12 gửi đề nghị"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2026, 11, 30), "thứ Hai 30/11/2026"),
        (date(2026, 12, 6), "Chủ nhật 6/12/2026"),
    ],
)
def test_a_day_is_told_with_its_weekday(day: date, words: str) -> None:
    assert in_words(day) == words
    assert brief(day, date(2026, 1, 1)) in words
