"""Invented people for the benchmarks of matching, and the ways in which their names get mistyped.

Names are put together from the words of each people, as often as they occur; nobody is real.
"""

import random
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta


def _words(text: str) -> list[str]:
    return text.split()


# share of the communes, surnames with weights, middle words of men and women, given names
_KINH_GIVEN = _words(
    "An Anh Ánh Ân Bảo Bình Bích Châu Chi Chiến Chung Công Cúc Cường Danh Diễm Diệu "
    "Dung Dũng Duy Duyên Dương Đạt Định Đông Đức Giang Hà Hải Hạnh Hào Hảo Hằng Hân "
    "Hậu Hiền Hiếu Hiệp Hoa Hòa Hoài Hoan Hoàn Hoàng Hồng Huệ Hùng Huy Huyền Hưng "
    "Hương Hường Khánh Khang Khoa Kiên Kiệt Lan Lâm Lân Lệ Liên Linh Loan Long Lộc "
    "Lợi Lực Lương Ly Lý Mai Mạnh Mến Minh My Mỹ Nam Nga Ngân Nghĩa Ngọc Nguyên "
    "Nguyệt Nhàn Nhân Nhi Nhung Như Oanh Phát Phong Phú Phúc Phước Phương Phượng "
    "Quang Quân Quốc Quý Quyên Quyết Quỳnh Sang Sen Sinh Sơn Sương Sự Tài Tâm Tân Tấn "
    "Thái Thanh Thành Thảo Thắm Thắng Thiện Thịnh Thoa Thơ Thơm Thu Thuận Thúy Thùy "
    "Thủy Thư Thương Tiến Tiên Tín Tình Toàn Trang Trâm Trí Trinh Trọng Trúc Trung "
    "Trường Tú Tuấn Tùng Tuyên Tuyết Tươi Tường Uyên Vân Vi Việt Vinh Vũ Vui Vượng Vy "
    "Xuân Yến Én"
)


@dataclass(frozen=True)
class People:
    """How one people names its children."""

    share: float
    surnames: dict[str, int]
    men: tuple[str, ...]
    women: tuple[str, ...]
    given: list[str]


PEOPLES = (
    People(
        0.55,
        {
            **{"Nguyễn": 32, "Trần": 11, "Lê": 10, "Phạm": 7, "Hoàng": 4, "Huỳnh": 3, "Phan": 5},
            **{"Vũ": 3, "Võ": 3, "Đặng": 3, "Bùi": 3, "Đỗ": 2, "Hồ": 2, "Ngô": 2, "Dương": 1},
            **{"Lý": 1, "Đào": 1, "Đoàn": 1, "Trịnh": 1, "Trương": 2, "Mai": 1, "Tô": 1},
        },
        ("Văn", "Văn", "Văn", "Đức", "Quốc", "Hữu", "Xuân", "Minh", "Ngọc", "Tấn", "Hoàng Anh"),
        ("Thị", "Thị", "Thị", "Thị", "Thị Ngọc", "Thị Kim", "Thị Thu", "Ngọc", "Thị Hoài", "Mỹ"),
        _KINH_GIVEN,
    ),
    People(
        0.12,
        {"Hồ": 20, "Lê": 2, "Viên": 1, "A Viết": 1, "Ra Pát": 1, "Kăn": 1, "Quỳnh": 1, "Blúp": 1},
        ("Văn", "A", "Xuân", ""),
        ("Thị", "Thị", "Thị A", "Thị Kăn"),
        _words(
            "Lơ Tưi Nhi Lum Dư Rí Hôn Nghiên Nghĩa Bhan Ánh Năng Thia Hiêng Lối Vai Nhâm Xuân "
            "Thảo Tơm Kê Ngọc Bưi Phon Hoa Hòa Mai Lan Nga Hà"
        ),
    ),
    People(
        0.06,
        {
            "Pơ Loong": 3,
            "A Lăng": 4,
            "Zơ Râm": 3,
            "A Rất": 2,
            "Bling": 2,
            "Cơ Lâu": 1,
            "Bh’nướch": 2,
        },
        ("Văn", "", ""),
        ("Thị", "Thị", ""),
        _words("Mai Bhướp Hiếu Nga Blui Lan Nhấp Đhôn Reo Pêng Hươi Hoa Chiên Bling Ríp"),
    ),
    People(
        0.05,
        {"A": 1},
        ("", "", "Ngọc"),
        ("Y", "Y", "Y Thị"),
        _words("Sâm Thút Blưn Đủ Kliu Hlia Nghĩa Hương Thanh Bích Jar Rin Lan Lân Thảo Blui Nhút"),
    ),
    People(
        0.06,
        {
            "Rơ Châm": 5,
            "Rơ Lan": 3,
            "Rơ Mah": 3,
            "Ksor": 4,
            "Kpă": 3,
            "Siu": 4,
            "Puih": 2,
            "Nay": 2,
        },
        ("", ""),
        ("H’", "H’", "Y"),
        _words("Bian Nga Lan Thủy Thuyên Blưm Nhân Hùng Thảo Điết Mlir Phyin Nhung"),
    ),
    People(
        0.08,
        {
            "Lò": 10,
            "Quàng": 6,
            "Cà": 4,
            "Lường": 5,
            "Tòng": 4,
            "Lù": 2,
            "Vì": 2,
            "Lèo": 2,
            "Bạc Cầm": 1,
        },
        ("Văn", "Văn", "Văn", ""),
        ("Thị", "Thị", "Thị"),
        _words("Pản Ún Hặc Pâng Ín Khuyên Dung Ọi Ỏ Xôm Phánh Inh Hom Lún Thoan Biên Lả Pọm"),
    ),
    People(
        0.08,
        {
            "Vừ": 6,
            "Giàng": 7,
            "Sùng": 6,
            "Mùa": 4,
            "Thào": 4,
            "Hạng": 3,
            "Lầu": 3,
            "Ly": 2,
            "Vàng": 5,
        },
        ("A", "A", "A", "Nhìa"),
        ("Thị", "Thị"),
        _words("Dia Páo Dở Sình Chá Chớ Mỷ Lềnh Dợ Súa Sua Máy Dua Tủa Lử Chìa Sáy Nênh Mái Pàng"),
    ),
)
HAMLETS = tuple(f"Thôn {number}" for number in range(1, 9))


@dataclass(frozen=True)
class Person:
    """One invented person."""

    name: str
    born: date
    hamlet: str
    citizen_id: str


def people_of(chance: random.Random) -> People:
    """The people of a commune."""
    return chance.choices(PEOPLES, [people.share for people in PEOPLES])[0]


def person(chance: random.Random, people: People) -> Person:
    """Somebody of a commune of this people."""
    born = date(1945, 1, 1) + timedelta(days=chance.randrange(60 * 365))
    woman = chance.random() < 0.5
    number = f"{chance.randrange(1, 97):03}{2 * (born.year >= 2000) + woman}{born:%y}"
    return Person(
        name_of(chance, people, woman=woman),
        born,
        chance.choice(HAMLETS),
        f"{number}{chance.randrange(10**6):06}",
    )


def name_of(chance: random.Random, people: People, *, woman: bool) -> str:
    """A name such as people of this kind have."""
    surname = chance.choices(list(people.surnames), list(people.surnames.values()))[0]
    middle = chance.choice(people.women if woman else people.men)
    given = chance.choice(people.given)
    if surname == "A" and middle.startswith("Y"):
        return f"{middle} {given}"
    joined = f"{middle}{given}" if middle == "H’" else f"{middle} {given}"
    return f"{surname} {joined}".replace("  ", " ")


def typo(chance: random.Random, name: str) -> str:
    """One letter left out, doubled, exchanged with its neighbour or with another."""
    places = [at for at, letter in enumerate(name) if letter.isalpha()]
    at = chance.choice(places)
    kind = chance.randrange(4)
    if kind == 0 and len(places) > 4:
        return " ".join((name[:at] + name[at + 1 :]).split())
    if kind == 1:
        return name[:at] + name[at] + name[at:]
    if kind == 2 and at + 1 in places and name[at] != name[at + 1]:
        return name[:at] + name[at + 1] + name[at] + name[at + 2 :]
    other = chance.choice("abcdeghiklmnopqrstuvxy".replace(bare(name[at]), ""))
    return name[:at] + other + name[at + 1 :]


def bare(name: str) -> str:
    """Without marks, capitals as they are."""
    decomposed = unicodedata.normalize("NFD", name)
    kept = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return kept.replace("đ", "d").replace("Đ", "D").replace("’", "'")


def swapped(chance: random.Random, name: str) -> str:
    """Two neighbouring words exchanged."""
    words = name.split()
    at = chance.randrange(len(words) - 1)
    words[at : at + 2] = words[at + 1], words[at]
    return " ".join(words)


def without_middle(chance: random.Random, name: str) -> str:
    """One word between the first and the last left out."""
    words = name.split()
    del words[chance.randrange(1, len(words) - 1)]
    return " ".join(words)


_TELEX = {"\u0301": "s", "\u0300": "f", "\u0309": "r", "\u0303": "x", "\u0323": "j"}
_VNI = {"\u0301": "1", "\u0300": "2", "\u0309": "3", "\u0303": "4", "\u0323": "5"}


def telex(chance: random.Random, name: str) -> str:
    """The keys that write it in Telex, the tone's at once or at the end of its word."""
    return _struck(chance, name, _TELEX, {"\u0302": "", "\u0306": "w", "\u031b": "w"}, "d")


def vni(chance: random.Random, name: str) -> str:
    """The keys that write it in VNI."""
    return _struck(chance, name, _VNI, {"\u0302": "6", "\u0306": "8", "\u031b": "7"}, "9")


def _struck(
    chance: random.Random, name: str, tones: dict[str, str], shapes: dict[str, str], stroke: str
) -> str:
    late = chance.random() < 0.5
    words = []
    for word in name.replace("’", "'").split():
        keys, tone, letter = "", "", ""
        for sign in unicodedata.normalize("NFD", word):
            if sign in tones:
                tone = tones[sign]
                if not late:
                    keys, tone = keys + tone, ""
            elif sign in shapes:
                keys += shapes[sign] or letter
            elif sign in "đĐ":
                keys += ("d" if sign == "đ" else "D") + stroke
            else:
                keys, letter = keys + sign, sign.lower()
        words.append(keys + tone)
    return " ".join(words)


CORRUPTIONS: dict[str, Callable[[random.Random, str], str]] = {
    "typo": typo,
    "no marks": lambda _chance, name: bare(name),
    "swapped": swapped,
    "no middle": without_middle,
    "telex": telex,
    "vni": vni,
}


def corrupted(chance: random.Random, name: str) -> tuple[str, str]:
    """A kind of corruption that changes this name, and what it makes of it."""
    while True:
        kind = chance.choice(list(CORRUPTIONS))
        if kind == "no middle" and len(name.split()) < 3:
            continue
        if kind == "swapped" and len(name.split()) < 2:
            continue
        said = CORRUPTIONS[kind](chance, name)
        if said != name:
            return kind, said
