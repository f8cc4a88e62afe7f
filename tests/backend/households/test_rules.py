"""When a household is found for certain, and when an officer is asked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.households.names import NameMatch
from backend.households.rules import (
    MOST_CANDIDATES,
    Claim,
    ListedHousehold,
    Verdict,
    find,
    hamlets_agree,
)

SAME, ASK, NONE = Verdict
HOA = "Hồ Thị Hoa"


def listed(*rows: tuple[str, int | None, str]) -> list[ListedHousehold]:
    return [ListedHousehold(number, *row) for number, row in enumerate(rows, 1)]


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
    "two of the same name, the hamlet decides": (
        (HOA, None, "Thôn 2"),
        [(HOA, 1979, "Thôn 1"), (HOA, 1988, "Thôn 2")],
        "same 2",
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
    assert " ".join([finding.verdict, *found]) == verdict


HAMLETS = """
    Thôn 1 | thon 1 = same
    Thôn 1 | 1 = same
    Thôn 1 | Thôn 01 = same
    Thôn 1 | THÔN I = same
    Thôn 4 | Thôn IV = same
    Thôn 1 | Bản 1 = same
    Thôn 1 | Thôn1 = same
    Thôn A Năm | A Năm = same
    Thôn A Năm | thôn Anăm = same
    Tổ dân phố 3 | TDP 3 = same
    Tổ 3 | Tổ dân phố 3 = same
    Tổ dân phố số 3 | Tổ 3 = different
    Thôn 1 | Thôn 2 = different
    Thôn 1 | Thôn 11 = different
    Thôn 1 | Thôn 10 = different
    Thôn A Min C9 | Thôn A Min = different
    Thôn Vi | Thôn 6 = different
    Thôn 1 | Tổ 1 = unclear
    Thôn 1 | Khu phố 1 = unclear
    Thôn 1 | - = unclear
"""


@pytest.mark.parametrize("line", HAMLETS.strip().splitlines())
def test_two_hamlets_agree_as_the_table_says(line: str) -> None:
    pair, _sign, word = line.strip().rpartition(" = ")
    one, _sign, other = pair.partition(" | ")
    expected = {"same": True, "different": False, "unclear": None}[word]
    assert (hamlets_agree(one, other), hamlets_agree(other, one)) == (expected, expected)


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
    finding = find(Claim("ho thi hoa", 1988, "Thôn 1"), listed((HOA, 1988, "")))
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
    claim: Claim, rows: list[ListedHousehold]
) -> None:
    finding = find(claim, rows)
    if finding.verdict is SAME:
        (found,) = finding.candidates
        factors = (found.year_agrees, found.hamlet_agrees)
        assert True in factors
        assert False not in factors
        assert found.name is NameMatch.EXACT or (
            found.name is NameMatch.FOLDED and found.year_agrees
        )


@given(claims, tables, st.data())
def test_two_equal_rows_are_never_decided_between(
    claim: Claim, rows: list[ListedHousehold], data: st.DataObject
) -> None:
    if rows:
        twin = data.draw(st.sampled_from(rows))
        again = ListedHousehold(99, twin.head_name, twin.birth_year, twin.hamlet)
        before, after = find(claim, rows), find(claim, [*rows, again])
        if before.verdict is SAME and before.candidates[0].entry_id == twin.entry_id:
            assert after.verdict is ASK


@given(claims, tables, st.randoms(use_true_random=False))
def test_the_order_of_the_rows_does_not_matter(
    claim: Claim, rows: list[ListedHousehold], random: object
) -> None:
    mixed = list(rows)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert find(claim, mixed) == find(claim, rows)


@given(claims, tables)
def test_another_persons_row_changes_no_verdict(claim: Claim, rows: list[ListedHousehold]) -> None:
    beside = [*rows, ListedHousehold(99, "Vàng Thị Dợ", claim.birth_year, claim.hamlet)]
    assert find(claim, beside) == find(claim, rows)
