"""Making posters, taking them back, and coming by one."""

import secrets
from datetime import timedelta
from functools import partial
from typing import Any
from unittest.mock import patch

import pytest
from sqlalchemy import select

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.contacts.models import ContactId
from backend.errors import Conflict, Invalid, NotFound
from backend.invitations import queries, service
from backend.invitations.commands import AcceptInvitation
from backend.invitations.lookup import COUNTS_FOR, by_code, invited, invited_by
from backend.invitations.models import (
    AcceptedInvitation,
    Invitation,
    InvitationId,
    InvitationKind,
)
from backend.invitations.rules import read_typed_code, with_check_digit
from backend.officers.models import Officer, OfficerId
from backend.standing import standing_of
from tests.backend.counter import Counter, at_once
from tests.factories import make_contact, make_request

SCHOOL = "Trường Tiểu học Hồng Thủy"


def hamlet(counter: Counter, commune: int, name: str = "Thôn 1") -> UnitId:
    query = select(AdministrativeUnit.id).where(
        AdministrativeUnit.parent_id == commune,
        AdministrativeUnit.level == Level.HAMLET,
        AdministrativeUnit.name == name,
    )
    with counter.database.reading() as session:
        return session.scalars(query).one()


def made(counter: Counter, *, by: int | None = None, **what: Any) -> Invitation:
    commune = UnitId(what.pop("commune", counter.world.commune))
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(by or counter.world.officer))
        return service.create(session, officer, commune, **what)


def revoked(counter: Counter, invitation_id: InvitationId, by: int | None = None) -> None:
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(by or counter.world.officer))
        service.revoke(session, officer, invitation_id)


def came(counter: Counter, invitation: Invitation, contact_id: ContactId) -> None:
    with counter.database.transaction() as session:
        service.accept(session, contact_id, AcceptInvitation(invitation.code))


def contact(counter: Counter, chat_id: str = "tele-1") -> ContactId:
    with counter.database.transaction() as session:
        return make_contact(session, chat_id)


def place_of(counter: Counter, contact_id: ContactId) -> str:
    with counter.database.reading() as session:
        found = invited_by(session, standing_of(session, contact_id).invitation)
        return found.place if found else ""


def again(counter: Counter, invitation: Invitation) -> Invitation:
    with counter.database.reading() as session:
        return session.get_one(Invitation, invitation.id)


def test_a_poster_names_a_hamlet_a_school_or_a_commune(counter: Counter) -> None:
    first = hamlet(counter, counter.world.commune)
    posters = [made(counter, hamlet_id=first), made(counter, school=f"  {SCHOOL} "), made(counter)]
    with counter.database.reading() as session:
        places = [invited(session, poster).place for poster in posters]
    assert places == ["Thôn 1, xã A Lưới 1", f"{SCHOOL}, xã A Lưới 1", "xã A Lưới 1"]
    assert [poster.typed_code.split()[0] for poster in posters] == ["THON", "TRUONG", "XA"]


def test_codes_are_hard_to_guess_and_short_to_type(counter: Counter) -> None:
    posters = [made(counter, school=f"Trường số {number}") for number in range(30)]
    codes = [poster.code for poster in posters]
    assert len(set(codes)) == 30
    assert len(service.ALPHABET) ** service.LENGTH > 2**40
    assert {len(code) for code in codes} == {service.LENGTH}
    assert set("".join(codes)) <= set(service.ALPHABET)
    numbers = [poster.number for poster in posters]
    assert len(set(numbers)) == 30
    assert sorted(numbers) != numbers, "by chance, so that nobody counts the posters"
    for number in numbers:
        assert 1000 <= number <= 9999
        assert with_check_digit(number // 10) == number


def test_numbers_grow_longer_when_the_short_ones_are_used_up() -> None:
    short = set(map(with_check_digit, range(100, 1000)))
    assert len(str(service._free_number(short))) == 5


def test_the_number_of_a_revoked_poster_is_never_given_again(counter: Counter) -> None:
    poster = made(counter, school=SCHOOL)
    revoked(counter, poster.id)
    with patch.object(secrets, "choice", side_effect=_first_then_other(poster)):
        other = made(counter, school=SCHOOL)
    assert other.number != poster.number
    assert other.code != poster.code


def _first_then_other(poster: Invitation) -> Any:
    """Chance that hits the number of the old poster first, were it free."""
    numbers = iter([poster.number // 10, 123 if poster.number // 10 != 123 else 124])
    letters = iter("zyxwvutsrq")

    def choose(among: Any) -> Any:
        return next(letters) if isinstance(among, str) else next(numbers)

    return choose


def test_what_was_done_is_noted_without_names(counter: Counter) -> None:
    poster = made(counter, school=SCHOOL)
    revoked(counter, poster.id)
    creating, revoking = counter.audited()[-2:]
    assert (creating.action, revoking.action) == ("create_invitation", "revoke_invitation")
    assert creating.officer_id == revoking.officer_id == counter.world.officer
    assert creating.subject_id == poster.id
    assert creating.details == {"kind": "school"}


@pytest.mark.parametrize("school", [SCHOOL, f" {SCHOOL.upper()} ", "truong tieu hoc hong thuy", ""])
def test_a_place_has_one_poster_at_a_time(counter: Counter, school: str) -> None:
    first = made(counter, school=SCHOOL if school else "")
    with pytest.raises(Conflict):
        made(counter, school=school)
    revoked(counter, first.id)
    made(counter, school=school)


def test_a_hamlet_and_a_school_do_not_share_a_poster(counter: Counter) -> None:
    with pytest.raises(Invalid) as refused:
        made(counter, hamlet_id=hamlet(counter, counter.world.commune), school=SCHOOL)
    assert refused.value.field == "school"
    with pytest.raises(Invalid):
        made(counter, school="Trường " * 20)


def test_beyond_the_own_unit_no_poster_is_made_seen_or_revoked(counter: Counter) -> None:
    world = counter.world
    poster = made(counter)
    for what in (
        {"commune": world.other_commune},
        {"commune": world.province},
        {"commune": 999},
        {"hamlet_id": hamlet(counter, world.other_commune)},
        {"hamlet_id": UnitId(world.commune)},
    ):
        with pytest.raises(NotFound):
            made(counter, **what)
    for tried in (poster.id, InvitationId(999)):
        with pytest.raises(NotFound):
            revoked(counter, tried, by=world.stranger)
    with counter.database.reading() as session:
        for officer_id, seen in (
            (world.stranger, 0),
            (world.officer, 1),
            (world.province_officer, 1),
        ):
            officer = session.get_one(Officer, OfficerId(officer_id))
            assert len(queries.invitations(session, officer, UnitId(world.commune))) == seen
    assert again(counter, poster).revoked_at is None


def test_a_poster_is_revoked_once(counter: Counter) -> None:
    poster = made(counter)
    answers = at_once(
        partial(revoked, counter, poster.id),
        partial(revoked, counter, poster.id, counter.world.colleague),
    )
    assert [type(answer) for answer in answers if answer] == [Conflict]


def test_both_codes_lead_to_the_poster_until_it_is_revoked(counter: Counter) -> None:
    poster = made(counter, school=SCHOOL)
    typed = read_typed_code(poster.typed_code)
    bare = read_typed_code(str(poster.number))
    assert typed
    assert bare
    codes = (poster.code, typed, bare)
    with counter.database.reading() as session:
        assert [found.id for code in codes if (found := by_code(session, code))] == [poster.id] * 3
        for wrong in ("", poster.code.upper(), poster.code[:-1], "x" * 500, poster.typed_code):
            assert by_code(session, wrong) is None
    revoked(counter, poster.id)
    with counter.database.reading() as session:
        assert [by_code(session, code) for code in codes] == [None] * 3


def test_a_bare_number_that_two_posters_have_is_none(counter: Counter) -> None:
    with patch.object(service, "_free_number", return_value=4821):
        school, commune = made(counter, school=SCHOOL), made(counter)
    assert (school.typed_code, commune.typed_code) == ("TRUONG 4821", "XA 4821")
    bare = read_typed_code("4821")
    assert bare
    with counter.database.reading() as session:
        assert by_code(session, bare) is None


def test_openings_and_beginnings_are_counted_and_nobody_is_named(counter: Counter) -> None:
    poster, other = made(counter), made(counter, school=SCHOOL)
    for _time in range(3):
        with counter.database.transaction() as session:
            assert service.open_page(session, poster.code)
    for chat_id in ("a", "b"):
        contact_id = contact(counter, chat_id)
        came(counter, poster, contact_id)
        came(counter, poster, contact_id)  # scanned again
    after = again(counter, poster)
    assert (after.opened_count, after.started_count) == (3, 2)
    assert again(counter, other).started_count == 0
    told = {entry.action for entry in counter.audited() if entry.contact_id}
    assert told == {"give_consent"}, "the trail does not say who came by which poster"


def test_two_who_come_at_once_are_both_counted(counter: Counter) -> None:
    poster = made(counter)
    people = [contact(counter, chat_id) for chat_id in ("a", "b")]
    answers = at_once(*(partial(came, counter, poster, person) for person in people))
    assert answers == [None, None]
    assert again(counter, poster).started_count == 2


def test_the_last_poster_counts_and_a_revoked_one_says_nothing_any_more(counter: Counter) -> None:
    person = contact(counter)
    school, commune = made(counter, school=SCHOOL), made(counter)
    assert place_of(counter, person) == ""
    came(counter, school, person)
    assert place_of(counter, person) == f"{SCHOOL}, xã A Lưới 1"
    came(counter, commune, person)
    assert place_of(counter, person) == "xã A Lưới 1"
    revoked(counter, commune.id)
    assert place_of(counter, person) == ""
    with pytest.raises(NotFound):
        came(counter, commune, person)


def test_a_poster_serves_one_request_and_a_month(counter: Counter) -> None:
    person, poster = contact(counter), made(counter)
    came(counter, poster, person)
    later = clock.now() + COUNTS_FOR + timedelta(minutes=1)
    with patch.object(clock, "now", lambda: later):
        assert place_of(counter, person) == ""
    assert place_of(counter, person)
    with counter.database.transaction() as session:
        make_request(session, counter.world.commune, contact_id=person)
    assert place_of(counter, person) == ""
    came(counter, poster, person)  # scanned anew, for the next child
    assert place_of(counter, person)


def test_who_came_is_forgotten_after_a_month_and_the_sums_stay(counter: Counter) -> None:
    early, late, poster = contact(counter, "a"), contact(counter, "b"), made(counter)
    came(counter, poster, early)
    month_later = clock.now() + COUNTS_FOR + timedelta(minutes=1)
    with patch.object(clock, "now", lambda: month_later):
        came(counter, poster, late)
        with counter.database.transaction() as session:
            service.forget_arrivals(session)
        assert place_of(counter, late)
    with counter.database.reading() as session:
        assert session.get(AcceptedInvitation, early) is None
    assert again(counter, poster).started_count == 2


def test_every_kind_has_a_word_without_marks() -> None:
    words = [kind.word for kind in InvitationKind]
    assert len(set(words)) == len(words)
    assert all(word.isascii() and word.isupper() for word in words)
