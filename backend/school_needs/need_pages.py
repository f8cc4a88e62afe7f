"""Needs: the list, one of them, and what officers do with it."""

from starlette.responses import Response

from backend import clock
from backend.admin.forms import Form, row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.i18n import _
from backend.media.models import MediaFile
from backend.officers.permissions import Task
from backend.school_needs import focal_officers, pledging, queries, service
from backend.school_needs.clauses import promises
from backend.school_needs.groups import group_name, needs
from backend.school_needs.models import NeedId, PledgeId
from backend.school_needs.pledging import PledgeForm
from backend.school_needs.rules import still_wanted
from backend.school_needs.service import LONGEST_TEXT, NeedForm
from backend.school_needs.words import NeedState, PledgeKind, Urgency
from backend.schools import queries as schools
from backend.schools.models import SchoolId, SiteId

pages = Pages(task=Task.MANAGE_PLACES)

HOME = "/admin/school-needs"
TO_READ, TO_PUSH = "to_read", "to_push"


@pages.get("/school-needs")
def list_of_needs(
    page: Page, state: str = "", group: str = "", work: str = "", before: str = ""
) -> Response:
    """The needs, in one state, of one group, or still to be worked on."""
    chosen = NeedState(state) if state in list(NeedState) else None
    found = queries.needs(
        page.session,
        page.officer,
        state=chosen,
        group=group[:40],
        to_push=work == TO_PUSH,
        to_read=work == TO_READ,
        before=NeedId(row_number(before) or 0) or None,
    )
    to_read, to_push = queries.work_counts(page.session, page.officer)
    return page.show(
        "school_needs/needs.html",
        needs=found[: queries.PAGE],
        more=len(found) > queries.PAGE,
        chosen=chosen,
        group=group,
        work=work,
        groups=[(each.code, _(each.name)) for each in needs().groups],
        group_name=group_name,
        states=list(NeedState),
        counts=queries.counts(page.session, page.officer),
        to_read=to_read,
        to_push=to_push,
    )


@pages.get("/school-needs/{need_id}")
def need(page: Page, need_id: NeedId) -> Response:
    """One need: what is lacking, who helps, and what to do next."""
    found = queries.need(page.session, page.officer, need_id)
    named = queries.named(page.session, page.officer, found)
    place = (found.unit_id, named.school.level)
    return page.show(
        "school_needs/need.html",
        need=found,
        named=named,
        group_name=_(group_name(found.group_code)),
        pledges=queries.pledges_on(page.session, page.officer, found),
        wanted=still_wanted(found.quantity, promises(page.session, found.id)),
        history=queries.history(page.session, page.officer, found),
        focal=focal_officers.nearest(page.session, [place]).get(place),
        sites=sites_to_choose(page, found.school_id, found.site_id),
        kinds=[(each.value, each.label) for each in PledgeKind],
        picture=page.session.get(MediaFile, found.media_id) if found.media_id else None,
        **choices(),
    )


@pages.post("/school-needs/{need_id}/change", again=need)
def change(page: Page, need_id: NeedId) -> Response:
    """Its facts as they are now, and whether sponsors see it."""
    form = need_form(page.form)
    service.change(page.session, page.officer, need_id, page.version(), form)
    return page.go(f"{HOME}/{need_id}", _("Đã ghi thay đổi."))


@pages.post("/school-needs/{need_id}/push", again=need)
def push(page: Page, need_id: NeedId) -> Response:
    """It stands on the humanitarian platform."""
    on, link = page.form.day("on"), page.form.text("link", 500)
    service.push(page.session, page.officer, need_id, page.version(), on, link)
    return page.go(f"{HOME}/{need_id}", _("Đã ghi là có trên nền tảng Nhân đạo."))


@pages.post("/school-needs/{need_id}/close", again=need)
def close(page: Page, need_id: NeedId) -> Response:
    """It is not needed any more, or never was."""
    reason, mistaken = page.form.text("reason", 300), page.form.raw("mistaken") == "1"
    version = page.version()
    service.close(page.session, page.officer, need_id, version, reason, mistaken=mistaken)
    return page.go(f"{HOME}/{need_id}", _("Đã đóng nhu cầu."))


@pages.post("/school-needs/{need_id}/reopen", again=need)
def reopen(page: Page, need_id: NeedId) -> Response:
    """It is needed after all."""
    service.reopen(page.session, page.officer, need_id, page.version())
    return page.go(f"{HOME}/{need_id}", _("Đã mở lại nhu cầu."))


@pages.post("/school-needs/{need_id}/pledge", again=need)
def pledge(page: Page, need_id: NeedId) -> Response:
    """Somebody helps with it."""
    made = pledging.pledge(
        page.session, page.officer, need_id, page.version(), pledge_form(page.form)
    )
    said = _("Đã ghi trường nhận.") if made.received_on else _("Đã ghi người giúp.")
    return page.go(f"{HOME}/{need_id}", said)


def need_again(page: Page, need_id: NeedId, pledge_id: PledgeId) -> Response:
    """The need on which the form of a pledge was refused."""
    return need(page, need_id)


@pages.post("/school-needs/{need_id}/pledges/{pledge_id}/receive", again=need_again)
def receive(page: Page, need_id: NeedId, pledge_id: PledgeId) -> Response:
    """What was promised has come."""
    on = page.form.day("on")
    pledging.receive(page.session, page.officer, pledge_id, page.version(), on)
    return page.go(f"{HOME}/{need_id}", _("Đã ghi trường nhận."))


@pages.post("/school-needs/{need_id}/pledges/{pledge_id}/withdraw", again=need_again)
def withdraw(page: Page, need_id: NeedId, pledge_id: PledgeId) -> Response:
    """The promise is not kept."""
    pledging.withdraw(page.session, page.officer, pledge_id, page.version())
    return page.go(f"{HOME}/{need_id}", _("Đã bỏ lời hứa."))


def sites_to_choose(
    page: Page, school_id: SchoolId, chosen: SiteId | None = None
) -> list[tuple[str, str]]:
    """The school as a whole, then its sites that teach."""
    found = schools.sites(page.session, page.officer, school_id)
    open_ones = [each for each in found if not each.closed_on or each.id == chosen]
    return [("", _("Cả trường, điểm chính")), *((str(each.id), each.name) for each in open_ones)]


def choices() -> dict[str, list[tuple[str, str]]]:
    """What the form of a need lets one choose."""
    return {
        "groups": [(each.code, _(each.name)) for each in needs().groups],
        "urgencies": [(each.value, each.label) for each in Urgency],
    }


def need_form(form: Form) -> NeedForm:
    """A need as it was typed."""
    return NeedForm(
        site=form.text("site", 20),
        group=form.text("group", 40),
        text=form.text("text", LONGEST_TEXT),
        quantity=form.text("quantity", 20),
        cost=form.text("cost", 20),
        urgency=form.text("urgency", 20),
        published=form.raw("published") == "1",
    )


def pledge_form(form: Form) -> PledgeForm:
    """A pledge or a gift as it was typed."""
    today = clock.today() if form.raw("came") == "1" else None
    return PledgeForm(
        donor=form.text("donor", 200),
        kind=form.text("kind", 20),
        text=form.text("text", LONGEST_TEXT),
        quantity=form.text("quantity", 20),
        amount=form.text("amount", 20),
        ticket=form.text("ticket", 40),
        thing=form.text("thing", 40),
        received=form.day_or_none("received") or today,
    )
