"""What a person reads about what they asked of their data, each message at most 300 letters long."""

from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.clock import local
from backend.data_requests.models import DataRequest
from backend.i18n import _, day


def office_of(session: Session, request: DataRequest) -> str:
    """Who answers, as people call it."""
    if request.unit_id is None:
        return _("Cán bộ")
    unit = session.get_one(AdministrativeUnit, request.unit_id)
    return _("UBND {unit}").format(unit=unit.full_name)


def received(request: DataRequest) -> str:
    """After it came in, below its code and the day on which it is done."""
    return _(
        "Trước đó, chậm nhất ngày {day}, cán bộ nhắn là đã nhận. "
        "Muốn biết đến đâu rồi, anh/chị nhắn: trạng thái."
    ).format(day=day(request.acknowledge_by))


def asked_anew(request: DataRequest) -> str:
    """Behind the word that more was passed on, after it had ended."""
    return _("Việc này được làm lại, xong chậm nhất ngày {due}.").format(due=day(request.due_by))


def acknowledged(request: DataRequest, office: str) -> str:
    """An officer has it in hand."""
    return _(
        "{office} đã nhận yêu cầu {code} ({kind}) của anh/chị. "
        "Việc này xong chậm nhất ngày {due}; xong là em báo ngay."
    ).format(office=office, due=day(request.due_by), **named(request))


def extended(request: DataRequest, office: str) -> str:
    """It takes longer, and why."""
    return _(
        "{office} cần thêm thời gian cho yêu cầu {code} ({kind}), vì: {reason}\n"
        "Hạn mới là ngày {due}. Chỉ gia hạn một lần này thôi ạ."
    ).format(
        office=office, due=day(request.due_by), reason=request.extension_reason, **named(request)
    )


def closed(request: DataRequest, office: str, answer: str) -> str:
    """How it ended."""
    return _("{office} trả lời yêu cầu {code} ({kind}), {outcome}: {answer}").format(
        office=office, outcome=_outcome(request), answer=answer, **named(request)
    )


def standing(request: DataRequest, office: str) -> str:
    """Where it stands, for XEM."""
    if request.done_at and request.outcome:
        return _("Yêu cầu {code} ({kind}): {outcome} ngày {done}.").format(
            outcome=_outcome(request), done=day(local(request.done_at).date()), **named(request)
        )
    if request.first_due_by:
        words = _(
            "Yêu cầu {code} ({kind}): {office} xin thêm thời gian, xong chậm nhất ngày {due}."
        )
    elif request.acknowledged_at:
        words = _("Yêu cầu {code} ({kind}): {office} đã nhận, xong chậm nhất ngày {due}.")
    else:
        words = _(
            "Yêu cầu {code} ({kind}): {office} báo đã nhận chậm nhất ngày {acknowledge}, "
            "làm xong chậm nhất ngày {due}."
        )
    return words.format(
        office=office,
        due=day(request.due_by),
        acknowledge=day(request.acknowledge_by),
        **named(request),
    )


def named(request: DataRequest) -> dict[str, str]:
    """Its code and what it asks, for sentences."""
    return {"code": request.code, "kind": request.kind.label.lower()}


def _outcome(request: DataRequest) -> str:
    return request.outcome.label.lower() if request.outcome else ""
