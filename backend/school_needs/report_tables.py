"""What the report of the programme says in figures, in the sentences of the report of 2021."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from backend import scope
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.administrative_units.tree import tree
from backend.figures import queries as figures
from backend.figures.figure import Figure
from backend.figures.narrowing import Narrowing
from backend.figures.rules import Period
from backend.figures.tables import by_name
from backend.i18n import _
from backend.officers.models import Officer
from backend.papers.shapes import Paragraph, Table
from backend.school_needs import figures as own
from backend.school_needs import focal_officers
from backend.school_needs.groups import levels_of, needs
from backend.school_needs.models import Pledge, SchoolNeed
from backend.school_needs.rules import SHORT_LEVELS, LevelCount, told
from backend.school_needs.sources import GIFTS, stood_in
from backend.schools.models import School
from backend.schools.words import SchoolLevel

Contents = Sequence[Table | Paragraph]


def participation(session: Session, officer: Officer, period: Period) -> Contents:
    """ "67/67 trường thuộc … nghiêm túc triển khai thực hiện"."""
    asked = _count(session, officer, period, own.SCHOOLS_ASKED)
    reported = _count(session, officer, period, own.SCHOOLS_REPORTED)
    unit = session.get_one(AdministrativeUnit, officer.unit_id).full_name
    words = _(
        "{reported}/{asked} trường thuộc {unit} nghiêm túc triển khai thực hiện Chương trình."
    )
    return [Paragraph(words.format(reported=reported, asked=asked, unit=unit))]


def groups(session: Session, officer: Officer, period: Period) -> Contents:
    """A sentence for each reported group: schools and sites level by level, and what is not on the
    platform yet."""
    return list(_groups(session, officer, period))


def _groups(session: Session, officer: Officer, period: Period) -> Iterator[Paragraph]:
    counts = level_counts(session, officer, period)
    for reported in needs().reported:
        said = told(counts[reported.code])
        if said or not reported.beyond:
            yield Paragraph(f"{_(reported.wording)}: {said or _('chưa có trường nào báo')}.")
    if left := _count(session, officer, period, own.NEEDS_TO_PUSH):
        words = _("Trong đó còn {count} nhu cầu đã ghi nhận, đang chờ đưa lên nền tảng Nhân đạo.")
        yield Paragraph(words.format(count=left))


def level_counts(
    session: Session, officer: Officer, period: Period
) -> Mapping[str, Sequence[LevelCount]]:
    """Schools and sites of each level with needs, by the code of the reported group, in the report's
    order. One statement for all of what the figures count one by one."""
    codes = {each.code: each.reported_as for each in needs().groups}
    group = case(codes, value=SchoolNeed.group_code).label("reported")
    schools = func.count(SchoolNeed.school_id.distinct())
    query = (
        select(group, School.level, schools, func.count(SchoolNeed.site_id.distinct()))
        .join(School, School.id == SchoolNeed.school_id)
        .where(scope.within(officer, School.unit_id), stood_in(period))
        .group_by("reported", School.level)  # by name: its parameters are new each time
    )
    found = {(code, level): (count, sites) for code, level, count, sites in session.execute(query)}
    return {
        reported.code: [
            LevelCount(level, *found.get((reported.code, level), (0, 0)))
            for level in levels_of(reported)
        ]
        for reported in needs().reported
    }


def gifts(session: Session, officer: Officer, period: Period) -> Contents:
    """What came, by kind, in the order of the report; money and works on needs at the end."""
    things, needed, dong = _received(session, officer, period)
    said = [
        _("{name}: {count} lượt, số lượng {quantity}").format(
            name=_(each.name), count=things[each.code][0], quantity=things[each.code][1]
        )
        for each in needs().gifts
        if each.code in things
    ]
    intro = _(
        "Thực hiện chủ trương xã hội hóa giáo dục, các trường đã tích cực huy động, kêu gọi sự ủng hộ "
        "của các tổ chức, cá nhân, các nhà hảo tâm trong và ngoài tỉnh đầu tư cho giáo dục"
    )
    found = [Paragraph(f"{intro} ({'; '.join(said)})." if said else f"{intro}.")]
    if needed:
        words = _("Nhu cầu đã có người giúp: {count} lượt nhận.")
        found.append(Paragraph(words.format(count=needed)))
    if dong:
        words = _("Giá trị ghi nhận được: {amount} đồng.")
        found.append(Paragraph(words.format(amount=f"{dong:,}".replace(",", "."))))
    return found


def _received(
    session: Session, officer: Officer, period: Period
) -> tuple[dict[str, tuple[int, int]], int, int]:
    """Of each kind of gift how often and how many came, how often something for a need, and the đồng
    of all."""
    query = (
        select(Pledge.thing, func.count(), func.sum(Pledge.quantity), func.sum(Pledge.amount))
        .where(*GIFTS.within(session, officer, _narrowed(officer, period)))
        .group_by(Pledge.thing)
    )
    rows = session.execute(query).all()
    things = {thing: (count, int(quantity)) for thing, count, quantity, _amount in rows if thing}
    needed = sum(count for thing, count, _quantity, _amount in rows if not thing)
    return things, needed, sum(int(amount or 0) for *_rest, amount in rows)


def focal(session: Session, officer: Officer, _period: Period) -> Contents:
    """ "Cử đầu mối (cấp MN: …, cấp TH: …, cấp THCS: …)"; nothing while nobody is named."""
    places = [(UnitId(officer.unit_id), level) for level in SchoolLevel]
    found = focal_officers.nearest(session, places)
    named = [
        f"cấp {SHORT_LEVELS[level]}: {found[place].name}"
        for place in places
        if (level := place[1]) and place in found
    ]
    if not named:
        return []
    words = _(
        "Cử đầu mối ({names}) cung cấp thông tin nhu cầu hỗ trợ và hướng dẫn các tổ chức, cá nhân, "
        "doanh nghiệp quan tâm thực hiện việc tài trợ các cơ sở giáo dục giải quyết khó khăn."
    )
    return [Paragraph(words.format(names=", ".join(named)))]


def not_reported(session: Session, officer: Officer, period: Period) -> Contents:
    """How many schools of each commune have not reported; nothing when all have."""
    units = tree(session)
    silent = own.SCHOOLS_SILENT.source.within(session, officer, _narrowed(officer, period))
    query = select(School.unit_id, func.count()).where(*silent).group_by(School.unit_id)
    counts = [(units.units[unit_id], count) for unit_id, count in session.execute(query)]
    counts.sort(key=lambda pair: by_name(pair[0]))
    found = [f"{unit.full_name}: {count} trường" for unit, count in counts]
    words = _("Còn trường chưa báo nhu cầu: {places}.")
    return [Paragraph(words.format(places="; ".join(found)))] if found else []


def _count(session: Session, officer: Officer, period: Period, figure: Figure) -> int:
    return figures.totals(session, officer, _narrowed(officer, period), [figure])[figure.code]


def _narrowed(officer: Officer, period: Period) -> Narrowing:
    return Narrowing(UnitId(officer.unit_id), period=period)


TABLES: Mapping[str, Callable[[Session, Officer, Period], Contents]] = {
    "school-needs-focal-officers": focal,
    "school-needs-participation": participation,
    "school-needs-groups": groups,
    "school-needs-gifts": gifts,
    "school-needs-not-reported": not_reported,
}
