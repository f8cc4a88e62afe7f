"""Making posters, and taking them back."""

from collections.abc import Sequence

from starlette.responses import Response

from backend.admin.forms import row_number
from backend.admin.page import Page
from backend.admin.pages import Pages
from backend.administrative_units.models import UnitId
from backend.administrative_units.queries import communes_of, hamlets
from backend.errors import NotFound
from backend.i18n import _
from backend.invitations import queries, service
from backend.invitations.lookup import invited
from backend.invitations.models import Invitation, InvitationId
from backend.invitations.poster import posters, words_of
from backend.officers.permissions import Task
from backend.public.ways import ways_of

pages = Pages(task=Task.MANAGE_PLACES)
ADDRESS = "/admin/invitations"
SHOWN = 25  # on a page


@pages.get("/invitations")
def invitations(page: Page, commune: str = "", before: str = "") -> Response:
    """The posters of one commune, the newest first, and the form for a new one."""
    communes = communes_of(page.session, page.officer)
    wanted = row_number(commune) or page.form.number("commune")
    chosen = next(
        (unit for unit in communes if unit.id == wanted), communes[0] if communes else None
    )
    found = queries.invitations(page.session, page.officer, chosen.id) if chosen else []
    places = hamlets(page.session, chosen.id) if chosen else []
    last = row_number(before)
    listed = [row for row in found if last is None or row.id < last]
    return page.show(
        "invitations/invitations.html",
        communes=communes,
        commune=chosen,
        hamlets=places,
        lacking=len({place.id for place in places} - {row.hamlet_id for row in found}),
        count=len(found),
        rows=[(row, invited(page.session, row)) for row in listed[:SHOWN]],
        more=len(listed) > SHOWN,
    )


@pages.post("/invitations", again=lambda page: invitations(page))
def create(page: Page) -> Response:
    """A new poster."""
    commune, hamlet = UnitId(page.form.number("commune") or 0), page.form.number("hamlet")
    school = page.form.text("school", service.LONGEST_SCHOOL)
    hamlet_id = UnitId(hamlet) if hamlet else None
    invitation = service.create(page.session, page.officer, commune, hamlet_id, school)
    said = _("Đã có áp phích, mã {code}. Anh/chị tải về rồi in.").format(code=invitation.typed_code)
    return page.go(_back(invitation), said)


@pages.post("/invitations/hamlets", again=lambda page: invitations(page))
def create_for_hamlets(page: Page) -> Response:
    """A poster for every hamlet that has none."""
    commune = UnitId(page.form.number("commune") or 0)
    made = service.create_for_hamlets(page.session, page.officer, commune)
    said = _("Đã có áp phích cho {count} thôn. Anh/chị tải về rồi in.").format(count=len(made))
    return page.go(f"{ADDRESS}?commune={commune}", said)


@pages.get("/invitations/posters.pdf")
def download_all(page: Page, commune: str = "") -> Response:
    """All posters of a commune in one file."""
    unit_id = UnitId(row_number(commune) or 0)
    found = queries.invitations(page.session, page.officer, unit_id)
    if not found:
        raise NotFound(_("Xã này chưa có áp phích nào."))
    return _pdf(page, found, f"ap-phich-{len(found)}-to")


@pages.get("/invitations/{invitation_id}/poster.pdf")
def download(page: Page, invitation_id: InvitationId) -> Response:
    """The poster, to be printed."""
    invitation = queries.invitation(page.session, page.officer, invitation_id)
    return _pdf(page, [invitation], f"ap-phich-{invitation.typed_code.lower().replace(' ', '-')}")


@pages.post(
    "/invitations/{invitation_id}/revoke", again=lambda page, invitation_id: invitations(page)
)
def revoke(page: Page, invitation_id: InvitationId) -> Response:
    """Ends a poster."""
    invitation = service.revoke(page.session, page.officer, invitation_id)
    said = _("Đã thu hồi mã {code}. Anh/chị gỡ tờ đang dán xuống nhé.")
    return page.go(_back(invitation), said.format(code=invitation.typed_code))


def _back(invitation: Invitation) -> str:
    return f"{ADDRESS}?commune={invitation.unit_id}"


def _pdf(page: Page, invitations: Sequence[Invitation], name: str) -> Response:
    words = [
        words_of(
            invited(page.session, invitation),
            f"{_site(page)}/s/{invitation.code}",
            ways_of(page.settings, invitation.code),
        )
        for invitation in invitations
    ]
    headers = {"Content-Disposition": f'attachment; filename="{name}.pdf"'}
    return Response(posters(words), media_type="application/pdf", headers=headers)


def _site(page: Page) -> str:
    """Where families reach this service; without `PUBLIC_URL`, as this browser does."""
    here = page.request.url
    return (page.settings.public_url or f"{here.scheme}://{here.netloc}").rstrip("/")
