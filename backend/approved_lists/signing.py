"""What every decision with a list has: it is begun as a draft, signed whole, and never changes again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from sqlalchemy import ForeignKey, select
from sqlalchemy.orm import Mapped, Session, mapped_column

from backend import clock
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.approved_lists.rules import decision_number, digest
from backend.db import RowId, ShortText
from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.officers.models import Officer, OfficerId


class Signable:
    """The columns of a decision with a list: a draft until `frozen_at`. `digest` is the hash of its
    rows on the day of the signature."""

    unit_id: Mapped[UnitId] = mapped_column(RowId, ForeignKey("administrative_units.id"))
    decision_number: Mapped[str | None] = mapped_column(ShortText)  # 168/KH-UBND
    decision_date: Mapped[date | None]
    signer_name: Mapped[str]
    signer_title: Mapped[str]
    digest: Mapped[str] = mapped_column(ShortText)
    officer_id: Mapped[OfficerId] = mapped_column(RowId, ForeignKey("officers.id"))
    created_at: Mapped[datetime]
    frozen_by_id: Mapped[OfficerId | None] = mapped_column(RowId, ForeignKey("officers.id"))
    frozen_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column(default=1)


Draft = TypeVar("Draft", bound=Signable)


@dataclass(frozen=True)
class Signature:
    """The decision as the officer types it."""

    number: str
    on: date
    signer_name: str
    signer_title: str


def begin(session: Session, officer: Officer, draft: Draft) -> Draft:
    """Keeps a draft, with what its kind of decision has of its own, for the officer's unit."""
    draft.unit_id, draft.officer_id = officer.unit_id, officer.id
    draft.signer_name = draft.signer_title = draft.digest = ""
    draft.created_at, draft.version = clock.now(), 1
    session.add(draft)
    session.flush()
    return draft


def require_draft(found: Signable, version: int, signed: str) -> None:
    """Raises `Conflict` for one that is signed, in the words of its kind, or changed meanwhile."""
    if found.frozen_at is not None:
        raise Conflict(signed)
    if found.version != version:
        raise Conflict(_("Danh sách này vừa có người sửa. Anh/chị xem lại rồi làm tiếp."))


def checked_number(session: Session, draft: Signable, signed: Signature) -> str:
    """The number as it is printed. Raises `Invalid` beside the field for a signature that is not whole,
    and for a number that the office has given already on that day."""
    number = decision_number(signed.number)
    if number is None:
        raise Invalid(_("Anh/chị ghi số quyết định, ví dụ: 168/QĐ-UBND."), field="number")
    if signed.on > clock.today():
        raise Invalid(_("Ngày ký chưa tới. Anh/chị ghi ngày đã ký."), field="on")
    for name, text in (("signer_name", signed.signer_name), ("signer_title", signed.signer_title)):
        if not text.strip():
            raise Invalid(_("Anh/chị ghi họ tên và chức vụ người ký."), field=name)
    # Two lists of an office that are signed at one moment: the second looks after the first.
    unit = select(AdministrativeUnit.id).where(AdministrativeUnit.id == draft.unit_id)
    session.execute(unit.with_for_update(key_share=True))
    model = type(draft)
    same = select(model.decision_number).where(
        model.unit_id == draft.unit_id,
        model.decision_number == number,
        model.decision_date == signed.on,
    )
    if session.scalar(same):
        raise Invalid(_("Đã có danh sách khác ký theo số và ngày này."), field="number")
    return number


def seal(
    draft: Signable,
    officer: Officer,
    number: str,
    signed: Signature,
    rows: Iterable[Mapping[str, Any]],
) -> None:
    """Writes the signature down over the rows as they are now."""
    draft.decision_number, draft.decision_date = number, signed.on
    draft.signer_name = signed.signer_name.strip()
    draft.signer_title = signed.signer_title.strip()
    draft.frozen_at, draft.frozen_by_id = clock.now(), officer.id
    draft.digest = digest(rows)
    draft.version += 1
