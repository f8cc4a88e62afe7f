"""What a person has sent in, requests and tickets, to tell of or to choose from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial

from backend.i18n import _
from backend.office import Office
from bot.reading.codes import read_any_code, read_code

_line = "{} · {} · {}".format

REQUESTS = "HT"


@dataclass(frozen=True)
class Affair:
    """What the person has sent in: its line in a list, and what says where it stands."""

    label: str
    standing: Callable[[], str]


def own_affairs(office: Office) -> dict[str, Affair]:
    """Requests, then tickets, by code; each newest first."""
    found = own_requests(office)
    for t in office.tickets():
        name = _(office.ticket_kind(t.kind).name)
        tell = partial(office.standing_of_ticket, t)
        found[t.code] = Affair(_line(t.code, name, t.status.label), tell)
    for each in office.title_applications():
        name, tell = _(office.title_name(each)), partial(office.standing_of_title, each)
        found[each.code] = Affair(_line(each.code, name, each.status.label), tell)
    return found


def own_requests(office: Office) -> dict[str, Affair]:
    """The requests alone."""
    return {
        r.code: Affair(_line(r.code, r.recipient, r.status.label), partial(office.standing_of, r))
        for r in office.requests()
    }


def own_series(office: Office) -> set[str]:
    """The letters with which the codes of the own affairs begin."""
    codes = [r.code for r in office.requests()] + [t.code for t in office.tickets()]
    codes += [each.code for each in office.title_applications()]
    return {REQUESTS} | {code.partition("-")[0] for code in codes}


def code_in(text: str, own: Mapping[str, object]) -> str | None:
    """The code in a text; an own one where the text can be read so, else another."""
    series = {code.partition("-")[0] for code in own}
    read = [read_code(text, prefix) for prefix in (*sorted(series), REQUESTS)]
    codes = [code.value for code in (*read, read_any_code(text)) if code.value]
    return next((code for code in codes if code in own), codes[0] if codes else None)
