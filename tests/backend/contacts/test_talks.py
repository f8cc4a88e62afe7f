"""Of two talks one goes on, and no form is lost that has room."""

from typing import Any

import pytest

from backend.contacts.rules import Standing, Stored, joined

FORM: dict[str, Any] = {"flow": "request_support", "answers": {"child_name": "Hồ Văn Tí"}}
OTHER: dict[str, Any] = {"flow": "ask_officer", "answers": {"question": "Bao giờ có máy?"}}
THIRD: dict[str, Any] = {"flow": "complain", "answers": {"what": "Chưa có máy"}}
MENU: dict[str, Any] = {"flow": "menu", "answers": {}}
BEGUN: dict[str, Any] = {"flow": "request_support", "answers": {}}
HERE, THERE = {"text": "hỏi ở đây"}, {"text": "hỏi ở kia"}

CASES = [
    # the talk and the parked one here, and there; what goes on, waits, and is asked
    ((None, None), (None, None), (None, None, None)),
    ((None, None), (FORM, None), (FORM, None, THERE)),
    ((MENU, None), (FORM, None), (FORM, None, THERE)),
    ((BEGUN, None), (FORM, None), (FORM, None, THERE)),
    ((FORM, None), (None, None), (FORM, None, HERE)),
    ((FORM, None), (MENU, None), (FORM, None, HERE)),
    ((FORM, None), (OTHER, None), (FORM, OTHER, HERE)),
    ((FORM, None), (MENU, OTHER), (FORM, OTHER, HERE)),
    ((FORM, THIRD), (OTHER, None), (FORM, THIRD, HERE)),
    ((MENU, FORM), (None, None), (MENU, FORM, HERE)),
    ((MENU, FORM), (OTHER, None), (OTHER, FORM, THERE)),
    ((MENU, None), (MENU, FORM), (MENU, FORM, THERE)),
    ((None, None), (FORM, OTHER), (FORM, OTHER, THERE)),
    ((MENU, None), (None, None), (MENU, None, HERE)),
]


@pytest.mark.parametrize(("here", "there", "expected"), CASES)
def test_which_talk_goes_on(
    here: tuple[Stored, Stored],
    there: tuple[Stored, Stored],
    expected: tuple[Stored, Stored, Stored],
) -> None:
    one = Standing(3, *here, HERE if here[0] else None)
    other = Standing(8, *there, THERE if there[0] else None)
    result = joined(one, other)
    assert (result.talk, result.parked, result.question) == expected


def test_the_buttons_of_the_open_question_stay_good() -> None:
    assert joined(Standing(3, FORM, None, HERE), Standing(8)).run == 3
    assert joined(Standing(8), Standing(3, FORM, None, THERE)).run == 3


def test_no_old_button_becomes_new_where_nothing_is_open() -> None:
    assert joined(Standing(3), Standing(8)).run == 8
