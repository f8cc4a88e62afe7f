"""Texts that are used again, and one written to many, in the demo."""

from sqlalchemy.orm import Session

from backend.broadcasts.audience import Audience
from backend.broadcasts.service import write
from backend.message_templates.service import add
from backend.officers.models import Officer
from bot.demo.past import coming_working_day

TEXTS = (
    (
        "Mời đến nhận máy (mẫu)",
        "Xã mời gia đình em {child}, hồ sơ {code}, đến {place} ngày {date} nhận máy. "
        "Anh/chị mang theo giấy tờ của mình giúp em nhé.",
    ),
    (
        "Nghỉ mưa lũ (mẫu)",
        "Ngày {date} mưa to, xã tạm hoãn phát máy ở {place}. Xã sẽ nhắn lại ngày mới. "
        "Anh/chị không cần đi, hồ sơ {code} vẫn giữ nguyên.",
    ),
)


def make_broadcasts(session: Session, officer: Officer) -> None:
    """In the officer's commune; nothing of it is sent."""
    for title, text in TEXTS:
        add(session, officer, title, text)
    values = {"date": f"{coming_working_day(20):%d/%m/%Y}", "place": "nhà văn hóa Thôn 1"}
    write(session, officer, Audience(officer.unit_id), TEXTS[0][1], values)
