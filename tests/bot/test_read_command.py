"""`noisong read`: JSON lines in, JSON lines out."""

import json
import subprocess
import sys
from datetime import date

import pytest

from bot.read_command import READERS, read_lines
from bot.reading.intents import Intent

TODAY = date(2026, 11, 22)


def answer(kind: str, text: str, today: date = TODAY) -> tuple[object, object]:
    line = json.dumps({"kind": kind, "text": text}).encode()
    said = json.loads(next(read_lines([line], today)))
    return said["value"], said["confirm"]


@pytest.mark.parametrize(
    ("kind", "text", "value", "confirm"),
    [
        ("phone", "sdt em 0912.345.678 nha", "0912345678", False),
        ("phone", "0162 234 5678", "0322345678", True),
        ("citizen_id", "46085001234", "046085001234", True),
        ("date", "15/3/2012 chứ không phải 13/5/2012", "2012-03-15", True),
        ("date", "rằm tháng giêng năm 2012", None, False),
        ("birth_year", "năm nay 9 tuổi", 2017, True),
        ("number", "trăm rưỡi", 150, False),
        ("grade", "đứa lớn lớp 7, đứa nhỏ lớp 3", "7;3", False),
        ("unit", "thôn 1 xã hồng thủy a lưới", "thon|1|hồng thủy", False),
        ("name", "em tên là Hồ Thị A Lơ ạ", "Hồ Thị A Lơ", False),
        ("yes_no", "có chứ sao không", "yes", False),
        ("yes_no", "nỏ có mô", "no", False),
        ("yes_no", "dạ", "yes", True),
        ("yes_no", "dạ?", None, False),
        ("yes_no", "em không biết", "unsure", True),
        ("intent", "em muốn xin máy tính cho con", Intent.REQUEST_DEVICE, False),
    ],
)
def test_a_message_becomes_its_value_and_whether_to_ask_back(
    kind: str, text: str, value: object, confirm: bool
) -> None:
    assert answer(kind, text) == (value, confirm)


def test_an_age_counts_from_the_day_of_the_talk() -> None:
    assert answer("birth_year", "9 tuổi", date(2024, 5, 1)) == (2015, True)


@pytest.mark.parametrize(
    "line",
    [
        b"xx",
        b"\xff\xfe",
        b"[]",
        b"{}",
        b"1",
        b"[" * 100_000,
        b'{"kind": "phone"}',
        b'{"kind": "phone", "text": 912345678}',
        b'{"kind": "shoe size", "text": "38"}',
        b'{"kind": ["phone"], "text": "38"}',
    ],
)
def test_a_bad_line_is_told_and_the_next_one_read(line: bytes) -> None:
    good = b'{"kind": "number", "text": "5"}'
    told, read = (json.loads(out) for out in read_lines([line, b"\n", good], TODAY))
    assert set(told) == {"error"}
    assert read == {"value": 5, "confirm": False}


@pytest.mark.parametrize("kind", READERS)
def test_half_a_character_breaks_nothing(kind: str) -> None:
    line = b'{"kind": "%s", "text": "\\ud83d a\\u0000 \\udcff"}' % kind.encode()
    (out,) = read_lines([line], TODAY)
    assert "error" not in json.loads(out)
    out.encode()


def test_the_command_reads_its_input_without_a_database() -> None:
    typed = '{"kind": "date", "text": "hôm qua"}\n{"kind": "date", "text": "hôm nay"}'
    done = subprocess.run(
        [sys.executable, "-m", "bot", "read", "--date", "2026-11-22"],
        input=typed.encode(),
        capture_output=True,
        timeout=60,
        check=True,
        env={"DATABASE_URL": "nonsense", "PYTHONIOENCODING": "ascii"},
    )
    values = [json.loads(line)["value"] for line in done.stdout.splitlines()]
    assert values == ["2026-11-21", "2026-11-22"]
    assert done.stderr == b""


def test_starting_it_loads_no_database_library() -> None:
    code = "import sys, bot.read_command; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True)
    assert done.stdout.strip() == "False"
