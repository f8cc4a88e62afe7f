"""Every form is sent as every role: the table of tasks is what really happens."""

from pathlib import Path

import pytest

from backend.officers.models import Role
from backend.site.roles import declared, document, roles_of
from tests.backend.admin.rows import Numbers, make_rows
from tests.backend.admin.test_every_page import DECISIONS, FIELDS, OPEN_TO_ALL
from tests.security.answers import make_roles
from tests.security.whole import Whole
from tests.site import words

DOCUMENT = Path(__file__).parent.parent.parent / "docs" / "roles.md"
NOT_THE_ROLES = "Việc này không thuộc vai trò"


@pytest.fixture(scope="module")
def numbers(whole: Whole) -> Numbers:
    """A row for every address, and an officer of every role."""
    make_roles(whole)
    with whole.database.transaction() as session:
        return make_rows(session, whole.world)


def test_the_document_is_of_this_code() -> None:
    assert DOCUMENT.read_text("utf-8") == document(), "python -m backend.site.roles > docs/roles.md"


@pytest.mark.parametrize("role", Role)
def test_what_a_role_has_no_task_for_is_refused(whole: Whole, numbers: Numbers, role: Role) -> None:
    wrong = {}
    with whole.visitor(username=f"vai-{role}") as officer:
        for one in declared():
            if role in roles_of(one):
                continue
            path = one.path.format(**numbers)
            answer = officer.submit(path, **FIELDS) if one.method == "POST" else officer.get(path)
            if answer.status_code != 403 or NOT_THE_ROLES not in words(answer):
                wrong[one.method, one.path] = answer.status_code
    assert wrong == {}


@pytest.mark.parametrize("role", Role)
def test_what_a_role_has_a_task_for_is_not_refused_for_the_role(
    whole: Whole, numbers: Numbers, role: Role
) -> None:
    """Forms are sent empty, of a row that nobody has: whatever is said of them, it is not about the
    role, and nothing is changed for the next one."""
    nowhere = dict.fromkeys(numbers, 999_999) | {"happened": "lost"}
    wrong = {}
    with whole.visitor(username=f"vai-{role}") as officer:
        for one in declared():
            if one.task is None or role not in roles_of(one):
                continue
            if one.method == "GET":
                answer = officer.get(one.path.format(**numbers))
            else:
                answer = officer.submit(one.path.format(**nowhere))
            if answer.status_code == 403 or answer.status_code >= 500:
                wrong[one.method, one.path] = answer.status_code
    assert wrong == {}


def test_every_form_that_needs_no_task_is_known_to_need_none() -> None:
    """A new form without a task has to be put here on purpose."""
    free = {one.path for one in declared() if one.method == "POST" and not (one.task or one.public)}
    assert free - OPEN_TO_ALL - DECISIONS == FURTHER


# Searches with nobody's data in the address, and files that only who asked for them may fetch.
FURTHER = {"/admin/officers/find", "/admin/papers/exports/{export_id}/fetch"}
