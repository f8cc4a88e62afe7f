"""What has to agree beside the name, for pairs of names of every people and every way of writing."""

from datetime import date
from pathlib import Path

import pytest

from backend.households.rules import Claim, Listed, Verdict, find

BORN, HAMLET = date(1985, 5, 12), "Thôn 1"
LINES = (Path(__file__).parent / "pairs_of_names.txt").read_text("utf-8").splitlines()
PAIRS = [line for line in LINES if " = " in line and not line.startswith("#")]


def needed(said: str, listed: str) -> str:
    """The least that proves it, of what people are asked."""
    row = Listed(1, listed, BORN.year, HAMLET, birth_date=BORN)
    assert find(Claim(said), [row]).verdict is not Verdict.SAME
    claims = {
        "year": Claim(said, BORN.year),
        "year and hamlet": Claim(said, BORN.year, HAMLET),
        "date and hamlet": Claim(said, BORN.year, HAMLET, BORN),
    }
    verdicts = {words: find(claim, [row]).verdict for words, claim in claims.items()}
    proven = [words for words, verdict in verdicts.items() if verdict is Verdict.SAME]
    assert proven == list(claims)[len(claims) - len(proven) :]  # more agreement never proves less
    return proven[0] if proven else verdicts["date and hamlet"].value


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(PAIRS) >= 150


@pytest.mark.parametrize("line", PAIRS)
def test_two_names_need_what_the_table_says(line: str) -> None:
    pair, _sign, least = line.rpartition(" = ")
    said, _sign, listed = pair.partition(" | ")
    assert needed(said, listed) == least
