"""An officer enters a request for a family that has no phone; it goes the way of all others, except
that who entered it does not approve it."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock, scope
from backend.db import locked
from backend.errors import Conflict, Invalid, NotFound
from backend.i18n import _
from backend.officers.models import Officer
from backend.programmes.offered import programmes_at
from backend.programmes.service import newest_revision, programme_of
from backend.support_requests import earlier_chains
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.contents import said
from backend.support_requests.duplicates import Duplicate, duplicates
from backend.support_requests.earlier_chains import OldPaper
from backend.support_requests.models import Lacking, Status, SupportRequest
from backend.support_requests.moves import PaperConsent
from backend.support_requests.service import ask_for_place, refresh, submit
from backend.vietnamese import compact


@dataclass(frozen=True)
class OnPaper:
    """Who signed that the data may be used, and on which day."""

    given_by: str
    given_on: date


def enter(
    session: Session,
    officer: Officer,
    command: SubmitSupportRequest,
    consent: OnPaper,
    seen_duplicate: int | None = None,
    paper: OldPaper | None = None,
) -> SupportRequest:
    """Takes the request in. `seen_duplicate` is the number of the newest request that may be for the
    same child or household, when the officer has looked at it and goes on; `paper` is one from former
    times, with the steps behind it. Raises `Conflict` while there is one
    that was not looked at, which a second press of the button meets as well; `NotFound` for a commune
    out of scope; `Invalid` where the programme is not for this child, or without a consent."""
    session.execute(locked(select(Officer).where(Officer.id == officer.id)))  # two presses, in turn
    if not scope.reaches(session, officer, command.unit_id):
        raise NotFound(_("Không có xã này trong đơn vị của anh/chị."))
    _require_offered(session, command)
    if consent.given_on > clock.today():
        raise Invalid(_("Ngày ký không thể ở sau hôm nay."), field="consented_on")
    found = same_child(session, command)
    if found and max(each.request.id for each in found) != seen_duplicate:
        raise Conflict(
            _(
                "Có thể trùng với hồ sơ đã có ở dưới. Anh/chị xem lại, vẫn khác thì đánh dấu rồi lưu."
            )
        )
    request = submit(session, None, command, entered_by=officer)
    if paper:
        _keep_paper(session, officer, request, paper)
    session.add(
        PaperConsent(
            request_id=request.id,
            given_by=consent.given_by,
            given_on=consent.given_on,
            officer_id=officer.id,
            created_at=clock.now(),
        )
    )
    session.flush()
    return request


def same_child(session: Session, command: SubmitSupportRequest) -> list[Duplicate]:
    """Requests that may be for the same child, surest first; nothing is written."""
    revision = newest_revision(session, command.programme)
    if revision is None:
        return []
    asked = SupportRequest(
        status=Status.WAITING,
        household_id=None,
        revision_id=revision.id,
        head_key=compact(command.head_name),
        child_key=compact(command.child_name),
        **said(programme_of(session, revision.id), command),
    )
    with session.no_autoflush:
        return duplicates(session, asked)


def _keep_paper(
    session: Session, officer: Officer, request: SupportRequest, paper: OldPaper
) -> None:
    """What the old offices decided stands; one that had passed every step waits for a place alone."""
    programme = programme_of(session, request.revision_id)
    earlier_chains.keep(session, officer, programme, request, paper)
    if request.passed == len(programme.steps):
        ask_for_place(session, officer, programme, request)
    refresh(session, request)


def _require_offered(session: Session, command: SubmitSupportRequest) -> None:
    """What the chat does not send either: a child with a device of its own, and another ground."""
    programmes = programmes_at(session, command.unit_id)
    programme = next((each for each in programmes if each.code == command.programme), None)
    if programme is None:
        raise Invalid(_("Anh/chị chọn chương trình."), field="offer")
    eligible = programme.eligible
    if eligible.without_device and command.lacking is Lacking.HAS_DEVICE:
        raise Invalid(
            _("Chương trình dành cho học sinh chưa có máy riêng để học."), field="lacking"
        )
    if command.circumstance not in eligible.circumstances:
        raise Invalid(_("Chương trình không có diện này. Anh/chị chọn lại."), field="circumstance")
