"""The columns that commune lists have: one line a column, with the header words that name it.

Words are written as `cells.words` gives them, `*` stands for anything. A line with `under` holds
only below that group of columns. Where two lines name the same column the earlier one wins, and of
two columns with the same name the left one.
"""

import re
from fnmatch import translate
from functools import cache, lru_cache
from typing import NamedTuple


class Known(NamedTuple):
    field: str
    header: str
    under: str = ""


IGNORED = "ignored"

KNOWN = (
    Known(IGNORED, "ngay cap* | noi cap* | ma ho* | so gcn* | so giay chung nhan*"),
    Known("school_class", "lop | lop hoc | hoc lop | hoc sinh lop"),
    Known("number", "stt | tt | so tt | so thu tu"),
    Known("relation", "quan he* | moi quan he* | qh voi chu ho"),
    Known("head_name", "ho*ten chu ho* | ten chu ho* | chu ho | ho ten | ho va ten | ho*ten*dai dien*"),
    Known("birth", "ngay*sinh* | nam sinh* | sinh nam | sinh ngay* | ns | ntns"),
    Known("birth_day", "ngay", under="birth"),
    Known("birth_month", "thang", under="birth"),
    Known("male", "nam | nam sinh nam", under="birth"),
    Known("female", "nu", under="birth"),
    Known("sex", "gioi tinh* | gioi | gt | phai"),
    Known("male", "nam", under="sex"),
    Known("female", "nu", under="sex"),
    Known("citizen_id", "*cccd* | *cmnd* | *cmt | *dinh danh* | *ddcn* | so can cuoc* | can cuoc*"),
    Known("ethnicity", "dan toc* | dt | thanh phan dan toc"),
    Known("hamlet", "thon* | ten thon* | ban | buon* | lang* | ap* | khom* | xom*"),
    Known("hamlet", "to | tdp* | to dan pho* | khu pho*"),
    Known("hamlet", "dia chi* | noi cu tru* | noi o* | noi thuong tru* | cho o*"),
    Known("member_count", "*so khau* | *so nhan khau* | khau | nhan khau* | so nguoi* | so thanh vien*"),
    Known(IGNORED, "so chi so* | tong so chi so* | so tieu chi* | tong so tieu chi*"),
    Known("deprivation_points", "b2 | diem b | diem b2 | tong diem b2 | tong diem b | diem thieu hut*"),
    Known("income_points", "b1 | diem a | diem b1 | tong diem b1 | tong diem a | diem thu nhap*"),
    Known("income_points", "a", under="points"),
    Known("deprivation_points", "b", under="points"),
    Known("points", "ket qua diem* | ket qua cham diem* | diem | tong diem | diem so | cham diem*"),
    Known(IGNORED, "tong* | cong | so chi so* | so luong*", under="deprivations"),
    Known("deprivations", "*thieu hut*"),
    Known("cause", "nguyen nhan*"),
    Known("poor", "ho ngheo | ngheo | hn | n", under="standing"),
    Known("near_poor", "ho can ngheo | can ngheo | c ngheo | hcn | cn", under="standing"),
    Known("left_list", "*thoat* | tn | tcn | mtn | htn | hmtn | tb | *trung binh", under="standing"),
    Known("left_list", "*khong ngheo", under="standing"),
    Known("standing", "phan loai* | loai ho* | dien | *dien ho* | thuoc dien*"),
    Known("standing", "doi tuong | doi tuong ho"),
    Known("standing", "n cn | hn cn | hn hcn | ho ngheo*can ngheo*"),
    Known("standing", "ket qua | ket qua ra soat | ket qua phan loai*"),
    Known("poor", "ho ngheo | ngheo"),
    Known("near_poor", "ho can ngheo | can ngheo | c ngheo"),
    Known("note", "ghi chu*"),
)  # fmt: skip

# Too short to mean anything alone; side by side at the top of a table they are what they say.
# (CN beside a column of jobs is "công nhân".)
PAIRS = (
    {"male": "nam", "female": "nu"},
    {"poor": "hn | n", "near_poor": "hcn | cn"},
)

GROUPS = frozenset({"birth", "sex", "points", "deprivations", "cause", "standing"})


@lru_cache(maxsize=5_000)
def line_of(header: str, under: str = "") -> int | None:
    """The line of `KNOWN` for these folded words below a group; at the top without a group."""
    for line, known in enumerate(KNOWN):
        if known.under == under and matches(header, known.header):
            return line
    return None


def field_of(header: str, under: str = "") -> str | None:
    line = line_of(header, under)
    return None if line is None else KNOWN[line].field


def matches(said: str, patterns: str) -> bool:
    """Whether folded words fit one of the patterns, which stand between bars."""
    return bool(_compiled(patterns).match(said))


@cache
def _compiled(patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, patterns.split(" | "))))
