"""The poverty lists of a whole province of the demo: real communes, invented households."""

from random import Random

from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.officers.models import Officer
from backend.poverty_lists.draft import ListDraft, ListRow, Standing
from backend.poverty_lists.service import keep_draft, publish

SHEET = "DS HN, HCN (mẫu)"
HAMLETS = tuple(f"Thôn {number}" for number in range(1, 11))
_SURNAMES = (
    *("Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Phan", "Võ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô"),
    *("Dương", "Lý", "Trương", "Mai", "Cao", "Châu", "Văn", "Tôn Thất"),
)
_MIDDLE = {True: ("Thị", "Thị Thu", "Thị Kim"), False: ("Văn", "Đình", "Hữu", "Xuân", "Quang")}
_GIVEN = (
    *("An", "Bình", "Cúc", "Dung", "Hà", "Hải", "Hiền", "Hòa", "Hùng", "Hương", "Lan", "Liên"),
    *("Long", "Lương", "Mai", "Minh", "Nam", "Nga", "Ngọc", "Phúc", "Phương", "Quý", "Sơn"),
    *("Tâm", "Thanh", "Thảo", "Thắng", "Thuận", "Thủy", "Tiến", "Trang", "Tuấn", "Vân", "Xuân"),
)


def make_list(
    session: Session, officer: Officer, commune: AdministrativeUnit, households: int, chance: Random
) -> None:
    """Publishes the list of one commune, as an officer of it does."""
    rows = tuple(_row(number, chance) for number in range(1, households + 1))
    draft = ListDraft(
        file_name=f"danh-sach-mau-{commune.code}.xlsx",
        file_hash=f"{commune.code or '':0>64}",
        title="DANH SÁCH HỘ NGHÈO, HỘ CẬN NGHÈO (mẫu)",
        year=2026,
        standard="2022-2025",
        decision_number="215/QĐ-UBND (mẫu)",
        rows=rows,
    )
    publish(session, officer, keep_draft(session, officer, commune.id, draft).id)


def _row(number: int, chance: Random) -> ListRow:
    female, born = chance.random() < 0.5, chance.randint(1950, 2000)
    parts = chance.choice(_SURNAMES), chance.choice(_MIDDLE[female]), chance.choice(_GIVEN)
    name = " ".join(parts)
    return ListRow(
        sheet=SHEET,
        row=number + 10,
        head_name=name,
        standing=Standing.POOR if chance.random() < 0.6 else Standing.NEAR_POOR,
        hamlet=chance.choice(HAMLETS),
        birth_raw=str(born),
        birth_year=born,
        raw={1: str(number), 2: name, 3: str(born)},
    )
