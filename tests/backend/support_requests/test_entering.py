"""Requests that an officer enters for a family without a phone: read with care, kept from being
doubled, never approved by who entered them."""

from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from backend import clock
from backend.admin.forms import Form
from backend.administrative_units.models import UnitId
from backend.errors import Conflict, Invalid, NotFound
from backend.messages.models import OutboxMessage
from backend.officers.models import Officer, OfficerId
from backend.programmes.rules import Circumstance
from backend.programmes.service import CATALOGUE, read_programme
from backend.support_requests import entering, merging
from backend.support_requests.entering import OnPaper
from backend.support_requests.entry_form import read_consent, read_request
from backend.support_requests.merging import Seen
from backend.support_requests.models import Lacking, RequestId, Status, SupportRequest
from backend.support_requests.moves import PaperConsent
from tests.backend.counter import APPROVE, REFUSE, Counter, at_once

FORM = {
    "offer": "song-va-may-tinh/device",
    "relation": "parent",
    "circumstance": "poor",
    "unit": "2",
    "hamlet": "Thôn 1",
    "head_name": "Hồ Thị A Lơ",
    "head_birth_year": "1985",
    "child_name": "Hồ Văn Nam",
    "child_birth_year": "2014",
    "school": "TH Hồng Thủy",
    "class_name": "5A",
    "lacking": "no_device",
    "phone": "",
    "consented_by": "Hồ Thị A Lơ",
    "consented_on": "20/11/2026",
}


def read(**changes: str):  # type: ignore[no-untyped-def]
    programme = read_programme(CATALOGUE / "song-va-may-tinh.toml")
    return read_request(Form({**FORM, **changes}), None, programme)


def enter(counter: Counter, seen: int | None = None, by: int | None = None, **changes: str):  # type: ignore[no-untyped-def]
    command = replace(read(**changes), unit_id=UnitId(counter.world.commune))
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(by or counter.world.officer))
        paper = OnPaper("Hồ Thị A Lơ", clock.today())
        return entering.enter(session, officer, command, paper, seen).id


def test_it_goes_the_way_of_all_others_and_nobody_is_written_to(counter: Counter) -> None:
    request_id: RequestId = enter(counter)
    request = counter.request(request_id)
    assert (request.contact_id, request.created_by_id) == (None, counter.world.officer)
    assert counter.verifications(request_id)[0].verdict == "same"
    with counter.database.reading() as session:
        consent = session.get_one(PaperConsent, request_id)
        assert (consent.given_by, consent.officer_id) == ("Hồ Thị A Lơ", counter.world.officer)
        assert session.scalars(select(OutboxMessage)).all() == []


def test_who_entered_it_does_not_approve_it_but_a_colleague_does(counter: Counter) -> None:
    request_id = enter(counter)
    with pytest.raises(Conflict, match="nhập hồ sơ này"):
        counter.decide(request_id, APPROVE)
    counter.decide(request_id, APPROVE, by=counter.world.colleague)
    assert counter.status(request_id) is Status.APPROVED


def test_a_request_for_the_same_child_is_shown_before_and_looked_at_once(counter: Counter) -> None:
    there = counter.submit()
    with pytest.raises(Conflict, match="Có thể trùng"):
        enter(counter)
    first = enter(counter, seen=there)
    with pytest.raises(Conflict, match="Có thể trùng"):  # the same button, pressed again
        enter(counter, seen=there)
    assert first > there
    enter(counter, child_name="Hồ Thị Mận", child_birth_year="2018")


def test_two_presses_at_once_make_one_request(counter: Counter) -> None:
    answers = at_once(partial(enter, counter), partial(enter, counter))
    assert sum(isinstance(answer, Conflict) for answer in answers) == 1
    with counter.database.reading() as session:
        assert len(session.scalars(select(SupportRequest)).all()) == 1


def test_only_for_the_own_units_and_for_whom_the_programme_is(counter: Counter) -> None:
    with pytest.raises(NotFound):
        enter(counter, by=counter.world.stranger)
    enter(counter, by=counter.world.province_officer)
    cases: tuple[tuple[dict[str, Any], str], ...] = (
        ({"lacking": Lacking.HAS_DEVICE.value}, "lacking"),
        ({"offer": "song-va-may-tinh/khong-co"}, "offer"),
    )
    for changes, field in cases:
        with pytest.raises(Invalid) as refused:
            enter(counter, child_name="Hồ Thị Mận", child_birth_year="2018", **changes)
        assert refused.value.field == field
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        tomorrow = OnPaper("Hồ Thị A Lơ", clock.today() + timedelta(days=1))
        command = replace(read(), unit_id=UnitId(counter.world.commune))
        with pytest.raises(Invalid) as refused:
            entering.enter(session, officer, command, tomorrow)
        assert refused.value.field == "consented_on"


def test_the_parents_own_request_gives_it_somebody_to_write_to(counter: Counter) -> None:
    there = counter.submit("tele-1")
    entered = enter(counter, seen=there)
    closed = Seen(there, counter.version(there))

    def act(session, officer, request_id, version):  # type: ignore[no-untyped-def]
        merging.merge(session, officer, Seen(request_id, version), closed)

    counter.act(act, entered)
    counter.decide(entered, REFUSE, "Đã có máy.")
    assert "Đã có máy." in counter.told("tele-1")[-1]
    assert counter.request(entered).contact_id == counter.request(there).contact_id


@pytest.mark.parametrize(
    ("field", "typed", "value"),
    [
        ("child_name", "  Hồ   Văn  Nam ", "Hồ Văn Nam"),
        ("child_name", "H' Bian Niê", "H' Bian Niê"),
        ("head_name", "Y-Bhăm Êban", "Y-Bhăm Êban"),
        ("phone", "091 234 5678", "0912345678"),
        ("phone", "+84912345678", "0912345678"),
        ("phone", "01682345678", "0382345678"),
        ("phone", "", ""),
        ("child_birth_year", "", None),
        ("head_birth_year", " 1950 ", 1950),
        ("circumstance", "near_poor", Circumstance.NEAR_POOR),
    ],
)
def test_what_is_typed_is_read_as_the_chat_reads_it(field: str, typed: str, value: object) -> None:
    assert getattr(read(**{field: typed}), field) == value


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("child_name", ""),
        ("child_name", "Nam"),
        ("child_name", "Hồ Văn 5A"),
        ("child_name", "Hồ <b>Nam</b>"),
        ("head_name", "?? ??"),
        ("head_name", "x" * 81),
        ("child_birth_year", "14"),
        ("child_birth_year", "1985"),
        ("child_birth_year", "2099"),
        ("child_birth_year", "２０１４"),
        ("head_birth_year", "1800"),
        ("head_birth_year", "1" * 400),
        ("phone", "không có"),
        ("phone", "12345"),
        ("school", "  "),
        ("class_name", ""),
        ("hamlet", "\u200b"),
        ("relation", "uncle"),
        ("circumstance", ""),
        ("lacking", "nothing"),
        ("unit", ""),
    ],
)
def test_what_cannot_be_used_is_named_beside_its_field(field: str, typed: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(**{field: typed})
    assert refused.value.field == field


@pytest.mark.parametrize(("by", "on"), [("", "20/11/2026"), ("Hồ Thị A Lơ", "hôm qua")])
def test_a_consent_has_who_and_when(by: str, on: str) -> None:
    with pytest.raises(Invalid):
        read_consent(Form({"consented_by": by, "consented_on": on}))


@given(st.dictionaries(st.sampled_from(list(FORM)), st.text(max_size=40)))
def test_whatever_is_typed_is_read_or_refused_in_words(changes: dict[str, str]) -> None:
    words = ""
    try:
        read(**changes)
    except (Invalid, Conflict) as refused:
        words = str(refused) or "nothing was said"
    assert words != "nothing was said"
