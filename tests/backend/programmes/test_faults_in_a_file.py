"""A slip in a programme's file is named with the line and what was expected."""

from pathlib import Path

import pytest

from backend.errors import Invalid
from backend.programmes.service import read_programme
from tests.backend.programmes.sixth import FILE


@pytest.mark.parametrize(
    ("wrong", "right", "at", "expected"),
    [
        ('kind = "goods"', 'kind = "good"', "[[benefits]]", "benefits.0: Input tag 'good'"),
        ("working_days = 3", 'working_days = "3"', 'working_days = "3"', "steps.0.working_days"),
        ('value = "yes"', 'valeu = "yes"', "valeu", "request.fields.0.options.0.value: Field req"),
        (
            '"choice"\nlabel = "Cỡ',
            '"chose"\nlabel = "Cỡ',
            '"chose"',
            "request.fields.1.kind: Input",
        ),
        ("{ boarding", "{ boardign", "boardign", "eligible.answers: 'boardign' is none of the"),
        (
            '["yes"] }\nonce',
            '["yess"] }\nonce',
            "yess",
            "answers.boarding: 'yess' is none of yes, no",
        ),
        (
            'field = "boarding"',
            'field = "boading"',
            "boading",
            "request.fields.1.when: 'boading' is",
        ),
        (
            'quota_by = "school"',
            'quota_by = "class"',
            "quota_by",
            "quota_by: Input should be 'unit'",
        ),
        ("percent = 100", "percent = 101", "percent = 101", "targets.0.percent"),
        ('subject = "pupil"', 'subject = "child"', "subject", "request.subject: Input should be"),
        ("[request]\nsubject", "[request]\nsubjet", "[request]", "request.subject: Field required"),
    ],
)
def test_a_fault_is_named_with_its_place_and_line(
    tmp_path: Path, wrong: str, right: str, at: str, expected: str
) -> None:
    before = FILE.read_text("utf-8")
    assert wrong in before
    text = before.replace(wrong, right, 1)
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Invalid) as refused:
        read_programme(path)
    line = text[: text.index(at)].count("\n") + 1
    assert str(refused.value).startswith(f"x.toml, line {line}: ")
    assert expected in str(refused.value)


@pytest.mark.parametrize(
    ("table", "at", "expected"),
    [
        ("months = 0", "months", "retention.months: Input should be greater than or equal to 1"),
        ("months = 2400", "months", "retention.months: Input should be less than or equal to 120"),
        ('months = "24"', "months", "retention.months: Input should be a valid integer"),
        ("audit_months = -1", "audit_months", "retention.audit_months: Input should be greater"),
        ('source = ""', "source", "retention.source: String should have at least 1 character"),
        ("forever = true", "forever", "retention.forever: Extra inputs are not permitted"),
    ],
)
def test_a_fault_in_how_long_things_are_kept_is_named(
    tmp_path: Path, table: str, at: str, expected: str
) -> None:
    right = {
        "months": "months = 24",
        "source": 'source = "Thông báo"',
        "audit_months": "audit_months = 60",
        "audit_source": 'audit_source = "NĐ"',
    }
    lines = {**right, table.split(" =")[0]: table}
    text = FILE.read_text("utf-8") + "\n[retention]\n" + "\n".join(lines.values()) + "\n"
    path = tmp_path / "x.toml"
    path.write_text(text, "utf-8")
    with pytest.raises(Invalid) as refused:
        read_programme(path)
    line = text[: text.rindex(f"\n{at} =") + 1].count("\n") + 1
    assert str(refused.value).startswith(f"x.toml, line {line}: ")
    assert expected in str(refused.value)
