"""Addresses are joined by a valid code and by nothing else; what belongs together follows."""

import pytest
from sqlalchemy import select

from backend.audit import AuditEntry
from backend.contacts.commands import WithdrawConsent
from backend.contacts.link_codes import MOST_TRIES
from backend.contacts.models import ChannelAddress, Contact, ContactLink
from backend.contacts.queries import has_consented
from backend.contacts.service import withdraw_consent
from backend.notices.service import notify
from backend.support_requests.models import SupportRequest
from tests.backend.contacts.phones import Phones
from tests.factories import World, make_request


def test_a_code_joins_the_phone_on_which_it_is_typed(phones: Phones) -> None:
    phones.add("cũ", "mới")
    assert phones.types("mới", phones.code("cũ")) is None
    assert phones.contact("mới") == phones.contact("cũ")


def test_who_never_agreed_on_the_new_phone_is_joined_as_well(phones: Phones) -> None:
    phones.add("cũ")
    phones.add("mới", consents=False)
    emptied = phones.contact("mới")
    assert phones.types("mới", phones.code("cũ")) is None
    with phones.database.transaction() as session:
        assert has_consented(session, phones.contact("mới"))
        assert has_consented(session, emptied)  # the message that joined them is still answered


@pytest.mark.parametrize("writing", [str.lower, lambda c: c.replace(" ", "-"), lambda c: f" {c}."])
def test_a_code_may_be_written_in_any_way(phones: Phones, writing: type[str]) -> None:
    phones.add("cũ", "mới")
    assert phones.types("mới", writing(phones.code("cũ"))) is None


def test_a_wrong_code_joins_nothing(phones: Phones) -> None:
    phones.add("cũ", "mới")
    phones.code("cũ")
    for code in ("", "2345 6789", "FHKM NPRT", "%", "' OR 1=1 --", "9" * 5000):
        assert phones.types("mới", code)
    assert phones.contact("mới") != phones.contact("cũ")


def test_a_code_counts_for_a_quarter_of_an_hour(phones: Phones) -> None:
    phones.add("cũ", "sớm", "muộn")
    code = phones.code("cũ")
    phones.pass_by(minutes=14, seconds=58)
    assert phones.types("sớm", code) is None
    code = phones.code("cũ")
    phones.pass_by(minutes=15)
    assert "hết hạn" in (phones.types("muộn", code) or "")


def test_a_code_counts_once(phones: Phones) -> None:
    phones.add("cũ", "mới", "khác")
    code = phones.code("cũ")
    assert phones.types("mới", code) is None
    assert phones.types("khác", code)
    assert phones.contact("khác") != phones.contact("cũ")


def test_the_newest_code_ends_the_older_ones(phones: Phones) -> None:
    phones.add("cũ", "mới")
    older, newer = phones.code("cũ"), phones.code("cũ")
    assert phones.types("mới", older)
    assert phones.types("mới", newer) is None


def test_a_code_is_not_for_the_phone_that_asked_for_it(phones: Phones) -> None:
    phones.add("cũ")
    assert "máy kia" in (phones.types("cũ", phones.code("cũ")) or "")


def test_who_said_stop_has_no_code_that_counts(phones: Phones) -> None:
    phones.add("cũ", "mới")
    code = phones.code("cũ")
    with phones.database.transaction() as session:
        withdraw_consent(session, phones.contact("cũ"), WithdrawConsent())
    assert phones.types("mới", code)


def test_after_some_wrong_codes_the_right_one_does_not_count_for_an_hour(phones: Phones) -> None:
    phones.add("cũ", "mới", "khác")
    for _time in range(MOST_TRIES):
        assert "chưa đúng hoặc" in (phones.types("mới", "2345 FHKM") or "")
    assert "nhiều mã" in (phones.types("mới", phones.code("cũ")) or "")
    assert phones.types("khác", phones.code("cũ")) is None  # others are not held up
    phones.pass_by(hours=1)
    assert phones.types("mới", phones.code("cũ")) is None


def test_a_phone_that_is_joined_already_drags_nobody_along(phones: Phones) -> None:
    """A stranger who got in by a trick could hand the family over to a third contact."""
    phones.add("cũ", "lạ", "của người lạ")
    assert phones.types("lạ", phones.code("cũ")) is None
    assert "lấy mã ở máy này" in (phones.types("lạ", phones.code("của người lạ")) or "")
    assert phones.contact("lạ") == phones.contact("cũ") != phones.contact("của người lạ")


def test_three_phones_of_a_household_are_one_contact(phones: Phones) -> None:
    phones.add("mẹ", "bố", "bà")
    for name in ("bố", "bà"):
        assert phones.types(name, phones.code("mẹ")) is None
    assert len({phones.contact(name) for name in ("mẹ", "bố", "bà")}) == 1


def test_what_the_new_phone_had_asked_for_goes_over(phones: Phones, world: World) -> None:
    phones.add("cũ", "mới")
    with phones.database.transaction() as session:
        for name in ("cũ", "mới"):
            contact = phones.contact(name)
            make_request(session, world.commune, contact_id=contact, child_name=f"Con {name}")
    assert phones.types("mới", phones.code("cũ")) is None
    with phones.database.reading() as session:
        owners = session.scalars(select(SupportRequest.contact_id)).all()
    assert owners == [phones.contact("cũ")] * 2


def test_notices_go_where_the_person_wrote_last(phones: Phones) -> None:
    phones.add("cũ", "mới")
    phones.types("mới", phones.code("cũ"))
    for name in ("mới", "cũ", "mới"):
        phones.writes(name)
        with phones.database.transaction() as session:
            notify(session, phones.contact("cũ"), "Tin vui ạ!")
        assert phones.heard(name)[-1] == "Tin vui ạ!"
    assert phones.heard("cũ").count("Tin vui ạ!") == 1


def test_the_other_phones_are_warned_and_told_the_way_out(phones: Phones) -> None:
    phones.add("mẹ", "bố", "bà")
    phones.types("bố", phones.code("mẹ"))
    phones.types("bà", phones.code("mẹ"))
    for name in ("mẹ", "bố"):
        assert "gỡ máy" in phones.heard(name)[-1]
        assert "vừa nối" in phones.heard(name)[-1]
    assert "Đã nối xong" in phones.heard("bà")[-1]


def test_a_phone_that_is_gone_is_not_written_to(phones: Phones) -> None:
    phones.add("cũ", "mới")
    code = phones.code("cũ")
    with phones.database.transaction() as session:
        address = session.scalars(
            select(ChannelAddress).where(ChannelAddress.chat_id == "cũ")
        ).one()
        address.unreachable_at = phones.now
    before = phones.heard("cũ")
    assert phones.types("mới", code) is None
    assert phones.heard("cũ") == before


def test_the_code_stands_in_no_row_of_its_table_and_in_no_entry_of_the_audit(
    phones: Phones,
) -> None:
    phones.add("cũ", "mới")
    code = phones.code("cũ").replace(" ", "")
    phones.types("mới", code)
    phones.undoes("cũ")
    with phones.database.reading() as session:
        rows = [*session.scalars(select(ContactLink)), *session.scalars(select(AuditEntry))]
        kept = " ".join(str(vars(row)) for row in rows)
    assert code not in kept.upper()
    assert "mới" not in kept


def test_the_audit_tells_who_joined_and_who_undid_it(phones: Phones) -> None:
    phones.add("cũ", "mới")
    first, second = phones.contact("cũ"), phones.contact("mới")
    phones.types("mới", phones.code("cũ"))
    phones.undoes("cũ")
    with phones.database.reading() as session:
        entries = session.scalars(
            select(AuditEntry).where(AuditEntry.subject == "contact_links").order_by(AuditEntry.id)
        ).all()
    assert [(entry.action, entry.contact_id) for entry in entries] == [
        ("issue_link_code", first),
        ("join_contacts", second),
        ("undo_link", first),
    ]


def test_the_emptied_contact_stays_for_the_audit(phones: Phones) -> None:
    phones.add("cũ", "mới")
    emptied = phones.contact("mới")
    phones.types("mới", phones.code("cũ"))
    with phones.database.reading() as session:
        assert session.get_one(Contact, emptied).joined_to_id == phones.contact("cũ")
        acts = select(AuditEntry.action).where(AuditEntry.contact_id == emptied)
        assert "give_consent" in session.scalars(acts).all()


def test_nobody_of_whom_nothing_is_known_gets_a_code(phones: Phones) -> None:
    phones.add("mới", consents=False)
    with pytest.raises(Exception, match="chưa có gì để nối"):
        phones.code("mới")
