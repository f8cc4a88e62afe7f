"""A privacy notice in one wording, and which wordings are enough for a purpose."""

from collections.abc import Mapping, Set
from dataclasses import dataclass


@dataclass(frozen=True)
class Notice:
    """`short` is what is shown with the question, of at most 300 letters; `full` what stands behind
    «Xem đầy đủ», empty where the notice was all shown at once. Filled in are `who` runs the service,
    with a telephone number, `what` it is for, which data it `asks` for, `all` of them, who sees them
    (`seen_by`, `seen_in_full`), and how long they are `kept`.

    `further` are the purposes for which more is done with the data, or more people see them, than the
    version before it said: who agreed to that one is asked anew, with `anew` in place of `short`."""

    short: str
    full: str = ""
    further: Set[str] = frozenset()
    anew: str = ""


def enough_of(notices: Mapping[str, Notice], purpose: str) -> frozenset[str]:
    """The versions to which a yes still covers all that is done for a purpose: the newest, and those
    before it as far as nothing was added since. `notices` are in the order of their days."""
    enough: list[str] = []
    for version in reversed(list(notices)):
        enough.append(version)
        if purpose in notices[version].further:
            break
    return frozenset(enough)
