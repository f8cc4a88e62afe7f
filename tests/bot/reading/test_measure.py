"""How well messages are read that were written before the readers were tried on them."""

import pytest

from tests.bot.reading.measure import TABLES, measured

# What a wrong value, taken without a question, would do harm with.
NEVER_SILENTLY_WRONG = ("citizen_id", "date", "name", "phone", "yes_no")


@pytest.mark.parametrize("kind", TABLES)
def test_nearly_all_messages_are_read_rightly(kind: str) -> None:
    cases = list(measured(kind))
    wrong = [str(case) for case in cases if not case.right]
    assert len(cases) >= 120
    assert len(wrong) <= len(cases) * 0.03, "\n".join(wrong)


@pytest.mark.parametrize("kind", NEVER_SILENTLY_WRONG)
def test_no_wrong_value_is_taken_without_a_question(kind: str) -> None:
    assert not [str(case) for case in measured(kind) if case.silently_wrong]
