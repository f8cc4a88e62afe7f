"""Codes of requests in any writing."""

import pytest

from bot.reading.codes import read_any_code, read_code, without_codes
from tests.bot.reading.notation import cases, written

CODES = """
HT-2026-000123 => HT-2026-000123
ht-2026-000123 => HT-2026-000123
ht 2026 123 => HT-2026-000123
ht2026000123 => HT-2026-000123
HT2026123 => HT-2026-000123
HT–2026–000123 => HT-2026-000123
HT—2026—000123 => HT-2026-000123
HT.2026.000123 => HT-2026-000123
HT/2026/000123 => HT-2026-000123
H T 2026 000123 => HT-2026-000123
mã ht 2026 000123 ạ => HT-2026-000123
cho em hỏi hồ sơ HT 2026 - 000045 tới đâu rồi => HT-2026-000045
#HT-2026-000123 => HT-2026-000123
ＨＴ-2026-000123 => -
2026-000123 => HT-2026-000123?
2026 000123 => HT-2026-000123?
HT-2O26-OOO123 => HT-2026-000123?
HT-2026-000123 và HT-2026-000124 => HT-2026-000123?
000123 => -
2026 => -
ht2026 => -
HT-2026-0000000123 => -
HT-2026-000000 => -
15/3/2026 => -
0912345678 => -
năm 2026 có 123 hộ => -
hồ sơ của em => -
"""


@pytest.mark.parametrize(("text", "expected"), cases(CODES))
def test_a_code_is_read_in_any_writing(text: str, expected: str) -> None:
    assert written(read_code(text)) == expected


def test_a_code_of_another_kind_is_read_by_its_own_letters() -> None:
    assert read_code("kn 2026 7", "KN").value == "KN-2026-000007"
    assert read_code("ht 2026 7", "KN").value is None


OF_ANY_SERIES = """
trạng thái DT-2026-000001 => DT-2026-000001
pa 2026 000012 sao rồi => PA-2026-000012
DH2026000003 => DH-2026-000003
em hỏi UH-2026-000002 với HT-2026-000001 => UH-2026-000002
mã 2026-000123 => -
hs 2026 000123 => -
số 2026 000123 => -
DT-2026-12 => -
DT-2026-000000 => -
sn 2014 lớp 5 => -
0912 2026 000123 => -
"""


@pytest.mark.parametrize(("text", "expected"), cases(OF_ANY_SERIES))
def test_a_whole_code_of_any_series_is_read(text: str, expected: str) -> None:
    assert written(read_any_code(text)) == expected


def test_the_letters_of_a_code_are_no_words() -> None:
    assert without_codes("trạng thái DT-2026-000001").split() == ["trạng", "thái"]
