"""Public computers of the demo: invented, but for the number of machines in Sa Thầy (its plan of 2017:
ten in the district's library, five in Sa Sơn)."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from backend.access_points.service import PointForm, add
from backend.administrative_units.load_country import load_country
from backend.administrative_units.loading import serve
from backend.administrative_units.service import unit_with_code
from backend.officers.models import Officer, Role
from bot.demo.accounts import SampleOfficer, add_account

SA_THAY, A_LUOI_1, A_LUOI_5 = "23527", "20056", "20050"
QUANG_NGAI = "51"
LIBRARIAN = SampleOfficer("thuvien", "Y Sâm (mẫu)", SA_THAY)
POINTS: dict[str, tuple[PointForm, ...]] = {
    SA_THAY: (
        PointForm(
            "Thư viện Sa Thầy",
            "T2-T6 7:30-11:30, 13:30-17:00; T7 8:00-11:00",
            machines="10",
            address="trung tâm xã",
            phone="0260 3821 000",
            activities="vào mạng, học trực tuyến, in bài",
            fee="miễn phí",
            position="14.411, 107.793",
            rules="Không vào trang độc hại, không chơi trò chơi nạp tiền.",
            summer="học tiếng Anh thiếu nhi, dạy vẽ, chơi cờ, đọc sách",
            line_operator="Viettel",
            line_dong="220000",
            line_discount="30",
        ),
        PointForm(
            "Điểm máy tính Sa Sơn",
            "T2, T4, T6 7:30-11:00, 14:00-16:30",
            machines="5",
            address="nhà văn hóa Sa Sơn cũ",
            activities="vào mạng, học trực tuyến",
            fee="miễn phí",
            position="14.447, 107.752",
        ),
    ),
    A_LUOI_1: (
        PointForm(
            "Thư viện A Lưới 1",
            "T2-T6 7:30-11:30, 13:30-17:00; CN 8:00-10:30",
            machines="4",
            address="cạnh trường học, Thôn 1",
            phone="0234 3878 000",
            activities="vào mạng, học tiếng Anh, in bài",
            fee="miễn phí",
            position="16.372, 107.093",
        ),
    ),
    A_LUOI_5: (
        PointForm(
            "Nhà văn hóa thôn Paring",
            "T2-T6 18:00-20:30; T7-CN 8:00-11:00",
            machines="3",
            address="thôn Paring",
            fee="miễn phí",
            position="16.301, 107.411",
        ),
    ),
}


def make_access_points(session: Session, officers: Sequence[Officer]) -> None:
    """Adds the places, each in the name of an officer of its commune; Sa Thầy takes part with one
    of its own."""
    load_country(session, QUANG_NGAI)
    serve(session, SA_THAY)
    for code, forms in POINTS.items():
        unit = unit_with_code(session, code)
        officer = next((one for one in officers if one.unit_id == unit.id), None) or add_account(
            session, LIBRARIAN.username, LIBRARIAN.full_name, Role.APPROVER, unit.id
        )
        for form in forms:
            add(session, officer, unit.id, form)
