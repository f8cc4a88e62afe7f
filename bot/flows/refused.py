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
_ONLY_WHY = re.compile(
    r"(?:(?:da|a|em|anh|chi|ua|ma|nhung|the|cho|hoi|xin) )*"
    r"(?:vi sao|tai sao|vi rang|tai rang|sao|rang|ly do|li do)"
    r"(?: (?:vay|the|rua|a|em|ha|hi|nhi|la|gi|chi|lai|nhu))*"
)


def disputed_flow(office: Office, text: str) -> str | None:
    """The appeal for who plainly disagrees with the newest refusal, the status, which tells the
    reason and the way to appeal, for who asks why or says a bare no; the status as well for who asks
    nothing but why, however the request stands. None for everything else."""
    flow = _dispute(text)
    newest = next(iter(office.requests()), None) if flow else None
    if newest is None:
        return None
    return flow if newest.status is Status.REFUSED or _asks_only_why(text) else None


def _asks_only_why(text: str) -> bool:
    return bool(_ONLY_WHY.fullmatch(_bare(text)))


def _bare(text: str) -> str:
    return " ".join(word.bare for word in spell_out(split(text)))


def _dispute(text: str) -> str | None:
    said = _bare(text)
    if len(said.split()) > LONGEST_DISPUTE:
        return None
    if _DISAGREES.search(said):
        return "appeal"
    no = read_yes_no(text)
    is_bare_no = no.certain and no.value is False
    return "check_status" if is_bare_no or _ASKS_WHY.search(said) else None
