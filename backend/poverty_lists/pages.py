"""Poverty lists: what there is, a new file, its preview, and publishing or dropping it."""

from collections.abc import Sequence
from pathlib import Path

from starlette.responses import Response

from backend import clock
from backend.admin import communes
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.errors import Invalid, NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.officers.permissions import Task
from backend.poverty_lists import importing, layouts, preview, queries, service
from backend.poverty_lists.models import ListId, ListKind, ListState, PovertyList
from backend.poverty_lists.service import NotSure, SameFile

LISTS = "/admin/poverty-lists"
FIRST_YEAR = 2016  # the first standard of the kind that lists have

pages = Pages(task=Task.PUBLISH_LIST)


@pages.get("/poverty-lists")
def lists(page: Page) -> Response:
    """Everything published and everything that waits to be, with the form for a new file."""
    session, officer = page.session, page.officer
    published = queries.lists(session, officer)
    return page.show(
        "poverty_lists/lists.html",
        published=_with_units(page, published),
        in_use=preview.in_use(session, [listed.id for listed in published]),
        drafts=[
            (draft, unit, session.get_one(Officer, draft.officer_id))
            for draft, unit in _with_units(page, queries.drafts(session, officer))
        ],
        units=_units(page),
        kinds=[(kind.value, kind.label) for kind in ListKind],
    )


def _with_units(
    page: Page, found: Sequence[PovertyList]
) -> list[tuple[PovertyList, AdministrativeUnit]]:
    return [(one, page.session.get_one(AdministrativeUnit, one.unit_id)) for one in found]


def _units(page: Page) -> list[tuple[UnitId, str]]:
    """The units whose list this officer may send: communes, and a whole province."""
    own = page.session.get_one(AdministrativeUnit, page.officer.unit_id)
    whole = _("Cả {unit}").format(unit=own.full_name)
    return ([(own.id, whole)] if own.level is Level.PROVINCE else []) + communes.choices(page)


@pages.post("/poverty-lists", again=lists, slow=True)
def upload(page: Page) -> Response:
    """Keeps a file and has it read; a small one is read at once."""
    unit_id = UnitId(page.form.number("unit_id") or 0)
    kind = page.form.text("kind") or ListKind.YEAR
    if kind not in list(ListKind):
        raise Invalid(_("Anh/chị chọn một loại danh sách."), field="kind")
    file = page.form.file("file")
    content, name = file.file.read(), Path(file.filename or "").name
    try:
        with page.transaction():
            begun = importing.upload(
                page.session, page.officer, unit_id, ListKind(kind), name, content
            )
            list_id = begun.id
    except SameFile as same:
        return page.go(f"{LISTS}/{same.list_id}", str(same))
    return _read_soon(page, list_id, len(content))


def _read_soon(page: Page, list_id: ListId, size: int) -> Response:
    if size < importing.READ_AT_ONCE:
        importing.run_now(page.database, list_id)
    return page.go(f"{LISTS}/drafts/{list_id}")


@pages.get("/poverty-lists/drafts/{draft_id}")
def draft(page: Page, draft_id: ListId) -> Response:
    """What was read, before anything of it counts; or how far the reading is."""
    session, officer = page.session, page.officer
    listed = queries.unpublished(session, officer, draft_id)
    unit = session.get_one(AdministrativeUnit, listed.unit_id)
    if listed.state is ListState.DRAFT:
        values = preview.values(session, officer, listed)
        asks = isinstance(page.refusal, NotSure)
        return page.show("poverty_lists/preview.html", kept=listed, unit=unit, asks=asks, **values)
    job = queries.reading_job(session, officer, draft_id)
    return page.show("poverty_lists/reading.html", kept=listed, unit=unit, job=job)


@pages.post("/poverty-lists/drafts/{draft_id}/publish", again=draft)
def publish(page: Page, draft_id: ListId) -> Response:
    """Makes it the version that counts."""
    sure = page.form.raw("sure") == "yes"
    year = page.form.number("year")
    if year is not None and not FIRST_YEAR <= year <= clock.today().year + 1:
        raise Invalid(_("Anh/chị ghi năm của danh sách, ví dụ: 2026."), field="year")
    try:
        published = service.publish(page.session, page.officer, draft_id, sure=sure, year=year)
    except NotFound:
        published = queries.poverty_list(page.session, page.officer, draft_id)
        if published.state is not ListState.PUBLISHED:
            raise
        # A second click, or a second tab.
        return page.go(f"{LISTS}/{published.id}", _("Danh sách này đã được công bố rồi."))
    said = _("Đã công bố danh sách. Hồ sơ mới được đối chiếu với bản này.")
    return page.go(f"{LISTS}/{published.id}", said)


@pages.post("/poverty-lists/drafts/{draft_id}/drop", again=draft)
def drop(page: Page, draft_id: ListId) -> Response:
    """Throws the draft away."""
    service.drop_draft(page.session, page.officer, draft_id)
    return page.go(LISTS, _("Đã bỏ tệp vừa gửi. Danh sách đang dùng giữ nguyên."))


@pages.post("/poverty-lists/drafts/{draft_id}/stop", again=draft)
def stop(page: Page, draft_id: ListId) -> Response:
    """Stops reading."""
    importing.stop_reading(page.session, page.officer, draft_id)
    return page.go(f"{LISTS}/drafts/{draft_id}")


@pages.post("/poverty-lists/drafts/{draft_id}/again", again=draft, slow=True)
def again(page: Page, draft_id: ListId) -> Response:
    """Reads the file once more, as it was to be read the last time."""
    with page.transaction():
        listed = queries.unpublished(page.session, page.officer, draft_id)
        choices = layouts.from_json(listed.choices)
        importing.read_again(page.session, page.officer, draft_id, choices)
        size = preview.file_size(page.session, draft_id)
    return _read_soon(page, draft_id, size)
