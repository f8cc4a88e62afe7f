"""Ethnicity, circumstances, deprivations and the words of a list are shown where somebody decides, and
nowhere else: every page and file is opened with planted values, and a new one that shows them is told
here by its address.

A circumstance has a label that pages also offer as a choice. So what has the label is opened again with
another circumstance: what counts is whether the label is there more often when it is the family's own.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial

import pytest
from sqlalchemy import update

from backend.messages.models import OutboxMessage
from backend.officers.models import Role
from backend.papers.exports import NOUNS
from backend.poverty_lists.models import PovertyListEntry, PovertyListMember
from backend.programmes.rules import Circumstance
from backend.public.pages import public_routes
from backend.quotas.models import QuotaClaim
from backend.site.roles import declared
from backend.support_requests.models import SupportRequest
from backend.support_requests.queue_models import QueueEntry
from backend.tables import metadata
from tests.backend.admin.rows import Numbers, make_rows
from tests.backend.papers.reading import squeezed
from tests.security.answers import export_of, make_roles, role_for, text_of
from tests.security.whole import Whole
from tests.site import Visitor, demo_settings

ETHNICITY, OF_MEMBER = "Ơ Đu Trồng", "Rơ Măm Trồng"
LACKING, NOTE, NOTE_OF_MEMBER, CELL = "nhà xí trồng", "tâm thần trồng", "câm điếc trồng", "ô trồng"
POINTS = 918273
PLANTED = (ETHNICITY, OF_MEMBER, LACKING, NOTE, NOTE_OF_MEMBER, CELL, str(POINTS))
OWN, OTHER = Circumstance.COVID_ORPHAN, Circumstance.POLICY
# Which of them a column is planted with, by hand below; a new column that is marked has to join them.
COVERED = {
    "poverty_list_entries.ethnicity",
    "poverty_list_entries.deprivation_points",
    "poverty_list_entries.deprivations",
    "poverty_list_members.ethnicity",
    "quota_claims.classes",
    "queue_entries.circumstance",
    "support_requests.circumstance",
}
DECIDING = {
    "/admin/requests/{request_id}": "who decides reads the case, with the row of the list beside it",
}


def fill(whole: Whole, circumstance: Circumstance) -> None:
    """All rows of the lists with the planted values, all requests with the circumstance."""
    entry = {
        "ethnicity": ETHNICITY,
        "deprivations": [LACKING],
        "deprivation_points": POINTS,
        "note": NOTE,
        "raw": {"2": CELL},
    }
    member = {"ethnicity": OF_MEMBER, "note": NOTE_OF_MEMBER, "raw": {"2": CELL}}
    with whole.database.transaction() as session:
        session.execute(update(PovertyListEntry).values(**entry))
        session.execute(update(PovertyListMember).values(**member))
        for model in (SupportRequest, QueueEntry):
            session.execute(update(model).values(circumstance=circumstance.value))
        session.execute(update(QuotaClaim).values(classes=[circumstance.value]))


@pytest.fixture(scope="module")
def numbers(whole: Whole) -> Numbers:
    make_roles(whole)
    with whole.database.transaction() as session:
        return make_rows(session, whole.world)


def everything(whole: Whole, numbers: Numbers) -> Iterator[tuple[str, Callable[[], str]]]:
    """Every page, paper and table of the site, and every public page: its address, and what opens it
    and hands back its words."""
    with whole.database.reading() as session:
        request = session.get_one(SupportRequest, numbers["request_id"])
        values = {"code": request.code, "number": 1}
    with ExitStack() as stack:
        anybody = stack.enter_context(whole.visitor())
        officers = {
            role: stack.enter_context(whole.visitor(username=f"vai-{role}")) for role in Role
        }
        for one in declared():
            if one.method == "GET":
                officer = officers[role_for(one.task)]
                yield one.path, partial(seen_by, officer, one.path.format(**numbers))
        for noun in NOUNS:
            yield f"export of {noun}", partial(export_of, whole, noun)
        for route in public_routes(whole.database, demo_settings()):
            address = route.path.format(**values)
            yield f"public {address}", partial(seen_by, anybody, address)
        yield "public status", lambda: text_of(anybody.post("/ho-so", data=values))


def seen_by(visitor: Visitor, address: str) -> str:
    return text_of(visitor.get(address))


def hits(text: str, secret: str) -> int:
    return text.count(secret) + text.count(squeezed(secret)) * (squeezed(secret) != secret)


def test_every_marked_column_is_planted() -> None:
    marked = {
        str(column)
        for one in metadata.sorted_tables
        for column in one.c
        if column.info.get("sensitive")
    }
    assert marked == COVERED


def test_only_who_decides_is_shown_what_is_sensitive(whole: Whole, numbers: Numbers) -> None:
    fill(whole, OWN)
    with_label, shown = dict[str, int](), dict[str, list[str]]()
    for path, opened in everything(whole, numbers):
        text = opened()
        with_label[path] = hits(text, OWN.label)
        if found := [secret for secret in PLANTED if hits(text, secret)]:
            shown[path] = found
    fill(whole, OTHER)
    for path, opened in everything(whole, numbers):
        if with_label.get(path) and hits(opened(), OWN.label) < with_label[path]:
            shown.setdefault(path, []).append(OWN.label)
    assert {path: found for path, found in shown.items() if path not in DECIDING} == {}
    assert OWN.label in shown["/admin/requests/{request_id}"], "what is shown is found"


def test_no_message_tells_it(whole: Whole, numbers: Numbers) -> None:
    fill(whole, OWN)
    with whole.database.reading() as session:
        sent = " ".join(str(row.body) for row in session.query(OutboxMessage))
    assert [secret for secret in PLANTED if secret in sent] == []
