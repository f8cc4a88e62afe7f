"""Appointments in time, codes of the app, and how much of an address is kept."""

from datetime import UTC, date, datetime, timedelta

import pyotp
import pytest
from hypothesis import given
from hypothesis import strategies as some

from backend.officers import browsers, codes
from backend.officers.models import Role
from backend.officers.permissions import INCOMPATIBLE
from backend.officers.rules import (
    STEP_SECONDS,
    Term,
    clashing,
    first_present,
    matching_step,
    network,
)

DAY = date(2026, 6, 15)
# The secret of RFC 6238, appendix B: "12345678901234567890", and its codes there, cut to six digits.
RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
RFC_CODES = [
    (59, "287082"),
    (1111111109, "081804"),
    (1111111111, "050471"),
    (1234567890, "005924"),
    (2000000000, "279037"),
    (20000000000, "353130"),
]

days = some.dates(date(2026, 1, 1), date(2026, 3, 1))
terms = some.builds(
    Term, some.sampled_from(list(Role)), some.integers(1, 2), days, some.none() | days
)


def term(since: int, until: int | None, role: Role = Role.VERIFIER, unit: int = 1) -> Term:
    last = None if until is None else DAY + timedelta(days=until)
    return Term(role, unit, DAY + timedelta(days=since), last)


@given(terms, terms)
def test_two_terms_meet_exactly_when_some_day_lies_in_both(one: Term, other: Term) -> None:
    span = [date(2026, 1, 1) + timedelta(days=number) for number in range(100)]
    common = any(one.holds_on(day) and other.holds_on(day) for day in span)
    assert one.meets(other) == other.meets(one) == common


@given(terms, terms)
def test_a_clash_is_the_same_from_both_sides_and_only_within_one_unit(
    one: Term, other: Term
) -> None:
    clash = clashing(one, [other], INCOMPATIBLE) is not None
    assert clash == (clashing(other, [one], INCOMPATIBLE) is not None)
    if one.unit_id != other.unit_id or not one.meets(other):
        assert not clash


@pytest.mark.parametrize("one", list(Role))
@pytest.mark.parametrize("other", list(Role))
def test_on_the_same_days_only_compatible_roles_stand_side_by_side(one: Role, other: Role) -> None:
    wanted = one is not other and frozenset((one, other)) not in INCOMPATIBLE
    assert (clashing(term(0, None, one), [term(0, None, other)], INCOMPATIBLE) is None) == wanted


@pytest.mark.parametrize(
    ("since", "until", "clashes"),
    [
        *((-30, -1, False), (-30, 0, True), (0, 0, True), (10, 10, True), (11, None, False)),
        *((-5, None, True), (10, None, True), (5, 4, False), (-30, 100, True)),
    ],
)
def test_the_first_and_the_last_day_count(since: int, until: int | None, clashes: bool) -> None:
    other = term(0, 10, Role.APPROVER)
    assert (clashing(term(since, until), [other], INCOMPATIBLE) is other) == clashes


def test_one_goes_on_as_before_while_that_holds_and_else_as_what_began_last() -> None:
    old, new, later = term(-20, None), term(-5, None, Role.STOREKEEPER), term(3, None)
    assert first_present([old, new, later], DAY, old) == old
    assert first_present([old, new, later], DAY) == new
    assert first_present([old, later], DAY, new) == old
    assert first_present([later], DAY, later) is None
    assert first_present([], DAY) is None


@pytest.mark.parametrize(("seconds", "code"), RFC_CODES)
def test_the_codes_are_those_of_the_standard(seconds: int, code: str) -> None:
    at = datetime.fromtimestamp(seconds, UTC)
    assert matching_step(RFC_SECRET, code, at, 0) == seconds // STEP_SECONDS


@given(some.integers(10**9, 2 * 10**9), some.integers(-4, 4))
def test_an_app_may_be_off_by_one_step_and_no_more(seconds: int, away: int) -> None:
    step = seconds // STEP_SECONDS
    code = pyotp.TOTP(RFC_SECRET).generate_otp(step + away)
    near = {pyotp.TOTP(RFC_SECRET).generate_otp(step + by) for by in (-1, 0, 1)}
    found = matching_step(RFC_SECRET, code, datetime.fromtimestamp(seconds, UTC), 0)
    assert (found is not None) == (code in near)
    if abs(away) <= 1:
        assert found is not None


@given(some.integers(10**9, 2 * 10**9))
def test_a_code_and_every_earlier_one_open_only_once(seconds: int) -> None:
    at, app = datetime.fromtimestamp(seconds, UTC), pyotp.TOTP(RFC_SECRET)
    step = seconds // STEP_SECONDS
    for used in (step, step + 1):
        for code in {app.generate_otp(used), app.generate_otp(used - 1)}:
            again = matching_step(RFC_SECRET, code, at, used)
            assert again is None or again > used


@pytest.mark.parametrize("typed", ["287 082", " 287082 ", "28 70 82", "287\u00a0082"])
def test_spaces_in_a_code_do_not_count(typed: str) -> None:
    assert matching_step(RFC_SECRET, typed, datetime.fromtimestamp(59, UTC), 0) == 1


@pytest.mark.parametrize(
    "typed", ["", " ", "28708", "2870822", "abcdef", "٢٨٧٠٨٢", "２８７０８２", "-87082", "287082\0"]
)
def test_what_is_no_code_opens_nothing(typed: str) -> None:
    assert matching_step(RFC_SECRET, typed, datetime.fromtimestamp(59, UTC), 0) is None


@pytest.mark.parametrize(
    ("address", "kept"),
    [
        ("113.161.20.7", "113.161.*"),
        ("127.0.0.1", "127.0.*"),
        ("::ffff:113.161.20.7", "113.161.*"),
        ("2402:800:61b1:1:2:3:4:5", "2402:800:*"),
        ("::1", "0:0:*"),
        *(("", ""), ("unix:", ""), ("testclient", ""), ("1.2.3", "")),
    ],
)
def test_no_whole_address_is_kept(address: str, kept: str) -> None:
    assert network(address) == kept


CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/109.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    ("says", "words"),
    [
        (CHROME, "Chrome trên máy tính Windows"),
        (CHROME + " Edg/109.0.1518.78", "Edge trên máy tính Windows"),
        (CHROME.replace("Chrome", "coc_coc_browser/117 Chrome"), "Cốc Cốc trên máy tính Windows"),
        (
            "Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0",
            "Firefox trên máy tính Linux",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 16_0 like Mac OS X) AppleWebKit/605.1.15 "
            "(KHTML, like Gecko) Version/16.0 Mobile/15E148 Safari/604.1",
            "Safari trên điện thoại iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 13; SM-A135F) AppleWebKit/537.36 (KHTML, like Gecko) "
            "SamsungBrowser/20.0 Chrome/106.0.5249.126 Mobile Safari/537.36",
            "Samsung Internet trên điện thoại Android",
        ),
        ("curl/8.5", "Trình duyệt không rõ"),
        ("", "Trình duyệt không rõ"),
        ("<script>Firefox</script>", "Firefox"),
    ],
)
def test_a_browser_is_named_as_its_owner_knows_it(says: str, words: str) -> None:
    assert browsers.in_words(says) == words


def test_a_code_is_read_however_it_is_typed_and_has_no_letter_that_is_misheard() -> None:
    made = {codes.new_code() for _number in range(200)}
    assert len(made) == 200
    for code in made:
        assert not set(code) & set("01OIL")
        typed = (code.lower(), code.replace("-", " "), f" {code.replace('-', '')} ", code)
        assert len({codes.hashed(each) for each in typed}) == 1
    assert len({codes.hashed(code) for code in made}) == 200
