"""Which commune each row of a file belongs to, told by what its column for communes says."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit, Level, UnitId
from backend.administrative_units.resolving import Found, resolve
from backend.administrative_units.tree import tree
from backend.i18n import _
from backend.poverty_lists.draft import Column, DraftSheet, ListRow, Problem
from backend.poverty_lists.staging import Placed

KIND = "commune"


class Places:
    """Places the rows of one list: in the commune that it is of, or each in its own when it is a
    province's."""

    def __init__(self, session: Session, unit: AdministrativeUnit) -> None:
        self._session, self._unit = session, unit
        province_id = unit.parent_id if unit.level is Level.COMMUNE else unit.id
        self._province_id = province_id or unit.id
        self._communes = {below.id for below in tree(session).below.get(self._province_id, ())}
        self._known: dict[str, tuple[UnitId | None, str]] = {}

    def place(
        self, rows: Iterable[ListRow], sheets: Sequence[DraftSheet]
    ) -> tuple[list[Placed], list[Problem]]:
        """The rows with their communes, and a problem for each row that has none here."""
        found = ((sheet.name, sheet.columns.get("commune")) for sheet in sheets)
        columns = {name: column for name, column in found if column}
        return self.place_by(self._session, rows, columns)

    def place_by(
        self, session: Session, rows: Iterable[ListRow], columns: Mapping[str, Column]
    ) -> tuple[list[Placed], list[Problem]]:
        """The same for some rows of a list, in a later session; `columns` are those for communes,
        by sheet."""
        self._session = session
        placed: list[Placed] = []
        problems: list[Problem] = []
        for row in rows:
            if row.commune not in self._known:
                self._known[row.commune] = self._commune(row.commune)
            unit_id, sentence = self._known[row.commune]
            if unit_id is not None:
                placed.append(Placed(row, unit_id))
                continue
            column = columns.get(row.sheet)
            header, number = (column.header, column.number) if column else ("", 0)
            problems.append(Problem(row.sheet, row.row, header, KIND, sentence, True, number))
        return placed, problems

    def _commune(self, written: str) -> tuple[UnitId | None, str]:
        found = [one for one in self._resolved(written) if one.place.id in self._communes]
        if self._unit.level is Level.COMMUNE:
            elsewhere = [one for one in found if one.place.id != self._unit.id]
            # An old name may be nobody's by now; only another commune of today is surely another.
            if not found or found != elsewhere or not _surely(elsewhere):
                return self._unit.id, ""
            return None, _("Dòng này ghi một xã khác. Anh/chị gửi riêng danh sách của xã đó.")
        if not written:
            return None, _("Dòng này chưa ghi xã. Anh/chị ghi thêm xã rồi gửi lại.")
        sure = [one for one in found if one.via is None] or found
        if len(sure) == 1 and not sure[0].needs_confirmation:
            return sure[0].place.id, ""
        if found:
            return None, _(
                "Xã ghi ở dòng này nay thuộc nhiều xã. Anh/chị ghi tên xã như hiện nay rồi gửi lại."
            )
        return None, _(
            "Em không thấy xã này trong tỉnh. Anh/chị ghi tên xã như hiện nay rồi gửi lại."
        )

    def _resolved(self, written: str) -> Sequence[Found]:
        if not written:
            return ()
        return resolve(self._session, written, within=self._province_id, level=Level.COMMUNE)


def _surely(found: Sequence[Found]) -> bool:
    return any(one.via is None and one.exact for one in found)
