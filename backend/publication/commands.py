"""What a parent may answer in chat about a picture or a name of their child."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AllowPublication:
    """A yes to `purpose` for the child of the request `code`, word by word; `child_answer` is the
    child's, as the parent passed it on, "" where the law does not want it."""

    code: str
    purpose: str
    answer: str
    child_answer: str = ""
