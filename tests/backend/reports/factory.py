"""A programme with a report that has every kind of part."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from sqlalchemy.orm import Session

from backend.administrative_units.models import UnitId
from backend.figures.rules import Period
from backend.officers.models import Officer
from backend.programmes.service import CATALOGUE, load_catalogue
from backend.reports.models import ProgrammeReport
from backend.reports.service import Asked, begin
from tests.factories import World

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
CODE = "song-va-may-tinh"  # added to its file, so that requests of it are counted

REPORT = "thu-nam"

ADDED = """
[[area_counts]]
code = "thu-ho"
name = "Hộ của bài thử (mẫu)"

[[targets]]
code = "thu-du-may"
name = "Đủ máy"
wording = "Đủ máy cho mọi hộ."
percent = 50
reached = "handed-over"
out_of = "area-thu-ho"

[[reports]]
code = "thu-nam"
title = "Kết quả thực hiện chương trình thử"
to = ["Ủy ban nhân dân thành phố"]

[[reports.parts]]
heading = "I. TÌNH HÌNH"
text = "Trong kỳ {period}, {unit} nhận {made} đề nghị, đã bàn giao {handed-over} máy."
figures = ["made", "waiting", "handed-over", "area-thu-ho"]

[[reports.parts]]
heading = "II. TỪNG ĐƠN VỊ"
figures = ["made", "handed-over", "area-thu-ho"]
table = "by_unit"

[[reports.parts]]
heading = "III. MỤC TIÊU"
table = "targets"

[[reports.parts]]
heading = "IV. KHÓ KHĂN, ĐỀ XUẤT"
"""


def load_programme(session: Session, added: str = ADDED) -> None:
    """The programme as the newest of its code."""
    written = (CATALOGUE / f"{CODE}.toml").read_text("utf-8")
    with TemporaryDirectory() as folder:
        Path(folder, f"{CODE}.toml").write_text(written + added, "utf-8")
        load_catalogue(session, Path(folder))


def make_report(
    session: Session, world: World, unit: int | None = None, period: Period = YEAR
) -> ProgrammeReport:
    """A draft of xã A Lưới 1 for the year."""
    load_programme(session)
    officer = session.get_one(Officer, world.province_officer if unit else world.officer)
    return begin(session, officer, Asked(CODE, REPORT, UnitId(unit or world.commune), period))
