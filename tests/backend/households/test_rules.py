"""When a household is found for certain, and when an officer is asked."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.households.likeness import Likeness
from backend.households.proofs import Factor
from backend.households.rules import (
    MOST_CANDIDATES,
    Claim,
    Listed,
    Question,
    Verdict,
    find,
    find_household,
)

SAME, ASK, NONE = Verdict
HOA = "Hồ Thị Hoa"


def listed(*rows: tuple[str, int | None, str]) -> list[Listed]:
    return [Listed(number, *row) for number, row in enumerate(rows, 1)]


# The name as it was said, its year and hamlet; the rows; the verdict and the row that it names.
POLICY: dict[str, tuple[tuple[str, int | None, str], list[tuple[str, int | None, str]], str]] = {
    "name, year and hamlet agree": ((HOA, 1988, "Thôn 1"), [(HOA, 1988, "Thôn 1")], "same 1"),
    "name and year agree, no hamlet listed": ((HOA, 1988, "Thôn 1"), [(HOA, 1988, "")], "same 1"),
    "name and hamlet agree, the year is forgotten": (
        (HOA, None, "thon 1"),
        [(HOA, 1988, "Thôn 1")],
        "same 1",
    ),
    "the name alone": ((HOA, None, ""), [(HOA, 1988, "Thôn 1")], "ask"),
    "the name, and nothing else listed": ((HOA, 1988, "Thôn 1"), [(HOA, None, "")], "ask"),
    "another year": ((HOA, 1989, "Thôn 1"), [(HOA, 1988, "Thôn 1")], "ask"),
    "another hamlet": ((HOA, 1988, "Thôn 2"), [(HOA, 1988, "Thôn 1")], "ask"),
    "nobody of the name": ((HOA, 1988, "Thôn 1"), [("Trần Văn Hải", 1988, "Thôn 1")], "none"),
    "an empty list": ((HOA, 1988, "Thôn 1"), [], "none"),
    "without marks, the year agrees": (
        ("ho thi hoa", 1988, "Thôn 1"),
        [("Hồ Thị Hòa", 1988, "Thôn 1")],
        "same 1",
    ),
    "without marks, the year is forgotten": (
        ("ho thi hoa", None, "Thôn 1"),
        [("Hồ Thị Hòa", 1988, "Thôn 1")],
        "ask",
    ),
    "without marks, two may be meant, one year agrees": (
        ("ho thi hoa", 1988, "Thôn 1"),
        [("Hồ Thị Hòa", 1990, "Thôn 1"), (HOA, 1988, "Thôn 1")],
        "same 2",
    ),
    "without marks, two may be meant, both of the year": (
        ("ho thi hoa", 1988, "Thôn 1"),
        [("Hồ Thị Hòa", 1988, "Thôn 1"), (HOA, 1988, "Thôn 1")],
        "ask",
    ),
    "without marks, another may be meant of unknown year": (
        ("ho thi hoa", 1988, "Thôn 1"),
        [("Hồ Thị Hòa", None, "Thôn 1"), (HOA, 1988, "Thôn 1")],
        "ask",
    ),
    "with marks, the other of the like name does not matter": (
        (HOA, 1988, "Thôn 1"),
        [("Hồ Thị Hòa", 1988, "Thôn 1"), (HOA, 1988, "Thôn 1")],
        "same 2",
    ),
    "with marks, only one with other marks": (
        (HOA, 1988, "Thôn 1"),
        [("Hồ Thị Hòa", 1988, "Thôn 1")],
        "ask",
    ),
    "two of the same name, the year decides": (
        (HOA, 1988, "Thôn 1"),
        [(HOA, 1979, "Thôn 1"), (HOA, 1988, "Thôn 1")],
        "same 2",
    ),
    "two of the same name, the hamlet is one's": (
        (HOA, None, "Thôn 2"),
        [(HOA, 1979, "Thôn 1"), (HOA, 1988, "Thôn 2")],
        "ask birth_year",
    ),
    "two of the same name, the year is one's": (
        (HOA, 1988, ""),
        [(HOA, 1979, "Thôn 1"), (HOA, 1988, "Thôn 2")],
        "ask hamlet",
    ),
    "without marks, and Hoa and Hòa are written alike": (
        ("ho thi hoa", 1988, ""),
        [("Hồ Thị Hòa", 1988, "Thôn 1")],
        "ask hamlet",
    ),
    "without marks, and nobody else is written so": (
        ("ho van nghien", 1988, ""),
        [("Hồ Văn Nghiên", 1988, "Thôn 1")],
        "same 1",
    ),
    "a word that nobody is called, the year agrees": (
        ("Hồ Văn Nghiênn", 1988, ""),
        [("Hồ Văn Nghiên", 1988, "Thôn 1")],
        "ask hamlet",
    ),
    "a word that nobody is called, year and hamlet agree": (
        ("Hồ Văn Nghiênn", 1988, "Thôn 1"),
        [("Hồ Văn Nghiên", 1988, "Thôn 1")],
        "same 1",
    ),
    "a word that nobody is called, and another is as near": (
        ("Hồ Văn Nghieb", 1988, "Thôn 1"),
        [("Hồ Văn Nghiên", 1988, "Thôn 1"), ("Hồ Văn Nghiêm", 1988, "Thôn 1")],
        "ask",
    ),
    "a word may have been left out of another's name": (
        (HOA, 1988, ""),
        [(HOA, 1988, "Thôn 1"), ("Hồ Thị Kim Hoa", 1988, "Thôn 2")],
        "ask hamlet",
    ),
    "a word may have been left out, but not in this hamlet": (
        (HOA, 1988, "Thôn 1"),
        [(HOA, 1988, "Thôn 1"), ("Hồ Thị Kim Hoa", 1988, "Thôn 2")],
        "same 1",
    ),
    "another tone, and a letter too many": (
        ("Hồ Thị Thhúy", 1988, "Thôn 1"),
        [("Hồ Thị Thủy", 1988, "Thôn 1")],
        "ask",
    ),
    "bare keystrokes": (
        ("hoof thij hoaf", 1988, ""),
        [("Hồ Thị Hòa", 1988, "Thôn 1"), (HOA, 1988, "Thôn 1")],
        "same 1",
    ),
    "two of the same name and year in one hamlet": (
        (HOA, 1988, "Thôn 1"),
        [(HOA, 1988, "Thôn 1"), (HOA, 1988, "Thôn 1")],
        "ask",
    ),
    "two of the same name, one without a year": (
        (HOA, 1988, "Thôn 1"),
        [(HOA, 1988, "Thôn 1"), (HOA, None, "Thôn 1")],
        "ask",
    ),
    "a slip in the name, all else agrees": (
        ("Hồ Thị Hao", 1988, "Thôn 1"),
        [(HOA, 1988, "Thôn 1")],
        "ask",
    ),
    "swapped order, all else agrees": (
        ("Hoa Hồ Thị", 1988, "Thôn 1"),
        [(HOA, 1988, "Thôn 1")],
        "ask",
    ),
    "an abbreviation, all else agrees": (
        ("Hồ T. Hoa", 1988, "Thôn 1"),
        [(HOA, 1988, "Thôn 1")],
        "ask",
    ),
    "a regional doublet, all else agrees": (
        ("Huỳnh Tấn Phát", 1980, "Thôn 1"),
        [("Hoàng Tấn Phát", 1980, "Thôn 1")],
        "ask",
    ),
    "Vy is not Vi": (("Trần Vy", 1990, "Thôn 1"), [("Trần Vi", 1990, "Thôn 1")], "ask"),
    "Lí is Lý": (("Lí Thị Én", 1990, "Thôn 1"), [("Lý Thị Én", 1990, "Thôn 1")], "same 1"),
    "another marker": (("Hồ Văn Hoa", 1988, "Thôn 1"), [(HOA, 1988, "Thôn 1")], "none"),
    "written apart": (("A Lơ", 1985, "Thôn 1"), [("Alơ", 1985, "Thôn 1")], "same 1"),
    "a suffix tells two apart": (
        (HOA, 1988, "Thôn 1"),
        [(HOA + " A", 1988, "Thôn 1"), (HOA + " B", 1988, "Thôn 1")],
        "ask",
    ),
    "another kind of hamlet of the same number": (
        (HOA, None, "Tổ 1"),
        [(HOA, 1988, "Thôn 1")],
        "ask",
    ),
}


@pytest.mark.parametrize(("claim", "rows", "verdict"), POLICY.values(), ids=POLICY)
def test_the_policy_of_matching(
    claim: tuple[str, int | None, str], rows: list[tuple[str, int | None, str]], verdict: str
) -> None:
    finding = find(Claim(*claim), listed(*rows))
    found = [str(finding.candidates[0].entry_id)] if finding.verdict is SAME else []
    question = [finding.question] if finding.question and verdict.startswith("ask ") else []
    assert " ".join([finding.verdict, *found, *question]) == verdict


def test_an_officer_sees_the_likeliest_row_first() -> None:
    rows = listed(
        (HOA, 1971, "Thôn 5"),  # the name, and nothing else
        ("Hồ Thị Hòa", 1988, "Thôn 1"),  # other marks, all else
        ("Hồ Thị Hoe", 1979, "Thôn 1"),  # a slip, the hamlet
        (HOA, 1988, "Thôn 2"),  # the name and the year: moved
    )
    finding = find(Claim(HOA, 1988, "Thôn 1"), rows)
    assert [candidate.entry_id for candidate in finding.candidates] == [4, 2, 1, 3]


def test_an_officer_is_not_shown_a_whole_commune() -> None:
    rows = listed(*[(HOA, year, "Thôn 1") for year in range(1950, 2000)])
    finding = find(Claim(HOA, 2001, "Thôn 1"), rows)
    assert (finding.verdict, len(finding.candidates)) == (ASK, MOST_CANDIDATES)


def test_the_reason_says_in_words_what_agreed() -> None:
    finding = find(Claim("ho van nghien", 1988, "Thôn 1"), listed(("Hồ Văn Nghiên", 1988, "")))
    assert finding.reason == ("Tên chủ hộ trùng khi bỏ dấu; năm sinh trùng; thôn chưa rõ.")


SPELLINGS = (
    *("Hồ Thị Hoa", "Hồ Thị Hòa", "Hồ Thị Hoà", "ho thi hoa", "HO THI HOA", "Hồ Thị Hao"),
    *("Hồ T. Hoa", "Hồ Văn Hoa", "Hồ Thị Hoa B", "HồThị Hoa", "Trần Văn Hải"),
)
names = st.sampled_from(SPELLINGS)
years = st.sampled_from((None, 1988, 1990))
hamlets = st.sampled_from(("", "Thôn 1", "thon 1", "Thôn 2", "Tổ 1"))
claims = st.builds(Claim, names, years, hamlets)
tables = st.lists(st.tuples(names, years, hamlets), max_size=5).map(lambda rows: listed(*rows))


@given(claims, tables)
def test_a_household_is_found_only_with_a_second_factor_and_nothing_against_it(
    claim: Claim, rows: list[Listed]
) -> None:
    finding = find(claim, rows)
    if finding.verdict is SAME:
        (found,) = finding.candidates
        assert found.agreeing
        assert found.fits
        assert found.name not in (Likeness.DOUBTFUL, Likeness.DIFFERENT)


@given(claims, tables, st.data())
def test_two_equal_rows_are_never_decided_between(
    claim: Claim, rows: list[Listed], data: st.DataObject
) -> None:
    if rows:
        twin = data.draw(st.sampled_from(rows))
        again = replace(twin, entry_id=99)
        before, after = find(claim, rows), find(claim, [*rows, again])
        if before.verdict is SAME and before.candidates[0].entry_id == twin.entry_id:
            assert after.verdict is ASK


@given(claims, tables, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    claim: Claim, rows: list[Listed], random: object
) -> None:
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert find(claim, mixed) == find(claim, rows)


@given(claims, tables, tables)
def test_more_rows_never_turn_a_question_into_a_finding(
    claim: Claim, rows: list[Listed], more: list[Listed]
) -> None:
    others = [replace(row, entry_id=row.entry_id + 50) for row in more]
    before, after = find(claim, rows), find(claim, [*rows, *others])
    if before.verdict is ASK and after.verdict is SAME:
        assert after.candidates[0].entry_id > 50  # only one that was not there before


@given(claims, tables)
def test_another_persons_row_changes_no_verdict(claim: Claim, rows: list[Listed]) -> None:
    beside = [*rows, Listed(99, "Vàng Thị Dợ", claim.birth_year, claim.hamlet)]
    assert find(claim, beside) == find(claim, rows)


MARKERS = (("Văn", "Thị"), ("A", "Y"), ("A", "H’"), ("Y", "H’"), ("Văn", "H’"))


@given(
    st.sampled_from(("Hồ", "Rơ Châm", "Lê", "Giàng", "Nay")),
    st.sampled_from(MARKERS),
    st.sampled_from(("Hoa", "Thảo", "Nga", "Lơ", "Blưm")),
    st.booleans(),
)
def test_another_marker_is_never_the_same_whatever_agrees(
    surname: str, markers: tuple[str, str], given_name: str, turned: bool
) -> None:
    one, other = (f"{surname} {marker} {given_name}" for marker in markers)
    said, listed_name = (other, one) if turned else (one, other)
    claim = Claim(said, 1988, "Thôn 1", date(1988, 5, 12), "046188002345")
    row = Listed(1, listed_name, 1988, "Thôn 1", None, date(1988, 5, 12), "046188002345")
    assert find(claim, [row]).verdict is ASK  # for the number, and never more


@given(st.text(max_size=40), st.text(max_size=40), st.none() | st.integers(), st.text(max_size=9))
def test_nothing_that_people_write_breaks_it(
    said: str, name: str, year: int | None, hamlet: str
) -> None:
    finding = find(Claim(said, year, hamlet), [Listed(1, name, year, hamlet)])
    assert finding.reason
    assert (finding.verdict is ASK) == (finding.question is not None)


BORN, NUMBER = date(1988, 5, 12), "046188002345"
STRONG = {
    "another given name, and the date": (Claim("Hồ Thị Hoan", birth_date=BORN), {}, ASK),
    "a slip that is no word, and the date": (
        Claim("Hồ Thịi Hoa", 1988, birth_date=BORN),
        {},
        SAME,
    ),
    "left out, and the date": (Claim("Hồ Hoa", 1988, birth_date=BORN), {}, ASK),
    "left out, date and hamlet": (Claim("Hồ Hoa", 1988, "Thôn 1", BORN), {}, ASK),
    "left out, and the number": (Claim("Hồ Hoa", citizen_id=NUMBER), {}, SAME),
    "another mark, and the number": (Claim("Hồ Thị Hòa", citizen_id=NUMBER), {}, ASK),
    "another name, and the number": (Claim("Lê Văn Đức", citizen_id=NUMBER), {}, ASK),
    "the name, year and hamlet, another number": (
        Claim(HOA, 1988, "Thôn 1", citizen_id="046188009999"),
        {},
        ASK,
    ),
    "an old card's number is no other number": (
        Claim(HOA, 1988, "Thôn 1", citizen_id="191234567"),
        {},
        SAME,
    ),
    "another day of the same year": (Claim(HOA, 1988, "Thôn 1", date(1988, 6, 12)), {}, ASK),
    "day and month exchanged by a program": (
        Claim(HOA, 1988, "Thôn 1", date(1988, 12, 5)),
        {},
        SAME,
    ),
    "1 January stands for any day": (Claim(HOA, 1988, "Thôn 1", date(1988, 1, 1)), {}, SAME),
    "no commune": (Claim(HOA, 1988, anywhere=True), {}, ASK),
    "no commune, the number": (Claim(HOA, citizen_id=NUMBER, anywhere=True), {}, SAME),
    "no commune, a hamlet that has a number": (
        Claim(HOA, 1988, "Thôn 1", anywhere=True),
        {},
        ASK,
    ),
    "no commune, a hamlet that has a name": (
        Claim(HOA, 1988, "Thôn A Năm", anywhere=True),
        {"hamlet": "A Năm"},
        SAME,
    ),
    "a child of the hamlet": (Claim(HOA, None, "Thôn 1"), {"member_id": 7}, ASK),
    "a child of the hamlet and its head": (
        Claim(HOA, None, "Thôn 1", head="Hồ Văn Dư"),
        {"member_id": 7, "head": "Hồ Văn Dư"},
        SAME,
    ),
    "a child, its year and its head": (
        Claim(HOA, 1988, head="ho van du"),
        {"member_id": 7, "head": "Hồ Văn Dư"},
        SAME,
    ),
    "a child of the same name and year, another head": (
        Claim(HOA, 1988, "Thôn 1", head="Lê Thị Én"),
        {"member_id": 7, "head": "Hồ Văn Dư"},
        ASK,
    ),
}


@pytest.mark.parametrize(("claim", "fields", "verdict"), STRONG.values(), ids=STRONG)
def test_what_dates_numbers_and_heads_prove(
    claim: Claim, fields: dict[str, object], verdict: Verdict
) -> None:
    row = Listed(1, HOA, 1988, "Thôn 1", birth_date=BORN, citizen_id=NUMBER, head=HOA)
    assert find(claim, [replace(row, **fields)]).verdict is verdict  # type: ignore[arg-type]


def test_no_commune_is_asked_for_first() -> None:
    assert find(Claim(HOA, anywhere=True), listed((HOA, 1988, ""))).question is Question.COMMUNE


def test_two_people_who_are_found_in_two_households_are_asked_about() -> None:
    rows = listed((HOA, 1988, "Thôn 1"), ("Lê Văn Dư", 1979, "Thôn 1"))
    claims = [Claim(HOA, 1988, "Thôn 1"), Claim("Lê Văn Dư", 1979, "Thôn 1")]
    assert find_household(claims, rows).verdict is ASK
    assert find_household(claims[:1], rows).verdict is SAME


def test_the_same_family_on_two_rows_is_no_rival_of_itself() -> None:
    rows = [replace(row, household=5) for row in listed((HOA, 1988, ""), (HOA, 1988, ""))]
    found = find(Claim(HOA, 1988), rows)
    assert found.verdict is SAME
    assert found.candidates[0].agreeing == {Factor.BIRTH_YEAR}
