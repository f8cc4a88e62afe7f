"""«Gỡ»: the newest phone goes out again with what it had brought, and with nothing else."""

from sqlalchemy import select

from backend.contacts.models import Contact, Conversation
from backend.contacts.queries import has_consented
from backend.support_requests.models import SupportRequest
from tests.backend.contacts.phones import Phones
from tests.factories import World, make_request


def _request(phones: Phones, world: World, name: str, child: str) -> None:
    with phones.database.transaction() as session:
        contact = phones.contact(name)
        make_request(session, world.commune, contact_id=contact, child_name=child)


def _children(phones: Phones, name: str) -> set[str]:
    query = select(SupportRequest.child_name).where(
        SupportRequest.contact_id == phones.contact(name)
    )
    with phones.database.reading() as session:
        return set(session.scalars(query))


def test_each_side_has_its_own_again(phones: Phones, world: World) -> None:
    phones.add("cũ", "lạ")
    own, strange = phones.contact("cũ"), phones.contact("lạ")
    _request(phones, world, "cũ", "Hồ Văn Nam")
    _request(phones, world, "lạ", "Hồ Thị Hoa")
    phones.types("lạ", phones.code("cũ"))
    _request(phones, world, "lạ", "Hồ Văn Tí")  # made after they were joined
    assert phones.undoes("cũ") is None
    assert (phones.contact("cũ"), phones.contact("lạ")) == (own, strange)
    assert _children(phones, "cũ") == {"Hồ Văn Nam", "Hồ Văn Tí"}
    assert _children(phones, "lạ") == {"Hồ Thị Hoa"}


def test_the_phone_that_went_out_can_talk_and_is_nobody_elses(phones: Phones) -> None:
    phones.add("cũ")
    phones.add("lạ", consents=False)
    phones.types("lạ", phones.code("cũ"))
    phones.undoes("cũ")
    with phones.database.reading() as session:
        contact = session.get_one(Contact, phones.contact("lạ"))
        talk = session.get_one(Conversation, contact.id)
        assert contact.joined_to_id is None
        assert (talk.talk, talk.parked, talk.question) == (None, None, None)
        assert not has_consented(session, contact.id)
    assert "gỡ ra" in phones.heard("lạ")[-1]
    assert "Đã gỡ" in phones.heard("cũ")[-1]


def test_the_stranger_may_go_by_the_same_word(phones: Phones) -> None:
    phones.add("cũ", "lạ")
    strange = phones.contact("lạ")
    phones.types("lạ", phones.code("cũ"))
    assert phones.undoes("lạ") is None
    assert phones.contact("lạ") == strange != phones.contact("cũ")


def test_it_can_be_undone_for_seven_days(phones: Phones) -> None:
    phones.add("cũ", "một", "hai")
    phones.types("một", phones.code("cũ"))
    phones.pass_by(days=7, seconds=1)
    assert "7 ngày" in (phones.undoes("cũ") or "")
    phones.types("hai", phones.code("cũ"))
    phones.pass_by(days=6, hours=23)
    assert phones.undoes("cũ") is None
    assert phones.contact("một") == phones.contact("cũ") != phones.contact("hai")


def test_the_newest_goes_first_and_then_the_one_before(phones: Phones) -> None:
    phones.add("mẹ", "một", "hai")
    for name in ("một", "hai"):
        phones.types(name, phones.code("mẹ"))
        phones.pass_by(minutes=1)
    assert phones.undoes("mẹ") is None
    assert phones.contact("một") == phones.contact("mẹ") != phones.contact("hai")
    assert phones.undoes("mẹ") is None
    assert phones.contact("một") != phones.contact("mẹ")
    assert phones.undoes("mẹ")


def test_a_code_that_a_stranger_took_inside_ends_with_it(phones: Phones) -> None:
    phones.add("cũ", "lạ", "lạ nữa")
    phones.types("lạ", phones.code("cũ"))
    code = phones.code("lạ")
    phones.undoes("cũ")
    assert phones.types("lạ nữa", code)


def test_a_phone_can_be_joined_again_after_it_went_out(phones: Phones, world: World) -> None:
    phones.add("cũ", "mới")
    _request(phones, world, "mới", "Hồ Thị Hoa")
    for _time in range(3):
        assert phones.types("mới", phones.code("cũ")) is None
        assert _children(phones, "cũ") == {"Hồ Thị Hoa"}
        assert phones.undoes("cũ") is None
        assert _children(phones, "mới") == {"Hồ Thị Hoa"}
        phones.pass_by(hours=1)
