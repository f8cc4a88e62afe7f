"""The columns of a laid-out list: what their heads say, and what stands in them of whom."""

import random
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from backend.poverty_lists.draft import Sex, Standing
from backend.poverty_lists.reading.formats.content import Value
from tests.backend.poverty_lists.reading import messy_words as words
from tests.backend.poverty_lists.reading.messy_page import Column, Maybe
from tests.backend.poverty_lists.reading.messy_people import Home, Someone

_EXCEL_EPOCH = date(1899, 12, 30)


class Columns:
    """All columns, in their order. `count` is the number of the home that is being written, `place`
    that of its member."""

    count = place = 0

    def __init__(self, r: random.Random, shape: str, style: dict[str, Any]) -> None:
        self.r = r
        self.shape = shape
        self.style = style
        self.places: dict[str, int] = {}
        self.all = self._made()

    def at(self, name: str) -> int:
        """Where a column stands, from 0; -1 when there is none."""
        return self.places.get(name, -1)

    def _made(self) -> list[Column]:
        s, r = self.style, self.r
        columns: list[Column] = []

        def add(name: str, top: str, value: Callable[..., Maybe], sub: str = "") -> None:
            self.places.setdefault(name, len(columns))
            columns.append(Column(top, sub, value))

        def of_home(value: Callable[[Home], Maybe], repeated: bool = False) -> Callable[..., Maybe]:
            again = repeated and s["members"] == "repeated"
            return lambda home, _person, head: value(home) if head or again else None

        def of_person(value: Callable[[Someone], Maybe]) -> Callable[..., Maybe]:
            return lambda _home, person, _head: value(person)

        def ticked(sex: Sex) -> Callable[[Someone], Maybe]:
            return lambda person: "x" if person.sex is sex else None

        def lacking(name: str) -> Callable[[Home], Maybe]:
            return lambda home: s["mark"] if name in home.missing else None

        add("number", r.choice(["STT", "TT", "Số TT"]), self._number)
        if s["members"] == "code":
            add(
                "code",
                r.choice(["Mã hộ", "Số hộ", "Hộ số"]),
                lambda _h, _p, _x: f"H{self.count:03}",
            )
        self._name_columns(add, of_person)
        if self.shape == "members":
            add("relation", r.choice(words.RELATION_HEADERS), self._relation)
        if s["sex"] == "word":
            add("sex", "Giới tính", of_person(lambda p: "Nam" if p.sex is Sex.MALE else "Nữ"))
        elif s["sex"] == "number":
            value = of_person(lambda p: 1 if p.sex is Sex.MALE else 2)
            add("sex", "Giới tính (1: Nam; 2: Nữ)", value)
        elif s["sex"] == "ticks":
            for sub, sex in (("Nam", Sex.MALE), ("Nữ", Sex.FEMALE)):
                add("sex", "Giới tính", of_person(ticked(sex)), sub)
        elif s["sex"] == "lone":
            add("sex", "Nam", of_person(ticked(Sex.MALE)))
        self._birth_columns(add, of_person)
        if s["id"] != "none":
            add("id", r.choice(words.ID_HEADERS), of_person(self._citizen_id))
        if s["extra"]:
            add("ethnicity", r.choice(["Dân tộc", "DT"]), of_person(lambda p: p.ethnicity))
        if s["class_in"] == "column":
            add("school_class", "Lớp", of_person(lambda p: p.school_class))
        if s["parents"] == "one":
            header = r.choice(["Họ tên cha/mẹ", "Họ và tên phụ huynh", "Họ tên bố (mẹ)"])
            add("parent", header, of_home(lambda h: h.head.name))
        elif s["parents"] == "two":
            add("parent", "Họ tên cha", of_home(lambda h: h.head.name))
            add("mother", "Họ tên mẹ", of_home(lambda _h: "Hồ Thị Mẹ"))
        if s["hamlet"] in ("column", "address"):
            add("hamlet", r.choice(words.HAMLET_HEADERS), of_home(self._address, True))
        elif s["hamlet"] == "merged":
            add("hamlet", "Thôn", self._hamlet_once)
        if s["count"]:
            header = r.choice(["Số khẩu", "Số nhân khẩu", "Khẩu"])
            add("count", header, of_home(lambda h: h.count))
        self._class_columns(add, of_home)
        if s["points"]:
            for sub, name in zip(s["points"].split("|"), ("income", "points"), strict=True):
                value = {"income": lambda h: h.income, "points": lambda h: 10 * len(h.missing)}[
                    name
                ]
                add(name, "Kết quả điểm", of_home(value), sub)
        if s["indicators"]:
            top = r.choice(
                ["Thiếu hụt các dịch vụ xã hội cơ bản (đánh dấu X)", "Các chỉ số thiếu hụt"]
            )
            for name in words.INDICATORS:
                add("indicators", top, of_home(lacking(name)), name)
        if s["extra"] or self.shape == "pupils":
            header = r.choice(["Số điện thoại", "SĐT", "ĐT liên hệ", "Điện thoại"])
            number = s["id"] == "number"
            add("phone", header, of_home(lambda h: int(h.phone) if number else h.phone))
        if self.shape == "pupils":
            tick = of_home(lambda h: "x" if h.has_device else None)
            add("device", r.choice(["Đã có thiết bị (x)", "Đã có máy tính", "Có thiết bị"]), tick)
        add("note", "Ghi chú", of_home(lambda h: h.note))
        return columns

    def _name_columns(self, add: Any, of_person: Any) -> None:
        header = self.r.choice(
            {
                "households": words.HEAD_HEADERS,
                "members": words.PERSON_HEADERS,
                "pupils": words.PUPIL_HEADERS,
            }[self.shape]
        )
        if self.style["name"] in ("split", "merged_split"):
            family = of_person(lambda p: " ".join(p.name.split()[:-1]))
            given = of_person(lambda p: p.name.split()[-1])
            subs = ("", "") if self.style["name"] == "merged_split" else ("Họ đệm", "Tên")
            add("name", header, family, subs[0])
            add("given", header if subs[1] else "", given, subs[1])
        else:
            add("name", header, of_person(self._written))

    def _written(self, person: Someone) -> str:
        match self.style["name"]:
            case "caps":
                name = person.name.upper()
            case "lower_middle":
                first, *rest = person.name.split()
                *middle, last = rest or [""]
                name = " ".join([first, *(part.lower() for part in middle), last]).strip()
            case _:
                name = person.name
        if self.style["noise"]:
            name = self.r.choice(["{}.", "{} ", " {}", "{}\u200b", "{}"]).format(name)
            name = name.replace(" ", self.r.choice([" ", "  ", "\u00a0", "\n"]))
        return unicodedata.normalize("NFD", name) if self.style["nfd"] else name

    def _number(self, home: Home, _person: Someone, head: bool) -> Maybe:
        match self.style["members"]:
            case "running":
                self.running = getattr(self, "running", 0) + 1
                return self.running
            case "repeated":
                return self.count
            case "sub" if not head:
                return f"{self.count}.{self.place}"
            case _:
                return self.count if head else None

    def _relation(self, _home: Home, person: Someone, head: bool) -> str:
        return "Chủ hộ" if head else person.relation

    def _birth_columns(self, add: Any, of_person: Any) -> None:
        header = self.r.choice(words.BIRTH_HEADERS)
        match self.style["birth"]:
            case "one":
                add("birth", header, of_person(self._birth))
            case "sexes":
                for sub, sex in (("Nam", Sex.MALE), ("Nữ", Sex.FEMALE)):
                    value = of_person(lambda p, sex=sex: self._birth(p) if p.sex is sex else None)
                    add("birth", header, value, sub)
            case _:
                add("birth", "Ngày tháng năm sinh", of_person(lambda p: p.birth.day), "Ngày")
                add("birth", "Ngày tháng năm sinh", of_person(lambda p: p.birth.month), "Tháng")
                add("birth", "Ngày tháng năm sinh", of_person(lambda p: p.birth.year), "Năm")

    def _birth(self, person: Someone) -> Value:
        day = person.birth
        ways: dict[str, Value] = {
            "date": day,
            "text": f"{day.day}/{day.month}/{day.year}",
            "year": day.year,
            "dashes": f"{day:%d-%m-%Y}",
            "dots": f"{day:%d.%m.%Y}",
            "short": f"{day:%d/%m/%y}" if day.year > 1926 else f"{day:%d/%m/%Y}",
            "month": f"{day.month}/{day.year}",
            "serial": (day - _EXCEL_EPOCH).days,
            "words": f"ngày {day.day} tháng {day.month} năm {day.year}",
        }
        return ways[self._way_to_write_a_birth()]

    def _way_to_write_a_birth(self) -> str:
        way: str = self.style["birth_value"]
        if self.style["mixed"] and way not in ("year", "month"):
            return self.r.choice(["date", "text", "dashes", "dots", "serial", "words"])
        return way

    def _citizen_id(self, person: Someone) -> Maybe:
        number = person.citizen_id
        ways: dict[str, Value] = {
            "text": number,
            "number": int(number),
            "spaces": " ".join([number[:3], number[3:6], number[6:9], number[9:]]),
            "apostrophe": f"'{number}",
        }
        return ways[self.style["id"]]

    def _address(self, home: Home) -> str:
        if self.style["hamlet"] == "address":
            return f"{home.hamlet}, xã Hồng Thủy"
        return home.hamlet

    def _hamlet_once(self, home: Home, _person: Someone, head: bool) -> Maybe:
        return home.hamlet if head and self._first_here(home) else None

    def _first_here(self, home: Home) -> bool:
        """Whether this is the first home of its hamlet in the table that is being written."""
        seen: set[tuple[str, str]] = getattr(self, "seen", set())
        key = (home.hamlet, home.standing if "class" in self.style["sheets"] else "")
        self.seen = seen | {key}
        return key not in seen

    def _class_columns(self, add: Any, of_home: Any) -> None:
        s, r = self.style, self.r
        match s["classes"]:
            case "word":
                header = r.choice(words.CLASS_HEADERS)
                said = {one: r.choice(found) for one, found in words.CLASS_WORDS.items()}
                mixed = words.CLASS_WORDS if s["mixed"] else {one: [said[one]] for one in said}
                add("class", header, of_home(lambda h: _figure(r.choice(mixed[h.standing])), True))
            case "marks" | "plain_marks":
                top = "Phân loại" if s["classes"] == "marks" else ""
                names = r.choice(
                    [("HN", "HCN"), ("HN", "CN"), ("Hộ nghèo", "Hộ cận nghèo"), ("N", "CN")]
                )
                for name, one in zip(names, (Standing.POOR, Standing.NEAR_POOR), strict=True):
                    tick = of_home(
                        lambda h, one=one: _figure(s["mark"]) if h.standing is one else None, True
                    )
                    add("class", top or name, tick, name if top else "")


def _figure(written: str) -> Value:
    return int(written) if written.isdecimal() else written
