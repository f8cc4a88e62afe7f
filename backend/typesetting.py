"""Runs typst in a process of its own.

What typst has set it remembers for ever: a hundred megabytes for every thousand lines of a list, in a
server that is never restarted. A child gives them back, and a paper that is too long ends the child
and not the service.
"""

import resource
import subprocess
import sys
from pathlib import Path

from backend.errors import Conflict
from backend.i18n import _

SECONDS = 60
_MEMORY = 3 * 2**30  # of addresses; typst reserves more than it touches
_PROJECT = Path(__file__).parent.parent


def set_apart(template: Path, words: str) -> bytes:
    """The PDF of a template that reads `words` (JSON) from `sys.inputs.words`. Raises `Conflict` when
    it takes too long."""
    try:
        child = subprocess.run(  # noqa: S603 - no shell, and the argument is a file of ours
            [sys.executable, "-m", "backend.typesetting", str(template)],
            input=words.encode(),
            cwd=_PROJECT,
            env={"PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            timeout=SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_long() from None
    if child.returncode != 0:
        raise _too_long()
    return child.stdout


def typeset(template: Path, words: str) -> bytes:
    """The same in this process."""
    import typst  # seven megabytes, which only the child needs

    return typst.compile(
        template,
        root=template.parent,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"words": words},
    )


def _too_long() -> Conflict:
    return Conflict(_("Em chưa in được bản PDF này. Anh/chị tải bản Word hoặc Excel."))


def _main(template: Path) -> int:
    for kind, amount in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, SECONDS)):
        hard = resource.getrlimit(kind)[1]
        most = amount if hard == resource.RLIM_INFINITY else min(amount, hard)
        resource.setrlimit(kind, (most, most))
    sys.stdout.buffer.write(typeset(template, sys.stdin.buffer.read().decode()))
    return 0


if __name__ == "__main__":
    sys.exit(_main(Path(sys.argv[1])))
