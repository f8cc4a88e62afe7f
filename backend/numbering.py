"""Codes that people read out over the phone: HT-2026-000123."""

from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from backend.db import Base, ShortText


class Counter(Base):
    """The last number given out in a series ("HT-2026")."""

    __tablename__ = "counters"

    series: Mapped[str] = mapped_column(ShortText, primary_key=True)
    value: Mapped[int]


def next_code(session: Session, series: str, year: int) -> str:
    """The next code of a series: short, and in the order of arrival. Two at once wait for each
    other here."""
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    first = dialect.insert(Counter).values(series=f"{series}-{year}", value=1)
    upsert = first.on_conflict_do_update(
        index_elements=[Counter.series], set_={"value": Counter.value + 1}
    )
    number = session.execute(upsert.returning(Counter.value)).scalar_one()
    return f"{series}-{year}-{number:06d}"
