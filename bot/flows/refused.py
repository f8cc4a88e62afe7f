"""What somebody may mean who writes a few words after a request of theirs was refused."""

import re

from backend.office import Office
from backend.support_requests.models import Status
from bot.reading.phrases import spell_out, split
from bot.reading.yes_no import read_yes_no

LONGEST_DISPUTE = 8  # words
# Compared without marks.
_DISAGREES = re.compile(
    r"\b(?:khong|chua|chang|cha|no|dau co)(?: \w+)? (?:dong y|dung|chiu|phuc|chap nhan|thoa dang)\b"
    r"|\b(?:oan|oan uc|bat cong|vo ly|xet sai|sai roi)\b"
)
_ASKS_WHY = re.compile(r"\b(?:tai sao|vi sao|sao|rang|ly do|li do)\b")


def disputed_flow(office: Office, text: str) -> str | None:
    """The appeal for who plainly disagrees with the newest refusal, the status, which tells the
    reason and the way to appeal, for who asks why or says a bare no. None for everything else."""
    flow = _dispute(text)
    if flow is None:
        return None
    newest = next(iter(office.requests()), None)
    return flow if newest and newest.status is Status.REFUSED else None


def _dispute(text: str) -> str | None:
    words = [word.bare for word in spell_out(split(text))]
    if len(words) > LONGEST_DISPUTE:
        return None
    said = " ".join(words)
    if _DISAGREES.search(said):
        return "appeal"
    no = read_yes_no(text)
    is_bare_no = no.certain and no.value is False
    return "check_status" if is_bare_no or _ASKS_WHY.search(said) else None
