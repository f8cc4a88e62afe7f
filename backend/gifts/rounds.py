"""Rounds of allocation: both the Fatherland Front and the education office sign, two officers who are
named when the round is begun, so that nobody picks a side while signing."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import audit, clock, scope
from backend.administrative_units.models import UnitId
from backend.errors import Conflict, Invalid, NotFound
from backend.gifts import queries, way
from backend.gifts.models import GiftId, GiftRound, GiftRoundId, GiftShare, ShareId
from backend.gifts.rules import whole_number
from backend.gifts.words import GiftKind, Side
from backend.i18n import _
from backend.officers.models import Officer, OfficerId
from backend.support_requests.models import RequestId, Status, SupportRequest

IN_NEED = (Status.APPROVED, Status.QUEUED)


@dataclass(frozen=True)
class Signers:
    """Who is to sign for which side."""

    fatherland: OfficerId
    education: OfficerId


@dataclass(frozen=True)
class ShareForm:
    """What is to be taken of a gift, as it is typed: for the pupil of a request, or for a purpose."""

    gift_id: GiftId
    count: str
    request_code: str = ""
    purpose: str = ""


def begin(
    session: Session, officer: Officer, unit_id: UnitId, name: str, signers: Signers
) -> GiftRound:
    """A round without anything in it, and who is to sign it. Raises `Invalid` beside the field."""
    if not scope.reaches(session, officer, unit_id):
        raise NotFound(_("Không có đơn vị này trong phạm vi của anh/chị."))
    if not name.strip():
        raise Invalid(_("Anh/chị đặt tên đợt, ví dụ: Đợt tháng 11/2026."), field="name")
    known = {each.id for each in queries.signers(session, officer, unit_id)}
    for side, signer in (
        (Side.FATHERLAND, signers.fatherland),
        (Side.EDUCATION, signers.education),
    ):
        if signer not in known:
            raise Invalid(_("Anh/chị chọn cán bộ ký thay bên này."), field=side.value)
    if signers.fatherland == signers.education:
        words = _("Hai bên cần hai cán bộ khác nhau. Anh/chị chọn người khác.")
        raise Invalid(words, field=Side.EDUCATION.value)
    made = GiftRound(
        unit_id=unit_id,
        name=name.strip(),
        fatherland_officer_id=signers.fatherland,
        education_officer_id=signers.education,
        created_at=clock.now(),
        version=1,
    )
    session.add(made)
    session.flush()
    audit.record(
        session,
        "begin_gift_round",
        made,
        by=officer,
        fatherland=signers.fatherland,
        education=signers.education,
    )
    return made


def take(
    session: Session, officer: Officer, round_id: GiftRoundId, version: int, form: ShareForm
) -> GiftShare:
    """Puts a part of a gift into the round; never more than the gift has left. Raises `Invalid` beside
    the field, `Conflict` once somebody has signed."""
    of = _open(session, officer, round_id, version)
    gift = queries.gift(session, officer, form.gift_id, lock=True)
    if gift.unit_id != of.unit_id:
        raise Invalid(_("Quà này do đơn vị khác tiếp nhận."), field="gift_id")
    count = whole_number(form.count)
    is_money = gift.kind is GiftKind.MONEY
    rest = way.remaining(session, [gift])[gift.id]
    room = (rest.amount if is_money else rest.quantity) or 0
    if count is None:
        raise Invalid(_("Anh/chị ghi một con số, ví dụ: 20 hoặc 5.000.000."), field="count")
    if count > room:
        words = _("Quà này chỉ còn {room}. Anh/chị ghi số nhỏ hơn.")
        raise Invalid(words.format(room=f"{room:,}".replace(",", ".")), field="count")
    request_id = _request_id(session, officer, form.request_code)
    if request_id is None and not form.purpose.strip():
        words = _("Anh/chị ghi mã hồ sơ, hoặc ghi dùng vào việc gì.")
        raise Invalid(words, field="purpose")
    share = GiftShare(
        round_id=of.id,
        gift_id=gift.id,
        quantity=None if is_money else count,
        amount=count if is_money else None,
        request_id=request_id,
        purpose=form.purpose.strip(),
    )
    session.add(share)
    of.version += 1
    session.flush()
    audit.record(session, "take_gift_share", of, by=officer, gift=gift.code)
    return share


def put_back(
    session: Session, officer: Officer, round_id: GiftRoundId, version: int, share_id: ShareId
) -> None:
    """Takes a part out of the round again."""
    of = _open(session, officer, round_id, version)
    query = select(GiftShare).where(GiftShare.id == share_id, GiftShare.round_id == of.id)
    share = session.scalar(query)
    if share is None:
        raise NotFound(_("Đợt này không có phần đó."))
    session.delete(share)
    of.version += 1
    session.flush()
    audit.record(session, "put_back_gift_share", of, by=officer)


def sign(session: Session, officer: Officer, round_id: GiftRoundId, version: int) -> GiftRound:
    """Signs for the side that the officer was named for. Raises `Conflict` for an empty round, for
    anybody else, and the second time."""
    of = queries.gift_round(session, officer, round_id, lock=True)
    _require_seen(of, version)
    side = side_of(of, officer)
    if side is None:
        raise Conflict(_("Đợt này chờ hai cán bộ đã ghi tên ký. Anh/chị báo họ vào ký."))
    if not queries.shares(session, officer, of):
        raise Conflict(_("Đợt chưa có phần nào. Anh/chị ghi phần quà rồi ký."))
    if signed_at(of, side) is not None:
        raise Conflict(_("Anh/chị đã ký rồi, không cần ký lại."))
    if side is Side.FATHERLAND:
        of.fatherland_at = clock.now()
    else:
        of.education_at = clock.now()
    if of.fatherland_at and of.education_at:
        of.agreed_on = clock.today()
    of.version += 1
    session.flush()
    audit.record(session, "sign_gift_round", of, by=officer, side=side.value)
    return of


def unsign(session: Session, officer: Officer, round_id: GiftRoundId, version: int) -> None:
    """Takes the only signature back, so that the round can be changed. Raises `Conflict` once both
    have signed, and for anybody but the signer."""
    of = queries.gift_round(session, officer, round_id, lock=True)
    _require_seen(of, version)
    if of.agreed_on:
        raise Conflict(_("Hai bên đã ký, đợt này không sửa nữa. Cần đổi thì lập đợt sau."))
    side = side_of(of, officer)
    if side is None or signed_at(of, side) is None:
        raise Conflict(_("Chỉ người đã ký mới rút được chữ ký của mình."))
    of.fatherland_at = of.education_at = None
    of.version += 1
    session.flush()
    audit.record(session, "unsign_gift_round", of, by=officer)


def side_of(of: GiftRound, officer: Officer) -> Side | None:
    """The side that the officer signs for; None for whom the round does not name."""
    named = {of.fatherland_officer_id: Side.FATHERLAND, of.education_officer_id: Side.EDUCATION}
    return named.get(officer.id)


def signed_at(of: GiftRound, side: Side) -> datetime | None:
    """When this side signed; None while it has not."""
    return of.fatherland_at if side is Side.FATHERLAND else of.education_at


def _open(session: Session, officer: Officer, round_id: GiftRoundId, version: int) -> GiftRound:
    of = queries.gift_round(session, officer, round_id, lock=True)
    _require_seen(of, version)
    if of.fatherland_at or of.education_at:
        words = _("Đợt này đã có bên ký nên không sửa được. Người ký rút chữ ký thì sửa tiếp.")
        raise Conflict(words)
    return of


def _require_seen(of: GiftRound, version: int) -> None:
    if of.version != version:
        raise Conflict(_("Đợt này vừa có người sửa. Anh/chị xem lại rồi làm tiếp."))


def _request_id(session: Session, officer: Officer, code: str) -> RequestId | None:
    """An approved request that still waits for a device ("đúng đối tượng", IV.8)."""
    if not code.strip():
        return None
    query = select(SupportRequest).where(
        SupportRequest.code == code.strip().upper(), scope.within(officer, SupportRequest.unit_id)
    )
    found = session.scalar(query)
    if found is None or found.status not in IN_NEED:
        words = _("Không có hồ sơ đã duyệt, chờ nhận máy, mang mã này. Anh/chị xem lại mã.")
        raise Invalid(words, field="request_code")
    return found.id
