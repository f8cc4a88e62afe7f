"""Devices of the demo, all invented: a stock, a gift, a loan, a repair, and a day on which families
come."""

from datetime import timedelta

from sqlalchemy.orm import Session

from backend import clock
from backend.deliveries import days
from backend.deliveries.days import DayForm
from backend.devices import service
from backend.devices.checks import Note
from backend.devices.intake import Batch, take_all_in
from backend.devices.words import DeviceKind, Happened
from backend.officers.models import Officer
from bot.demo.past import coming_working_day

GIFT = "MAU-TB-0001\nMAU-TB-0002\nMAU-TB-0003\nMAU-TB-0004\nMAU-TB-0005\nMAU-TB-0006"
BOUGHT = "MAU-XT-0101\nMAU-XT-0102\nMAU-XT-0103"


def make_devices(session: Session, officer: Officer) -> None:
    """Fills the stock of the officer's commune."""
    today = clock.today()
    month_ago = today - timedelta(days=30)
    gift = Batch(
        unit_id=officer.unit_id,
        kind=DeviceKind.TABLET,
        model="Máy tính bảng (mẫu)",
        source="",
        donor="Công ty Sông Xanh (mẫu)",
        condition_note="mới",
        received_on=month_ago,
        lines=GIFT,
    )
    bought = Batch(
        unit_id=officer.unit_id,
        kind=DeviceKind.LAPTOP,
        model="Máy tính xách tay (mẫu)",
        source="Ngân sách tỉnh (mẫu)",
        donor="",
        condition_note="mới",
        received_on=month_ago,
        lines=BOUGHT,
    )
    tablets = take_all_in(session, officer, gift)
    lent, broken, _third = take_all_in(session, officer, bought)
    loan = Note(month_ago, person="Hồ Thị Na, lớp 8 (mẫu)", until=today + timedelta(days=5))
    service.happen(session, officer, lent, Happened.LENT, loan)
    service.happen(session, officer, broken, Happened.BROKE, Note(month_ago, "vỡ màn hình"))
    repair = Note(today - timedelta(days=9), workshop="Cửa hàng Tâm (mẫu)")
    service.happen(session, officer, broken, Happened.SENT_TO_REPAIR, repair)
    lost = Note(today - timedelta(days=3), "mất khi chuyển trường")
    service.happen(session, officer, tablets[-1], Happened.LOST, lost)
    form = DayForm("hội trường UBND xã (mẫu)", coming_working_day(6), "7:30", officer.full_name)
    days.plan(session, officer, officer.unit_id, form)
