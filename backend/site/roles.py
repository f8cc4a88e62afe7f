"""Which role may open or send what, as a document: `python -m backend.site.roles > docs/roles.md`."""

from collections.abc import Iterator

from backend.admin.pages import Declared
from backend.officers.models import Role
from backend.officers.permissions import TASKS
from backend.site.app import PAGES

HEAD = """\
# Who may do what

Made by `python -m backend.site.roles > docs/roles.md`; `tests/security/test_roles.py` compares it with
the code and sends every form as every role.

Everything is within the officer's own unit and what lies below it: elsewhere is *not found*. Looking
is free for whoever is signed in, unless a task stands beside the page. Where a form has no task, what
it does belongs to whoever is signed in (the own account, a search, a saved filter), or a programme's
step names the role that decides (approve, refuse, return, send back, identify).
"""


def declared() -> list[Declared]:
    """Every address of the site, in the order in which they are asked."""
    return [one for pages in PAGES for one in pages.declared]


def roles_of(one: Declared) -> list[Role]:
    """The roles that pass the door of an address; all of them where it has no task."""
    return [role for role in Role if one.task is None or one.task in TASKS[role]]


def document() -> str:
    """Everything as Markdown."""
    return "\n".join((HEAD, *_tasks(), "", *_addresses())) + "\n"


def _tasks() -> Iterator[str]:
    tasks = sorted({task for of_role in TASKS.values() for task in of_role})
    yield "## Tasks of each role"
    yield ""
    yield f"| task | {' | '.join(Role)} |"
    yield "|---" * (1 + len(Role)) + "|"
    for task in tasks:
        yield f"| {task} | {' | '.join('yes' if task in TASKS[role] else '' for role in Role)} |"


def _addresses() -> Iterator[str]:
    yield "## Addresses"
    yield ""
    yield "| | address | task | who |"
    yield "|---|---|---|---|"
    for one in sorted(declared(), key=lambda one: (one.path, one.method)):
        roles = roles_of(one)
        who = "everybody" if one.public else "signed in"
        if one.task:
            who = ", ".join(roles)
        yield f"| {one.method} | `{one.path}` | {one.task or ''} | {who} |"


if __name__ == "__main__":
    print(document(), end="")  # noqa: T201 - what this command is for
