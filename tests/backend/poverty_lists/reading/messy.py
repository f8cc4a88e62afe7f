"""Lays one invented list out as some clerk might: any shape, header, class, date, sheet and noise.

`lay_out(seed)` gives sheets and what a reader must find in them. Every name and number is made up.
"""

import random

from backend.poverty_lists.reading.formats.content import Sheet
from tests.backend.poverty_lists.reading import messy_words as words
from tests.backend.poverty_lists.reading.messy_columns import Columns
from tests.backend.poverty_lists.reading.messy_page import Laid, Page
from tests.backend.poverty_lists.reading.messy_people import Home, people_of, with_pupil
from tests.backend.poverty_lists.reading.messy_style import style_of

_ROMAN = ["I", "II", "III", "IV", "V", "VI"]


def lay_out(seed: int, shape: str = "") -> Laid:
    """One list of households, members or pupils in a layout that the seed decides."""
    r = random.Random(seed)
    shape = shape or r.choice(["households", "households", "members", "pupils"])
    homes = people_of(r, r.choice([4, 9, 16]))
    if shape == "pupils":
        homes = [with_pupil(r, home) for home in homes]
    return _Writer(r, shape, homes).write()


class _Writer:
    def __init__(self, r: random.Random, shape: str, homes: list[Home]) -> None:
        self.r = r
        self.shape = shape
        self.homes = homes
        self.style = s = style_of(r, shape)
        self.columns = Columns(r, shape, s)
        self.pages: list[Sheet] = []
        self.left = s["left"]

    def write(self) -> Laid:
        s = self.style
        if s["decoys"]:
            page = Page("Tổng hợp", 1)
            page.put("BẢNG TỔNG HỢP HỘ NGHÈO NĂM 2026")
            page.put("STT", "Thôn", "Tổng số hộ", "Hộ nghèo", "Hộ cận nghèo")
            page.put(1, "Thôn 1", 120, 12, 30)
            self.pages.append(page.sheet())
        for name, sections in self._sheets():
            page = Page(name, self.left)
            for title, homes in sections:
                self._table(page, title, homes)
            self.pages.append(page.sheet())
        if s["decoys"]:
            page = Page("Cũ", 1)
            page.put("STT", "Họ và tên", "Năm sinh", "Diện")
            page.put(1, "Hồ Văn Cũ", 1950, "HN")
            self.pages.append(page.sheet(visible=False))
        return Laid(self.pages, self.homes, s)

    def _sheets(self) -> list[tuple[str, list[tuple[str, list[Home]]]]]:
        """Names of sheets, each with tables: a title and homes."""
        titles = words.PUPIL_TITLES if self.shape == "pupils" else words.TITLES
        title = self.r.choice(titles)
        match self.style["sheets"]:
            case "by_hamlet":
                return [
                    (hamlet, [(title, [home for home in self.homes if home.hamlet == hamlet])])
                    for hamlet in self._hamlets()
                ]
            case "by_class":
                return [
                    (name, [(f"{name} NĂM 2026", [h for h in self.homes if h.standing is one])])
                    for one, name in words.CLASS_SECTIONS.items()
                    if any(home.standing is one for home in self.homes)
                ]
            case "tables_by_class":
                tables = [
                    (f"{name} NĂM 2026", [home for home in self.homes if home.standing is one])
                    for one, name in words.CLASS_SECTIONS.items()
                ]
                return [("Sheet1", [table for table in tables if table[1]])]
            case _:
                return [(self.r.choice(["Sheet1", "DS 2026", "Sheet1 (2)"]), [(title, self.homes)])]

    def _hamlets(self) -> list[str]:
        return list(dict.fromkeys(home.hamlet for home in self.homes))

    def _table(self, page: Page, title: str, homes: list[Home]) -> None:
        s = self.style
        for line in words.LETTERHEADS[s["letterhead"]]:
            page.put(*line)
        top = page.put(title)
        if s["merged"]:
            page.merge(top, 0, top, len(self.columns.all) - 1)
        if s["letterhead"]:
            page.put("(Kèm theo Quyết định số 215/QĐ-UBND ngày 10/12/2025 của Chủ tịch UBND xã)")
            page.put()
        self._header(page)
        self.columns.count = 0
        for place, hamlet in enumerate(dict.fromkeys(home.hamlet for home in homes)):
            here = [home for home in homes if home.hamlet == hamlet]
            self._group(page, place, hamlet, here)
            first = len(page.rows) + 1
            for home in here:
                self.columns.count += 1
                self._home(page, home)
            if s["hamlet"] == "merged" and len(page.rows) > first:
                page.merge(
                    first, self.columns.at("hamlet"), len(page.rows), self.columns.at("hamlet")
                )
            if s["subtotals"]:
                page.put("Cộng", None, len(here))
        total = len(homes)
        page.put(None, f"Tổng cộng: {total} hộ") if s["subtotals"] else None
        for line in words.FOOTERS[s["footer"]]:
            page.put(*line)

    def _group(self, page: Page, place: int, hamlet: str, homes: list[Home]) -> None:
        s = self.style
        if s["class_in"] == "group":
            return
        if s["hamlet"] == "group":
            written = hamlet.upper() if s["shout"] else hamlet
            match s["group"]:
                case "numbered":
                    page.put(_ROMAN[place], written)
                case "counted":
                    page.put(_ROMAN[place], written, None, None, None, len(homes))
                case "wide":
                    row = page.put(f"{_ROMAN[place]}. {written}")
                    page.merge(row, 0, row, len(self.columns.all) - 1)
                case _:
                    page.put(None, f"{written} ({len(homes)} hộ)")

    def _header(self, page: Page) -> None:
        s = self.style
        double = any(column.sub for column in self.columns.all)
        top = page.put(
            *(
                column.top
                if not at or not column.sub or self.columns.all[at - 1].top != column.top
                else None
                for at, column in enumerate(self.columns.all)
            )
        )
        if double:
            page.put(*(column.sub or None for column in self.columns.all))
        for at, column in enumerate(self.columns.all):
            if s["merged"] and double and not column.sub:
                page.merge(top, at, top + 1, at)
            if column.sub and (not at or self.columns.all[at - 1].top != column.top):
                last = at
                while (
                    last + 1 < len(self.columns.all)
                    and self.columns.all[last + 1].top == column.top
                ):
                    last += 1
                if s["merged"] and last > at:
                    page.merge(top, at, top, last)
        if s["name"] == "merged_split":
            at = self.columns.at("name")
            page.merged[:] = [
                area
                for area in page.merged
                if area.left not in (at + self.left, at + 1 + self.left) or area.top < top
            ]
            page.merge(top, at, top + double, at + 1)
        if s["numbers"]:
            counts = list(range(1, len(self.columns.all) + 1))
            page.put(*(counts if s["numbers"] == "plain" else [f"({count})" for count in counts]))

    def _home(self, page: Page, home: Home) -> None:
        s = self.style
        if s["repeat"] and self.columns.count > 1 and self.columns.count % s["repeat"] == 1:
            self._header(page)
        if s["class_in"] == "group":
            page.put(f"Lớp {home.members[0].school_class}")
        person = home.members[0] if self.shape == "pupils" else home.head
        if self.shape == "members" and s["head_last"]:
            self._with_head_last(page, home)
            return
        row = page.put(*(column.value(home, person, True) for column in self.columns.all))
        home.sheet, home.row = page.name, row
        if self.shape != "members":
            return
        for place, member in enumerate(home.members, 1):
            self.columns.place = place
            page.put(*(column.value(home, member, False) for column in self.columns.all))
        if s["members"] == "merged" and home.members:
            for name in ("hamlet", "class"):
                if (at := self.columns.at(name)) >= 0 and (name, s["hamlet"]) != (
                    "hamlet",
                    "merged",
                ):
                    page.merge(row, at, row + len(home.members), at)

    def _with_head_last(self, page: Page, home: Home) -> None:
        """The household's number, class and hamlet stay on its first row."""
        people = [*home.members, home.head]
        for place, person in enumerate(people):
            cells = [column.value(home, person, place == 0) for column in self.columns.all]
            cells[self.columns.at("relation")] = (
                "Chủ hộ" if person is home.head else person.relation
            )
            row = page.put(*cells)
        home.sheet, home.row = page.name, row
