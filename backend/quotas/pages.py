"""Quotas: the table, one line with the requests that use it, and who waits for a place."""

from starlette.responses import Response

from backend.admin import communes
from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.errors import NotFound
from backend.i18n import _
from backend.officers.permissions import Task
from backend.quotas import queries, service
from backend.quotas.claims import Line, is_limited
from backend.quotas.models import ClaimId, QuotaId
from backend.quotas.schools import schools_of
from backend.quotas.service import QuotaForm
from backend.quotas.wording import Words, programmes
from backend.schools.models import SchoolId

pages = Pages(task=Task.SET_QUOTA)

HOME = "/admin/quotas"


@pages.get("/quotas")
def quotas(page: Page, programme: str = "", after: str = "") -> Response:
    """What every unit has, and a form for another line."""
    found = programmes(page.session)
    words = _chosen(found, programme or str(page.form.raw("programme")))
    last = QuotaId(row_number(after) or 0) or None
    rows = queries.table(page.session, page.officer, words.programme.code, after=last)
    own = page.session.get_one(AdministrativeUnit, page.officer.unit_id)
    waiting = queries.waiting(page.session, page.officer, words.programme.code, limit=1)
    return page.show(
        "quotas/quotas.html",
        programmes=found,
        words=words,
        rows=rows[: queries.PAGE],
        more=len(rows) > queries.PAGE,
        is_waiting=bool(waiting),
        limited=any(
            is_limited(page.session, Line(own.id, words.programme.code, code))
            for code, _name in words.benefits
        ),
        units=_units(page, own),
    )


def _chosen(found: list[Words], code: str) -> Words:
    if not found:
        raise NotFound(_("Chưa có chương trình nào."))
    return next((each for each in found if each.programme.code == code), found[0])


def _units(page: Page, own: AdministrativeUnit) -> list[tuple[UnitId, str]]:
    if own.level is Level.COMMUNE:
        return [(own.id, own.full_name)]
    return [(own.id, own.full_name), *communes.choices(page)]


@pages.post("/quotas", again=quotas)
def add(page: Page) -> Response:
    """A new line."""
    form = page.form
    unit_id = UnitId(row_number(form.raw("unit_id")) or 0)
    quota = service.set_quota(
        page.session,
        page.officer,
        0,
        QuotaForm(
            unit_id,
            form.text("programme", 64),
            form.text("benefit", 64),
            form.text("source", 64),
            form.text("round", 64),
            form.text("amount", 20),
            form.text("decision_number", 60),
        ),
    )
    return page.go(f"{HOME}/{quota.id}", _("Đã ghi chỉ tiêu."))


@pages.get("/quotas/waiting")
def waiting(page: Page, programme: str = "") -> Response:
    """Who is approved and waits for a place, in the order in which they will be served."""
    words = _chosen(programmes(page.session), programme or page.form.raw("programme"))
    found = queries.waiting(page.session, page.officer, words.programme.code)
    return page.show(
        "quotas/waiting.html",
        words=words,
        claims=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
    )


@pages.post("/quotas/waiting", again=waiting)
def serve(page: Page) -> Response:
    """Looks through those who wait once more, as on the day on which a round opens."""
    code = page.form.text("programme", 64)
    lines = queries.waiting_lines(page.session, page.officer, code)
    count = sum(service.serve_again(page.session, page.officer, line) for line in lines)
    words = _("Đã xếp chỉ tiêu cho {count} hồ sơ.") if count else _("Vẫn chưa có chỉ tiêu trống.")
    return page.go(f"{HOME}/waiting?programme={code}", words.format(count=count))


@pages.get("/quotas/{quota_id}")
def quota(page: Page, quota_id: QuotaId, after: str = "") -> Response:
    """One line: its figures, what it is divided into, the requests that use it, and its form."""
    row = queries.row(page.session, page.officer, quota_id)
    last = ClaimId(row_number(after) or 0) or None
    using = queries.using(page.session, page.officer, quota_id, last)
    code = row.quota.programme
    divided = queries.table(page.session, page.officer, code, divides=row.quota)
    words = _chosen(programmes(page.session), code)
    by_school = words.programme.quota_by == "school"
    is_commune = row.unit.level is Level.COMMUNE and not row.quota.school_id
    return page.show(
        "quotas/quota.html",
        row=row,
        words=words,
        schools=_schools(page, row.unit.id) if by_school and is_commune else [],
        divided=divided[: queries.PAGE],
        using=using[: queries.PAGE],
        more=len(using) > queries.PAGE,
        communes=communes.choices(page) if row.unit.level is Level.PROVINCE else [],
    )


@pages.post("/quotas/{quota_id}/change", again=quota)
def change(page: Page, quota_id: QuotaId) -> Response:
    """Another amount."""
    found = queries.quota(page.session, page.officer, quota_id)
    _set(page, quota_id, found.unit_id, page.version(), found.school_id)
    return page.go(f"{HOME}/{quota_id}", _("Đã ghi số mới."))


@pages.post("/quotas/{quota_id}/divide", again=quota)
def divide(page: Page, quota_id: QuotaId) -> Response:
    """What a commune or a school gets of it; one that has something already is changed on its own
    page."""
    found = queries.quota(page.session, page.officer, quota_id)
    school = SchoolId(row_number(page.form.raw("school_id")) or 0) or None
    commune = found.unit_id if school else UnitId(row_number(page.form.raw("unit_id")) or 0)
    _set(page, quota_id, commune, 0, school)
    return page.go(f"{HOME}/{quota_id}", _("Đã chia chỉ tiêu."))


def _set(
    page: Page, quota_id: QuotaId, unit_id: UnitId, version: int, school_id: SchoolId | None
) -> None:
    """The line of `quota_id`, for a unit or a school in it."""
    found = queries.quota(page.session, page.officer, quota_id)
    service.set_quota(
        page.session,
        page.officer,
        version,
        QuotaForm(
            unit_id,
            found.programme,
            found.benefit,
            found.source,
            found.round,
            page.form.text("amount", 20),
            page.form.text("decision_number", 60),
            school_id,
        ),
    )


def _schools(page: Page, unit_id: UnitId) -> list[tuple[SchoolId, str]]:
    return [(school.id, school.name) for school in schools_of(page.session, unit_id)]
