"""The key by which encrypted numbers are searched, itself sealed with the newest encryption key."""

from sqlalchemy import LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from backend.db import Base, RowId

THE_ONE = 1


class SearchKey(Base):
    """One row. Whoever can open it has a key of this database: the check at every start."""

    __tablename__ = "search_keys"

    id: Mapped[int] = mapped_column(RowId, primary_key=True, autoincrement=False)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
