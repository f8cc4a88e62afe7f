"""Sample tickets, so that the officers' pages have something to show. All people are invented."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.contacts.models import Contact
from backend.officers.models import Officer
from backend.programmes.fields import Answer
from backend.tickets.commands import SubmitTicket
from backend.tickets.service import close, submit

Said = tuple[str, str, str]  # field, value, how it reads
SAMPLES: Sequence[tuple[str, Sequence[Said]]] = (
    (
        "report_fault",
        (
            ("symptom", "no_power", "Không lên nguồn"),
            ("words", "", "hôm qua cháu làm rơi máy xuống sân, giờ bật không lên"),
        ),
    ),
    (
        "report_coverage",
        (
            ("hamlet", "Thôn 1", "Thôn 1"),
            ("operator", "viettel", "Viettel"),
            ("signal", "weak", "Chập chờn, rất yếu"),
        ),
    ),
    (
        "complain",
        (
            ("about", "list", "Danh sách hộ nghèo chưa đúng"),
            ("words", "", "nhà tôi cận nghèo mà năm nay không thấy tên trong danh sách"),
        ),
    ),
    (
        "confirm_teacher",
        (
            ("teacher_name", "", "Nguyễn Thị Hoa"),
            ("school", "", "Tiểu học Hồng Thủy"),
            ("role", "class_teacher", "Giáo viên chủ nhiệm"),
            ("phone", "0912000001", "0912000001"),
        ),
    ),
)


def make_tickets(session: Session, officer: Officer) -> None:
    """One of each for the officer's commune; the last coverage report is answered."""
    for kind, said in SAMPLES:
        sender = Contact(created_at=clock.now())
        session.add(sender)
        session.flush()
        answers = tuple(Answer(field, value or shown, shown) for field, value, shown in said)
        ticket = submit(session, sender.id, SubmitTicket(kind, UnitId(officer.unit_id), answers))
        if kind == "report_coverage":
            words = "Nhà mạng sẽ nâng cấp trạm trong tháng này."
            close(session, officer, ticket.id, ticket.version, "planned", words)
