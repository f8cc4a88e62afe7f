"""The invented households of the sample list: every name and number is made up."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

INDICATORS = ("VL", "NPT", "DD", "BHYT", "TĐGD", "ĐH", "CLN", "DTN", "NN", "NT", "VT", "TT")

_SEED = 2026
_IN_EACH_HAMLET = 12
_HAMLETS = {
    "Thôn 1": "Tà Ôi",
    "Thôn 2": "Pa Cô",
    "Thôn A Năm": "Tà Ôi",
    "Thôn Đụt": "Cơ Tu",
    "Thôn Quảng Lộc": "Kinh",
}
_SURNAMES = {
    "Tà Ôi": ("Hồ", "A Viết", "Ra Pát", "Viên", "Lê"),
    "Pa Cô": ("Hồ", "Kăn", "Quỳnh", "Cu", "Blúp"),
    "Cơ Tu": ("Pơ Loong", "A Lăng", "Zơ Râm", "Bling", "A Rất"),
    "Kinh": ("Nguyễn", "Trần", "Phan", "Đặng", "Bùi"),
}
_GIVEN = {
    "Tà Ôi": ("Tưi", "Nhi", "Lum", "Dư", "Rí", "Hôn", "A Nghĩa", "Tà Bhan", "Ánh", "Năng", "Thia"),
    "Pa Cô": ("Hiêng", "Lối", "Vai", "Nhâm", "Xuân", "A Thảo", "Tơm", "Kê", "Ngọc", "Bưi", "Phon"),
    "Cơ Tu": ("Mai", "Bhướp", "Hiếu", "Nga", "Blui", "Lan", "Nhấp", "Đhôn", "Reo", "Pêng", "Hươi"),
    "Kinh": ("Đức", "Thủy", "Bình", "Huy", "Lệ", "Thúy", "Én", "Lý", "Phát", "Thương", "Quý"),
}


@dataclass(frozen=True)
class SampleHousehold:
    """One row as the sheet will show it; `poor` and `near_poor` are its marks."""

    name: str
    hamlet: str
    ethnicity: str
    birth: date | int | str
    female: bool
    citizen_id: str | int
    poor: str = "x"
    near_poor: str = ""
    members: int = 4
    income: int = 125
    missing: tuple[str, ...] = ("VL", "BHYT", "NT", "VT")
    note: str = ""

    @property
    def points(self) -> int:
        """Điểm B2: ten for every indicator that the household lacks."""
        return 10 * len(self.missing)


def _known(hamlet: str) -> list[SampleHousehold]:
    """Households that guides and tests call by name, and the rows with mistakes."""
    make = SampleHousehold
    people = [
        make("Hồ Thị A Lơ", "Thôn 1", "Tà Ôi", 1985, True, "046185001234", members=5),
        make("Hồ Thị Hoa", "Thôn 1", "Tà Ôi", 1988, True, "046188002345"),
        make("Hồ Thị Hòa", "Thôn 1", "Tà Ôi", 1990, True, "046190003456"),
        make("Hồ Văn Tư", "Thôn 1", "Tà Ôi", 1975, False, "4.6075E+10"),
        _near_poor(make("Hồ Văn Nghiên", "Thôn 2", "Pa Cô", date(1979, 5, 12), False, "046079004567")),
        make("Kăn Lịch", "Thôn 2", "Pa Cô", 1962, True, "046162005678", near_poor="x"),
        make("", "Thôn A Năm", "Tà Ôi", 1993, True, "046193006789"),
        make("A Lăng Thị Bhướp", "Thôn Đụt", "Cơ Tu", "00/00/1969", True, "191234567"),
        # Typed as a number, so its leading zero is lost.
        make("A Rất Blui", "Thôn Đụt", "Cơ Tu", 1985, False, 46085007890),
        make("Nguyễn Văn Đức", "Thôn Quảng Lộc", "Kinh", "15/3/1958", False, "046058008901"),
    ]  # fmt: skip
    return [person for person in people if person.hamlet == hamlet]


def sample_households() -> Iterator[tuple[str, list[SampleHousehold]]]:
    """The households of every hamlet, the same at every call."""
    chance = random.Random(_SEED)  # noqa: S311 - invents names, guards nothing
    for hamlet, ethnicity in _HAMLETS.items():
        households = _known(hamlet)
        names = {household.name for household in households}
        while len(households) < _IN_EACH_HAMLET:
            household = _invented(chance, hamlet, ethnicity)
            if household.name not in names:
                names.add(household.name)
                households.append(household)
        yield hamlet, households


def _invented(chance: random.Random, hamlet: str, ethnicity: str) -> SampleHousehold:
    female = chance.random() < 0.5
    between = chance.choice(("Thị", "Thị Kim") if female else ("Văn", "Xuân", ""))
    parts = (chance.choice(_SURNAMES[ethnicity]), between, chance.choice(_GIVEN[ethnicity]))
    born = date(1950, 1, 2) + timedelta(days=chance.randrange(50 * 365))
    century_and_sex = (2 if born.year >= 2000 else 0) + female
    household = SampleHousehold(
        " ".join(filter(None, parts)),
        hamlet,
        ethnicity,
        chance.choice((born, born.year, f"{born.day}/{born.month}/{born.year}")),
        female,
        f"046{century_and_sex}{born:%y}{chance.randrange(100_000, 999_999)}",
        members=chance.randint(1, 8),
        income=chance.randrange(80, 140, 5),
        missing=_some(chance, chance.randint(3, 6)),
    )
    return _near_poor(household) if chance.random() < 0.4 else household


def _some(chance: random.Random, count: int) -> tuple[str, ...]:
    chosen = set(chance.sample(INDICATORS, count))
    return tuple(name for name in INDICATORS if name in chosen)


def _near_poor(household: SampleHousehold) -> SampleHousehold:
    return replace(household, poor="", near_poor="x", missing=household.missing[:2])
