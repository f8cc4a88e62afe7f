"""Which schools have reported, one school with its needs, gifts without a need, and focal officers.

The site asks these pages before `need_pages`, for which "reporting" would be a need's number.
"""

from starlette.responses import Response

from backend import clock
from backend.admin import communes
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.donors import queries as donors
from backend.figures.rules import this_year
from backend.i18n import _
from backend.officers.permissions import Task
from backend.school_needs import focal_officers, overview, pledging, queries, service, taking_part
from backend.school_needs.groups import gift, group_name, needs
from backend.school_needs.models import PledgeId
from backend.school_needs.need_pages import (
    HOME,
    choices,
    need_form,
    pledge_form,
    sites_to_choose,
)
from backend.school_needs.words import PledgeKind
from backend.schools import queries as schools
from backend.schools.models import SchoolId
from backend.schools.words import SchoolLevel

pages = Pages(task=Task.MANAGE_PLACES)

REPORTING, GIFTS, FOCAL = f"{HOME}/reporting", "/admin/school-gifts", f"{HOME}/focal-officers"


@pages.get("/school-needs/reporting")
def reporting(page: Page, level: str = "", after: str = "") -> Response:
    """n of N schools of each level, and those that have said nothing this year."""
    chosen = SchoolLevel(level) if level in list(SchoolLevel) else None
    year = clock.today().year
    last = SchoolId(row_number(after) or 0) or None
    found = taking_part.silent(page.session, page.officer, year, chosen, last)
    taken = taking_part.taken(page.session, page.officer, year)
    return page.show(
        "school_needs/reporting.html",
        year=year,
        taken=taken,
        reported=sum(each.reported for each in taken),
        all_schools=sum(each.schools for each in taken),
        silent=found[: taking_part.PAGE],
        more=len(found) > taking_part.PAGE,
        chosen=chosen,
        lacking=overview.lacking(page.session, page.officer, this_year(clock.today())),
    )


def reporting_again(page: Page, school_id: SchoolId) -> Response:
    """The list, above it why this school was not reminded."""
    return reporting(page)


@pages.post("/school-needs/schools/{school_id}/remind", again=reporting_again)
def remind(page: Page, school_id: SchoolId) -> Response:
    """A notice to the school's confirmed teachers."""
    told = taking_part.remind(page.session, page.officer, school_id)
    return page.go(REPORTING, _("Đã nhắn cho {count} thầy cô của trường.").format(count=told))


@pages.get("/school-needs/schools/{school_id}")
def school(page: Page, school_id: SchoolId) -> Response:
    """One school: what it lacks, and the forms to say so."""
    found = schools.school(page.session, page.officer, school_id)
    year = clock.today().year
    return page.show(
        "school_needs/school.html",
        school=found,
        unit=page.session.get_one(AdministrativeUnit, found.unit_id),
        needs=overview.needs_of(page.session, page.officer, school_id),
        said=taking_part.of_school(page.session, school_id, year),
        year=year,
        sites=sites_to_choose(page, school_id),
        group_name=group_name,
        **choices(),
    )


@pages.post("/school-needs/schools/{school_id}", again=school)
def add(page: Page, school_id: SchoolId) -> Response:
    """One more need of a school."""
    made = service.add(page.session, page.officer, school_id, need_form(page.form))
    return page.go(f"{HOME}/{made.id}", _("Đã ghi nhu cầu."))


@pages.post("/school-needs/schools/{school_id}/none", again=school)
def confirm_none(page: Page, school_id: SchoolId) -> Response:
    """It lacks nothing this year."""
    taking_part.confirm_none(page.session, page.officer, school_id)
    return page.go(f"{HOME}/schools/{school_id}", _("Đã ghi năm nay trường không cần gì."))


@pages.post("/school-needs/schools/{school_id}/same", again=school)
def confirm_same(page: Page, school_id: SchoolId) -> Response:
    """What it lacked, it lacks still."""
    taking_part.confirm_same(page.session, page.officer, school_id)
    return page.go(f"{HOME}/schools/{school_id}", _("Đã ghi trường xác nhận các nhu cầu này."))


@pages.get("/school-gifts")
def gifts(page: Page, before: str = "") -> Response:
    """What sponsors promised and gave to schools, and a form for what came without a need."""
    last = PledgeId(row_number(before) or 0) or None
    found = queries.pledges(page.session, page.officer, last)
    return page.show(
        "school_needs/gifts.html",
        pledges=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        gift=gift,
        things=[(each.code, _(each.name)) for each in needs().gifts],
        kinds=[(each.value, each.label) for each in PledgeKind],
        donors=donors.names(page.session, page.officer),
        communes=communes.choices(page),
        schools=overview.schools_to_choose(page.session, page.officer),
    )


@pages.post("/school-gifts", again=gifts)
def record_gift(page: Page) -> Response:
    """What came without a need."""
    chosen = row_number(page.form.raw("school"))
    unit = UnitId(0) if chosen else communes.chosen(page)
    school_id = SchoolId(chosen) if chosen else None
    form = pledge_form(page.form)
    pledging.record_gift(page.session, page.officer, unit, school_id, form)
    return page.go(GIFTS, _("Đã ghi phần ủng hộ."))


@pages.get("/school-needs/focal-officers")
def focal(page: Page) -> Response:
    """Whom sponsors may call, level by level."""
    return page.show(
        "school_needs/focal.html",
        own=focal_officers.of_unit(page.session, page.officer),
        levels=list(SchoolLevel),
        below=[
            pair
            for pair in focal_officers.below(page.session, page.officer)
            if pair[0].unit_id != page.officer.unit_id
        ],
    )


@pages.post("/school-needs/focal-officers", again=focal)
def appoint(page: Page) -> Response:
    """Who it is from now on."""
    level, name = page.form.text("level", 30), page.form.text("name", 100)
    phone = page.form.text("phone", 30)
    focal_officers.appoint(page.session, page.officer, level, page.version(), name, phone)
    return page.go(FOCAL, _("Đã ghi đầu mối."))
