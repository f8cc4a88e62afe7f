"""More officers of the demo, invented, so that their pages show every state."""

from datetime import timedelta

from sqlalchemy.orm import Session

from backend import clock
from backend.officers import service
from backend.officers.models import Officer, Role
from backend.officers.rules import Term
from backend.officers.service import NewOfficer
from bot.demo.accounts import add_account


def make_officers(session: Session, first: Officer) -> None:
    """In the unit of `first`: an administrator (`quantri`), one with two appointments (`thukho`),
    one who was invited and has set no password yet, and one who is switched off."""
    unit, today = first.unit_id, clock.today()

    def add(username: str, name: str, role: Role) -> Officer:
        return add_account(session, username, f"{name} (mẫu)", role, unit)

    chief = add("quantri", "Hồ Thị Quản", Role.ADMINISTRATOR)
    keeper = add("thukho", "Viên Văn Kho", Role.STOREKEEPER)
    verifier = Term(Role.VERIFIER, unit, today, today + timedelta(days=365))
    service.appoint(session, chief, keeper.id, keeper.version, verifier)
    invited = Term(Role.INSPECTOR, unit, today)
    service.invite(session, chief, NewOfficer("kiemtra", "Kăn Thị Tra (mẫu)", invited))
    gone = add("nghiviec", "Quỳnh Văn Nghỉ", Role.VERIFIER)
    service.switch_off(session, chief, gone.id, gone.version)
