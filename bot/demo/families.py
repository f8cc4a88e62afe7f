"""Families of the demo: households of a commune's published list, each with an invented child."""

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from sqlalchemy.orm import Session

from backend import clock
from backend.administrative_units.models import UnitId
from backend.poverty_lists.counting import counting
from backend.poverty_lists.draft import Standing
from backend.poverty_lists.models import EntryId, PovertyListEntry
from backend.programmes.fields import Answer
from backend.programmes.rules import Circumstance
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.models import Lacking, Relation

SEED = 2026
PUPILS, PHONES = "song-va-may-tinh", "dien-thoai-thong-minh"
_CIRCUMSTANCES = {
    Standing.POOR: Circumstance.POOR,
    Standing.NEAR_POOR: Circumstance.NEAR_POOR,
}
_CHILDREN = (
    *("Thị Mây", "Văn Gió", "Thị Nắng", "Văn Mưa", "Thị Sương", "Văn Núi", "Thị Lan", "Văn Rừng"),
    *("Thị Hạnh", "Văn Khởi", "Thị Xuân", "Văn Tiến", "Thị Kiều", "Văn Thành", "Thị Phượng"),
    *("Văn Dũng", "Thị Oanh", "Văn Lợi", "Thị Thu", "Văn Sáng", "Thị Diệp", "Văn Hậu", "Thị Yến"),
)
_BETWEEN = ("Thị", "Văn", "Xuân")
_LACKING = (Lacking.NO_DEVICE, Lacking.NO_DEVICE, Lacking.SHARED, Lacking.BROKEN, Lacking.TV_ONLY)
_RELATIONS = (*[Relation.PARENT] * 6, Relation.GRANDPARENT, Relation.SIBLING)


@dataclass(frozen=True)
class Family:
    """A household of the list, and what its people say when they ask."""

    entry_id: EntryId
    unit_id: UnitId
    head: str
    born: int | None
    hamlet: str
    circumstance: Circumstance
    child: str
    child_born: int
    grade: int
    relation: Relation
    lacking: Lacking
    phone: str

    def for_child(self) -> SubmitSupportRequest:
        """Asks for a computer for the child."""
        level = "Tiểu học" if self.grade <= 5 else "THCS"
        return SubmitSupportRequest(
            programme=PUPILS,
            benefit="device",
            relation=self.relation,
            circumstance=self.circumstance,
            unit_id=self.unit_id,
            hamlet=self.hamlet,
            head_name=self.head,
            head_birth_year=self.born,
            child_name=f"{self.child} (mẫu)",
            child_birth_year=self.child_born,
            school=f"Trường {level} Suối Trong (mẫu)",
            class_name=f"{self.grade}A",
            lacking=self.lacking,
            phone=self.phone,
        )

    def for_household(self, *, bought: bool) -> SubmitSupportRequest:
        """Asks for a telephone, or for money where one was bought."""
        bought_shown = ("yes", "Đã tự mua") if bought else ("no", "Chưa mua")
        return SubmitSupportRequest(
            programme=PHONES,
            benefit="cash" if bought else "phone",
            relation=Relation.MEMBER,
            circumstance=self.circumstance,
            unit_id=self.unit_id,
            hamlet=self.hamlet,
            head_name=self.head,
            head_birth_year=self.born,
            phone=self.phone,
            answers=(
                Answer("merit", "none", "Không thuộc hai diện này"),
                Answer("bought", *bought_shown),
            ),
        )


def families_of(session: Session, unit_id: UnitId) -> Iterator[Family]:
    """Of every poor or near poor household that the list counts, in the order of the list."""
    chance = Random(SEED + unit_id)  # noqa: S311 - invents people
    year = clock.today().year
    rows = counting().where(
        PovertyListEntry.unit_id == unit_id, PovertyListEntry.standing.in_(_CIRCUMSTANCES)
    )
    for number, entry in enumerate(session.scalars(rows.order_by(PovertyListEntry.id)).all()):
        if entry.standing is None:
            continue
        grade = chance.randint(1, 9)
        yield Family(
            entry.id,
            unit_id,
            entry.head_name,
            entry.birth_year,
            entry.hamlet,
            _CIRCUMSTANCES[entry.standing],
            f"{surname(entry.head_name)} {chance.choice(_CHILDREN)}",
            year - 5 - grade,
            grade,
            chance.choice(_RELATIONS),
            chance.choice(_LACKING),
            f"0912{unit_id % 100:02}{number:04}",
        )


def surname(name: str) -> str:
    """What a child has of it: all words before the middle name, and "A Viết" is one surname."""
    words = name.split()
    middle = [at for at, word in enumerate(words) if word in _BETWEEN and at]
    return " ".join(words[: middle[0]] if middle else words[:-1] or words)
