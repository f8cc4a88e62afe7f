"""`noisong match`: says of each described person which household of the published lists it is."""

import json
import sys
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.resolving import resolve
from backend.db import Database
from backend.errors import Invalid
from backend.households.lookup import look_up
from backend.households.rules import Candidate, Claim, Finding, Question, Verdict
from backend.i18n import _
from backend.poverty_lists.models import PovertyList, PovertyListEntry, PovertyListMember
from backend.vietnamese import clean

LONGEST_LINE = 10_000
LONGEST_YEAR = 4  # digits
_DAYS = ("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y")


def _text(value: object) -> object:
    """Numbers are taken for what they are written with; lists and the like are not."""
    whole = isinstance(value, int) and not isinstance(value, bool)
    if value is None:
        return ""
    return clean(str(value)) if whole or isinstance(value, str) else value


def _year(value: object) -> object:
    text = _text(value)
    if isinstance(text, str) and text.isdecimal() and len(text) <= LONGEST_YEAR:
        return int(text)
    return text or None


def _day(value: object) -> object:
    text = _text(value)
    if not isinstance(text, str) or not text:
        return text or None
    for form in _DAYS:
        try:
            return datetime.strptime(text, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
    return text


Text = Annotated[str, BeforeValidator(_text)]


class Query(BaseModel):
    """What is known of a person. Unknown fields are passed over."""

    model_config = ConfigDict(extra="ignore", strict=True)

    name: Text
    birth_year: Annotated[int | None, BeforeValidator(_year)] = None
    birth_date: Annotated[date | None, BeforeValidator(_day)] = None
    hamlet: Text = ""
    commune: Text = ""
    citizen_id: Text = ""
    head: Text = ""


def lines_of(file: Path | None) -> Iterator[str]:
    """The lines of a file, or of the standard input as they come. Raises `Invalid` for no file."""
    if file is None:
        raw: Iterable[bytes] = sys.stdin.buffer
        yield from (line.decode("utf-8-sig", "replace") for line in raw)
        return
    if not file.is_file():
        raise Invalid(_("Không có tệp {file}.").format(file=file))
    with file.open(encoding="utf-8-sig", errors="replace") as opened:
        yield from opened


def match_lines(database: Database, lines: Iterable[str]) -> Iterator[str]:
    """One line of JSON for each that is not empty; a line that cannot be read gives its error."""
    for line in filter(None, map(str.strip, lines)):
        yield json.dumps(_answer(database, line), ensure_ascii=False)


def _answer(database: Database, line: str) -> dict[str, Any]:
    query = _read(line)
    if isinstance(query, str):
        return {"error": query}
    with database.reading() as session:
        units = _communes(session, query.commune)
        claims = _claims(query, anywhere=len(units) != 1)
        finding = look_up(session, claims, units)
        told_enough = units or finding.candidates or claims[0].birth_year or query.citizen_id
        if not told_enough and session.scalar(select(PovertyListEntry.id).limit(1)):
            finding = _not_enough()
        return _told(session, finding)


def _not_enough() -> Finding:
    """A name alone is not looked for in the whole country."""
    reason = _("Chỉ có tên thì chưa tìm được trong cả nước: cần thêm xã, hoặc năm sinh.")
    return Finding(Verdict.ASK, reason, question=Question.COMMUNE)


def _read(line: str) -> Query | str:
    """The query, or what is wrong with the line; what was written is not repeated."""
    if len(line) > LONGEST_LINE:
        return _("Dòng quá dài. Mỗi dòng là một đối tượng JSON mô tả một người.")
    try:
        query = Query.model_validate(json.loads(line))
    except (ValueError, RecursionError) as fault:
        return _fault(fault)
    if not any(map(str.isalpha, query.name)):
        return _("Thiếu họ tên. Ghi họ tên vào trường «name».")
    return query


def _fault(fault: Exception) -> str:
    if isinstance(fault, ValidationError):
        where = fault.errors()[0]["loc"]
        if where:
            words = _("Trường «{field}» thiếu hoặc không đọc được. Sửa lại rồi thử lại.")
            return words.format(field=where[0])
        return _("Dòng này không phải một đối tượng JSON. Ví dụ: {example}").format(
            example='{"name": "Hồ Thị Mai", "birth_year": 1985}'
        )
    return _("Dòng này không phải JSON đúng. Kiểm tra dấu ngoặc và dấu nháy rồi thử lại.")


def _communes(session: Session, written: str) -> list[UnitId]:
    """The communes that a text may mean; of several of one name, those that have a list."""
    if not written:
        return _only_commune(session)
    found = [UnitId(f.place.id) for f in resolve(session, written, level=Level.COMMUNE)]
    if len(found) < 2:
        return found
    listed = select(PovertyListEntry.unit_id).where(PovertyListEntry.unit_id.in_(found)).distinct()
    with_list = set(session.scalars(listed))
    return [unit_id for unit_id in found if unit_id in with_list] or found


def _only_commune(session: Session) -> list[UnitId]:
    """The one commune that has a list; an officer of a commune need not name it each time."""
    unit_id = PovertyListEntry.unit_id
    first, last = session.execute(
        select(func.min(unit_id), func.max(unit_id)).where(PovertyListEntry.ended_by_id.is_(None))
    ).one()
    return [first] if first is not None and first == last else []


def _claims(query: Query, *, anywhere: bool) -> list[Claim]:
    """Of the person, and of the head as somebody of the same hamlet."""
    born = query.birth_date
    person = Claim(
        query.name,
        birth_year=query.birth_year or (born.year if born else None),
        hamlet=query.hamlet,
        birth_date=born,
        citizen_id=query.citizen_id,
        head=query.head,
        anywhere=anywhere,
    )
    if not query.head or clean(query.head) == clean(query.name):
        return [person]
    return [person, Claim(query.head, hamlet=query.hamlet, anywhere=anywhere)]


def _told(session: Session, finding: Finding) -> dict[str, Any]:
    told: dict[str, Any] = {"verdict": finding.verdict, "reason": finding.reason}
    if finding.verdict is Verdict.SAME:
        told["household"] = _household(session, finding.candidates[0])
    if finding.verdict is Verdict.ASK:
        told["question"] = finding.question or Question.OFFICER
    told["candidates"] = [
        {**_household(session, c), "score": c.score, "reason": c.reason} for c in finding.candidates
    ]
    return told


def _household(session: Session, candidate: Candidate) -> dict[str, Any]:
    """The row in the file, with the member where one is meant."""
    row = (
        select(PovertyListEntry, PovertyList, AdministrativeUnit)
        .join(PovertyList, PovertyListEntry.list_id == PovertyList.id)
        .join(AdministrativeUnit, PovertyListEntry.unit_id == AdministrativeUnit.id)
        .where(PovertyListEntry.id == candidate.entry_id)
    )
    entry, version, unit = session.execute(row).one()
    told: dict[str, Any] = {
        "head": entry.head_name,
        "hamlet": entry.hamlet,
        "commune": unit.full_name,
        "birth_year": entry.birth_year,
        "list": version.title or version.file_name,
        "sheet": entry.sheet,
        "row": entry.row,
    }
    if candidate.member_id is not None:
        member = session.get_one(PovertyListMember, candidate.member_id)
        told["member"] = {
            "name": member.name,
            "relation": member.relation,
            "birth_year": member.birth_year,
            "row": member.row,
        }
    return told
