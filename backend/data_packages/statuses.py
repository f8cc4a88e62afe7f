"""Reading an operator's words for what became of an order."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from backend.data_packages.models import RefusalReason
from backend.data_packages.reconciliation_models import Verdict
from backend.vietnamese import fold

TABLE = Path(__file__).parent / "statuses.toml"
_BETWEEN = re.compile(r"[\W_]+")
_DENIES = frozenset(("khong", "chua", "huy", "ngung", "het", "not", "no"))


@dataclass(frozen=True)
class Outcome:
    """What the words mean; `reason` is there for a refusal only."""

    verdict: Verdict
    reason: RefusalReason | None = None


NOT_UNDERSTOOD = Outcome(Verdict.NOT_UNDERSTOOD)
CONTRADICTORY = Outcome(Verdict.CONTRADICTORY)


def outcome_of(status: str, remark: str = "") -> Outcome:
    """What an operator means by a status and the remark beside it ("Thành công", "Lỗi: đã có gói").
    A success with a remark that tells of a refusal is contradictory; other words never are taken for
    a success by guessing."""
    said, beside = _read(status), _read(remark)
    if said.verdict is Verdict.ACTIVATED:
        opposed = beside.verdict in (Verdict.REFUSED, Verdict.NEEDS_IDENTITY, Verdict.PENDING)
        return CONTRADICTORY if opposed else said
    if said == NOT_UNDERSTOOD and _BETWEEN.sub("", status):
        # The unknown word is the operator's answer; a remark may only make it worse.
        return beside if beside.verdict in (Verdict.REFUSED, Verdict.NEEDS_IDENTITY) else said
    vague = said == NOT_UNDERSTOOD or said.reason is RefusalReason.OTHER
    told = beside.verdict in (Verdict.REFUSED, Verdict.NEEDS_IDENTITY)
    if vague and (told or said == NOT_UNDERSTOOD):
        return beside
    return said


def _read(words: str) -> Outcome:
    said = f" {_BETWEEN.sub(' ', fold(words)).strip()} "
    found = next((outcome for phrase, outcome in _phrases() if f" {phrase} " in said), None)
    if found is None or (found.verdict is Verdict.ACTIVATED and _DENIES.intersection(said.split())):
        return NOT_UNDERSTOOD
    return found


@cache
def _phrases() -> tuple[tuple[str, Outcome], ...]:
    """Every phrase, in the order in which they are looked for."""
    table = tomllib.loads(TABLE.read_text("utf-8"))
    return tuple(
        (phrase, Outcome(Verdict(row["verdict"]), _reason(row.get("reason"))))
        for row in table["outcomes"]
        for phrase in row["says"]
    )


def _reason(code: str | None) -> RefusalReason | None:
    return RefusalReason(code) if code else None
