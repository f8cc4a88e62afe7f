"""Tables of the yearly report on public computers, place by place with a sum, from rows alone."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import clock
from backend.access_points.models import AccessPoint
from backend.figures.rules import Period
from backend.i18n import _, day
from backend.officers.models import Officer
from backend.papers.shapes import Cell, Column, Paragraph, Table
from backend.public_computers import book_queries
from backend.public_computers.book_queries import points_of
from backend.public_computers.models import UpkeepDone
from backend.public_computers.plans import line_name, places_of
from backend.public_computers.standing import Standing, standing
from backend.public_computers.words import Money

Contents = Sequence[Table | Paragraph]
_FIRST = date(2000, 1, 1)


def public_machines(session: Session, officer: Officer, period: Period) -> Contents:
    """Machine-days of each place, those lost, and the share on which machines worked."""

    def row(of: Standing) -> list[Cell]:
        return [of.days.all, of.days.lost, of.uptime]

    titles = (_("Ngày máy có"), _("Ngày máy hỏng"), _("Tỷ lệ hoạt động"))
    about = _(
        "Tỷ lệ hoạt động: số ngày máy dùng được chia cho số ngày máy có ở điểm, tính mọi ngày trong "
        "kỳ. Ngày hỏng tính là mất, ngày dùng lại được thì không."
    )
    return (_by_place(session, officer, period, titles, row), Paragraph(about))


def service_hours(session: Session, officer: Officer, period: Period) -> Contents:
    """Hours that each place promised and kept; days that nobody wrote down were not kept."""

    def row(of: Standing) -> list[Cell]:
        return [of.due_hours, of.kept_hours, of.hours, of.served.unwritten_days]

    titles = (_("Giờ theo lịch"), _("Giờ đã phục vụ"), _("Tỷ lệ"), _("Ngày chưa ghi sổ"))
    about = _(
        "Giờ theo lịch đã trừ ngày lễ và ngày nghỉ báo trước. Ngày chưa ghi sổ tính là chưa phục vụ; "
        "giờ mở thêm ngoài lịch không tính bù."
    )
    return (_by_place(session, officer, period, titles, row), Paragraph(about))


def place_visits(session: Session, officer: Officer, period: Period) -> Contents:
    """Visits of each place, on the same days a year before, and the growth against the target."""

    def row(of: Standing) -> list[Cell]:
        return [of.visits, of.visits_before, of.grown, of.band.label if of.band else "–"]

    titles = (_("Lượt người"), _("Cùng kỳ năm trước"), _("Tăng"), _("So với mục tiêu"))
    return (_by_place(session, officer, period, titles, row),)


def upkeep_training_inspection(session: Session, officer: Officer, period: Period) -> Contents:
    """How often each task of upkeep was done, then the trainings and the inspections one by one."""
    points, (since, until) = points_of(session, officer), _days(period)
    ids = [point.id for point in points]
    names = {point.id: point.name for point in points}
    trainings: list[Sequence[Cell]] = [
        (at, one.held_on, names[one.access_point_id], one.content, one.people)
        for at, one in enumerate(book_queries.trainings(session, ids, since, until), start=1)
    ]
    inspections: list[Sequence[Cell]] = [
        (
            at,
            one.inspected_on,
            names[one.access_point_id],
            f"{one.by_office}: {one.findings}",
            _("đúng") if one.right_purpose else _("chưa đúng"),
            _followed(one.follow_up, one.followed_up_on),
        )
        for at, one in enumerate(book_queries.inspections(session, ids, since, until), start=1)
    ]
    head = (Column(_("STT"), 5, centred=True), Column(_("Ngày"), 11), Column(_("Nơi"), 20))
    return (
        Paragraph("", _("1. Bảo trì máy tính")),
        _upkeep(session, points, since, until),
        Paragraph("" if trainings else _("Trong kỳ không có buổi nào."), _("2. Tập huấn")),
        *_unless_empty((*head, Column(_("Nội dung"), 30), Column(_("Số cán bộ"), 9)), trainings),
        Paragraph("" if inspections else _("Trong kỳ không có lần nào."), _("3. Kiểm tra")),
        *_unless_empty(
            (
                *head,
                Column(_("Kết quả"), 26),
                Column(_("Mục đích sử dụng"), 10),
                Column(_("Khắc phục"), 20),
            ),
            inspections,
        ),
    )


def place_costs(session: Session, officer: Officer, period: Period) -> Contents:
    """Costs by line and source, with sums both ways."""
    points, (since, until) = points_of(session, officer), _days(period)
    sums = book_queries.costs(session, [point.id for point in points], since, until)
    places = places_of(session, officer.unit_id)
    order = [line.code for line in places.costs] if places else []
    codes = [*order, *sorted(set(sums) - set(order))]
    rows: list[Sequence[Cell]] = []
    for at, code in enumerate(codes, start=1):
        by = [sums.get(code, {}).get(source, 0) for source in Money]
        rows.append((at, line_name(session, officer.unit_id, code), *by, sum(by)))
    every = [sum(by.get(source, 0) for by in sums.values()) for source in Money]
    rows.append(("", _("Cộng"), *every, sum(every)))
    columns = (
        Column(_("STT"), 5, centred=True),
        Column(_("Khoản chi (đồng)"), 30),
        *(Column(source.label, 16, centred=True) for source in Money),
        Column(_("Cộng"), 14, centred=True),
    )
    return (Table(columns, rows),)


def _by_place(
    session: Session,
    officer: Officer,
    period: Period,
    titles: Sequence[str],
    row: Callable[[Standing], list[Cell]],
) -> Table:
    points, (since, until) = points_of(session, officer), _days(period)
    rows: list[Sequence[Cell]] = [
        (at, point.name, *row(standing(session, [point], since, until)))
        for at, point in enumerate(points, start=1)
    ]
    rows.append(("", _("Tất cả"), *row(standing(session, points, since, until))))
    columns = (
        Column(_("STT"), 5, centred=True),
        Column(_("Nơi đặt máy"), 26),
        *(Column(title, 13, centred=True) for title in titles),
    )
    return Table(columns, rows)


def _upkeep(session: Session, points: Sequence[AccessPoint], since: date, until: date) -> Table:
    query = (
        select(UpkeepDone.access_point_id, UpkeepDone.task, func.count())
        .where(
            UpkeepDone.access_point_id.in_([point.id for point in points]),
            UpkeepDone.done_on.between(since, until),
        )
        .group_by(UpkeepDone.access_point_id, UpkeepDone.task)
    )
    counts = {(point, task): count for point, task, count in session.execute(query)}
    places = places_of(session, points[0].unit_id) if points else None
    tasks = places.upkeep if places else ()
    days = (min(until, clock.today()) - since).days + 1
    rows: list[Sequence[Cell]] = [
        (
            point.name,
            task.name,
            counts.get((point.id, task.code), 0),
            max(days // task.every_days, 0),
        )
        for point in points
        for task in tasks
    ]
    columns = (
        Column(_("Nơi đặt máy"), 22),
        Column(_("Việc"), 34),
        Column(_("Đã làm (lần)"), 12, centred=True),
        Column(_("Theo lịch (lần)"), 12, centred=True),
    )
    return Table(columns, rows)


def _followed(wanted: str, on: date | None) -> str:
    if not wanted:
        return _("không có việc phải khắc phục")
    if on is None:
        return _("chưa xong: {wanted}").format(wanted=wanted)
    return _("đã xong {day}: {wanted}").format(day=day(on), wanted=wanted)


def _unless_empty(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> list[Table]:
    return [Table(columns, rows)] if rows else []


def _days(period: Period) -> tuple[date, date]:
    """A period that is open at a side goes back to the first books, and up to today."""
    return period.since or _FIRST, period.until or clock.today()


TABLES: Mapping[str, Callable[[Session, Officer, Period], Contents]] = {
    "public_machines": public_machines,
    "service_hours": service_hours,
    "place_visits": place_visits,
    "upkeep_training_inspection": upkeep_training_inspection,
    "place_costs": place_costs,
}
