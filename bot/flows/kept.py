"""What is kept of a person besides requests: tickets, applications for titles, a family's word that it
needs nothing. One line each, for XEM; XÓA names the same."""

from collections.abc import Iterable, Mapping
from typing import Any

from backend.i18n import _
from backend.learning_titles.models import TitleApplication
from backend.need_answers.models import NeedAnswer
from backend.office import Office
from backend.tickets.models import Ticket


def _tickets(office: Office) -> list[Ticket]:
    """Those that still say something: what was erased is no more kept."""
    return [each for each in office.tickets() if any(fact["shown"] for fact in each.facts)]


def kept_besides(office: Office) -> list[str]:
    """The lines, newest first of each kind."""
    return [
        *(_of_ticket(office, each) for each in _tickets(office)),
        *(_of_title(office, each) for each in office.title_applications()),
        *(_of_no_need(each) for each in office.no_needs()),
    ]


def names_of_kept(office: Office) -> str:
    """All that is kept by its codes and kinds, requests first; "" for nothing."""
    codes = [request.code for request in office.requests()]
    codes += [f"{each.code} ({_(office.ticket_kind(each.kind).name)})" for each in _tickets(office)]
    codes += [f"{each.code} ({_(office.title_name(each))})" for each in office.title_applications()]
    codes += [_("lời báo không có nhu cầu")] * bool(office.no_needs())
    return ", ".join(codes)


def _of_ticket(office: Office, ticket: Ticket) -> str:
    words = _("Phiếu {code}, {kind}: {facts}.")
    kind = _(office.ticket_kind(ticket.kind).name)
    return words.format(code=ticket.code, kind=kind, facts=_facts(ticket.facts))


def _facts(facts: Iterable[Mapping[str, Any]]) -> str:
    return "; ".join(
        f"{_(fact['label']).lower()}: {fact['shown']}" for fact in facts if fact["shown"]
    )


def _of_title(office: Office, application: TitleApplication) -> str:
    words = _("Hồ sơ {code}, {title}: {applicant}; {hamlet}; minh chứng: {words}.")
    return words.format(
        code=application.code,
        title=_(office.title_name(application)),
        applicant=application.applicant_name,
        hamlet=application.hamlet,
        words=application.words,
    )


def _of_no_need(answer: NeedAnswer) -> str:
    words = _("Lời báo không có nhu cầu: chủ hộ {head}, sinh {born}; {hamlet}; điện thoại {phone}.")
    return words.format(
        head=answer.head_name,
        born=answer.head_birth_year or _("không nhớ"),
        hamlet=answer.hamlet,
        phone=answer.phone or _("không có số"),
    )
