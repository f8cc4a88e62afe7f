"""Which spellings of a hamlet are one place."""

import pytest

from backend.households.hamlets import hamlets_agree

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
