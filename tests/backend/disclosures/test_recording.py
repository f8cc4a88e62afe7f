"""Every time that data leave the house there is one row, which says to whom and of how many."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from backend import clock
from backend.data_packages import order_queries, orders
from backend.data_packages.models import Operator
from backend.data_packages.operators import carriers
from backend.data_packages.order_models import OrderId
from backend.db import Database
from backend.disclosures import entering, queries, words
from backend.disclosures.models import DisclosedRequest, Disclosure
from backend.disclosures.queries import Filters
from backend.disclosures.rules import Receiver
from backend.disclosures.words import Basis, ReceiverKind
from backend.errors import Invalid, NotFound
from backend.officers.models import Officer, OfficerId
from backend.papers import service, writing
from backend.papers.exports import NOUNS
from backend.papers.models import Export, ExportId
from backend.support_requests.models import RequestId
from tests.backend.counter import Counter
from tests.backend.data_packages.factory import delivered, sent
from tests.backend.disclosures.factory import make_disclosure
from tests.factories import World, make_request

SCHOOL = Receiver(ReceiverKind.SCHOOL, "Tiểu học Hồng Thủy (mẫu)", Basis.DUTY)


def officer_of(session: Session, number: int) -> Officer:
    return session.get_one(Officer, OfficerId(number))


def every(database: Database) -> list[Disclosure]:
    with database.reading() as session:
        return list(session.scalars(select(Disclosure).order_by(Disclosure.id)))


def joined(database: Database, row: Disclosure) -> list[RequestId]:
    with database.reading() as session:
        query = select(DisclosedRequest.request_id).where(DisclosedRequest.disclosure_id == row.id)
        return list(session.scalars(query.order_by(DisclosedRequest.request_id)))


def download(counter: Counter, order_id: OrderId) -> None:
    with counter.database.transaction() as session:
        officer = officer_of(session, counter.world.officer)
        order = order_queries.order(session, officer, order_id)
        orders.disclose(session, officer, order, 2)


def test_an_order_is_one_row_however_often_its_file_is_fetched_on_a_day(counter: Counter) -> None:
    families = delivered(counter, 2)
    order_id = sent(counter, families)
    for _time in range(3):
        download(counter, order_id)
    (row,) = every(counter.database)
    assert (row.receiver_kind, row.receiver, row.people) == (ReceiverKind.OPERATOR, "Viettel", 2)
    assert (row.subject, row.subject_id, row.paper) == ("package_orders", order_id, "order")
    assert (row.basis, row.programme) == (Basis.CONSENT, "song-va-may-tinh")
    assert joined(counter.database, row) == sorted(families)
    with clock.at(clock.now() + timedelta(days=1)):
        download(counter, order_id)
    assert len(every(counter.database)) == 2


def test_two_clicks_at_the_same_moment_are_one_row(counter: Counter) -> None:
    order_id = sent(counter, delivered(counter, 2))
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda _click: download(counter, order_id), range(4)))
    (row,) = every(counter.database)
    assert len(joined(counter.database, row)) == 2


def export(database: Database, number: int, noun: str, reason: str = "") -> ExportId:
    with database.transaction() as session:
        asked = service.ask(session, officer_of(session, number), noun, "", reason)
        export_id, job_id = asked.id, asked.job_id
    assert job_id
    writing.run_now(database, job_id)
    return export_id


def fetch(database: Database, number: int, export_id: ExportId, *to: Receiver) -> None:
    with database.transaction() as session:
        service.fetch(session, officer_of(session, number), export_id, *to)


def test_an_export_is_one_row_for_each_receiver_whenever_it_is_fetched(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        families = [
            make_request(session, world.commune, chat_id=f"c{n}", child_name=f"Mẫu {n}").id
            for n in range(3)
        ]
        make_request(session, world.other_commune, chat_id="x", child_name="Nơi Khác")
    number = export(database, world.officer, "requests")
    fetch(database, world.officer, number)
    fetch(database, world.officer, number)
    with clock.at(clock.now() + timedelta(days=1)):
        fetch(database, world.officer, number)
    (own,) = every(database)
    assert (own.receiver_kind, own.receiver, own.people) == (ReceiverKind.OFFICE, "", 3)
    assert (own.paper, own.purpose) == ("requests", "office_work")
    assert "phone" not in own.fields
    fetch(database, world.officer, number, SCHOOL)
    given = every(database)[-1]
    assert (given.receiver, given.people) == (SCHOOL.name, 3)
    assert joined(database, given) == joined(database, own) == sorted(families)


def test_whole_numbers_in_an_export_are_told_with_their_reason(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        make_request(session, world.commune)
    fetch(database, world.officer, export(database, world.officer, "requests", "call_family"))
    (row,) = every(database)
    assert row.purpose == "call_family"
    assert "phone" in row.fields.split(", ")


@pytest.mark.parametrize("noun", ["devices", "tickets", "coverage", "access-points", "disclosures"])
def test_a_table_without_names_discloses_nothing(
    database: Database, world: World, noun: str
) -> None:
    fetch(database, world.officer, export(database, world.officer, noun))
    assert every(database) == []


def test_who_was_in_a_file_is_forgotten_with_the_file_but_not_in_the_register(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        family = make_request(session, world.commune).id
    fetch(database, world.officer, export(database, world.officer, "requests"))
    with clock.at(clock.now() + timedelta(days=3)), database.transaction() as session:
        service.forget_expired(session)
        assert session.scalar(select(func.count()).select_from(Export)) == 0
    (row,) = every(database)
    assert joined(database, row) == [family]


def test_a_hand_entered_row_says_what_was_typed_and_is_kept_once(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        request = make_request(session, world.commune)
        code, family = request.code, request.id
    for _click in range(2):
        with database.transaction() as session:
            make_disclosure(session, world, requests=f"  {code.lower()}, {code}")
    (row,) = every(database)
    assert (row.fields, row.people, row.paper, row.subject) == ("child, phone", 12, "by_hand", "")
    assert row.note == "Gửi kèm công văn 12/UBND (mẫu)"
    assert row.programme == "song-va-may-tinh"
    assert joined(database, row) == [family]
    with database.transaction() as session:
        make_disclosure(session, world, once="khac")
    assert len(every(database)) == 2


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"on": clock.today() + timedelta(days=1)}, "on"),
        ({"fields": ()}, "fields"),
        ({"fields": ("bịa",)}, "fields"),
        ({"people": "0"}, "people"),
        ({"people": "-3"}, "people"),
        ({"people": "mười"}, "people"),
        ({"people": "٣"}, "people"),
        ({"people": "999999999999"}, "people"),
        ({"people": ""}, "people"),
        ({"purpose": ""}, "purpose"),
        ({"purpose": "x"}, "purpose"),
        ({"programme": "khong-co"}, "programme"),
        ({"requests": "không phải mã"}, "requests"),
        ({"requests": "HT-2026-999999"}, "requests"),
        ({"note": "gọi 0912 345 678"}, "note"),
        ({"note": "căn cước 046085001234"}, "note"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    database: Database, world: World, changes: dict[str, Any], field: str
) -> None:
    with database.transaction() as session, pytest.raises(Invalid) as refused:
        make_disclosure(session, world, **changes)
    assert refused.value.field == field
    assert "0912" not in str(refused.value)
    assert every(database) == []


def test_another_unit_s_request_cannot_be_named(database: Database, world: World) -> None:
    with database.transaction() as session:
        code = make_request(session, world.other_commune, chat_id="x").code
    with database.transaction() as session, pytest.raises(Invalid, match="không thuộc đơn vị"):
        make_disclosure(session, world, requests=code)


def test_passing_on_adds_a_row_about_the_same_families(database: Database, world: World) -> None:
    with database.transaction() as session:
        family = make_request(session, world.commune).id
    fetch(database, world.officer, export(database, world.officer, "requests"))
    (own,) = every(database)
    for _click in range(2):
        with database.transaction() as session:
            officer = officer_of(session, world.officer)
            entering.pass_on(session, officer, own.id, SCHOOL, clock.today(), "một tờ")
    _own, further = every(database)
    assert (further.receiver, further.people, further.fields) == (
        SCHOOL.name,
        own.people,
        own.fields,
    )
    assert joined(database, further) == [family]
    with database.transaction() as session:
        officer, stranger = (officer_of(session, n) for n in (world.officer, world.stranger))
        with pytest.raises(NotFound):
            entering.pass_on(session, stranger, own.id, SCHOOL, clock.today(), "khác")
        with pytest.raises(Invalid):
            entering.pass_on(session, officer, own.id, Receiver(), clock.today(), "ở lại")


def test_the_register_is_scoped_filtered_and_paged_by_key(database: Database, world: World) -> None:
    with database.transaction() as session:
        for number in range(30):
            make_disclosure(session, world, once=str(number))
        long_ago = clock.today() - timedelta(days=40)
        make_disclosure(session, world, "truong", SCHOOL, on=long_ago, people="7")
        make_disclosure(session, world, "noi-khac", officer=world.stranger)
    with database.reading() as session:
        own, above = (officer_of(session, n) for n in (world.officer, world.province_officer))
        first = queries.disclosures(session, own, Filters())
        rest = queries.disclosures(session, own, Filters(), first[24].disclosure.id)
        numbers = [line.disclosure.id for line in first[:25] + rest]
        assert len(first) == 26
        assert numbers == sorted(numbers, reverse=True)
        assert len(set(numbers)) == 31
        assert queries.counts(session, own, Filters()) == {
            ReceiverKind.OPERATOR: (30, 360),
            ReceiverKind.SCHOOL: (1, 7),
        }
        for kind, (rows, _people) in queries.counts(session, above, Filters()).items():
            found = queries.disclosures(session, above, Filters(kind=kind))
            assert min(rows, 26) == len(found)
        (old,) = queries.disclosures(session, own, Filters(until=long_ago))
        assert old.disclosure.receiver_kind is ReceiverKind.SCHOOL
        since = Filters(since=clock.today(), kind=ReceiverKind.SCHOOL)
        assert queries.disclosures(session, own, since) == []
        assert queries.disclosures(session, own, Filters(programme="khac")) == []
        with pytest.raises(NotFound):
            queries.disclosure(session, officer_of(session, world.stranger), old.disclosure.id)


def test_a_family_hears_who_outside_has_its_data_and_of_nobody_else_s(
    database: Database, world: World
) -> None:
    with database.transaction() as session:
        one = make_request(session, world.commune, chat_id="một")
        other = make_request(session, world.commune, chat_id="hai", child_name="Hồ Văn Khác")
        contact, code = one.contact_id, one.code
        before = clock.today() - timedelta(days=3)
        make_disclosure(session, world, "1", requests=code, on=before)
        make_disclosure(session, world, "2", requests=f"{code} {other.code}")
        make_disclosure(session, world, "3", SCHOOL, requests=other.code)
    fetch(database, world.officer, export(database, world.officer, "requests"))  # stays inside
    assert contact
    with database.reading() as session:
        (told,) = queries.of_contact(session, contact)
    assert (told.on, told.receiver, told.request_code) == (clock.today(), "Viettel", code)
    assert told.data == "tên học sinh, số điện thoại"


def test_every_kind_of_data_and_paper_has_words() -> None:
    told = {code for noun in NOUNS.values() for code in noun.data}
    told |= {field for operator in Operator for field in carriers()[operator].fields}
    assert told <= words.FIELDS.keys()
    assert {name for name, noun in NOUNS.items() if noun.data} <= words.PAPERS.keys()
    assert words.fields_told("phone, cũ") == "số điện thoại, cũ"


def test_the_note_is_not_readable_in_the_database(database: Database, world: World) -> None:
    with database.transaction() as session:
        make_disclosure(session, world)
        stored = session.scalar(text("SELECT note FROM disclosures"))
    assert stored
    assert b"12/UBND" not in bytes(stored)
