"""The columns that lists have: one line a column, with the header words that name it.

Words are written as `cells.words` gives them, `*` stands for anything. A line with `under` holds
only below that group of columns. Where two lines name the same column the earlier one wins, and of
two columns with the same name the left one.
"""

import re
from fnmatch import translate
from functools import cache, lru_cache
from typing import NamedTuple

from backend.poverty_lists.reading.cells import words
from backend.vietnamese import clean


class Known(NamedTuple):
    field: str
    header: str
    under: str = ""


IGNORED = "ignored"

KNOWN = (
    Known(IGNORED, "ngay cap* | noi cap* | so gcn* | so giay chung nhan* | ho ten vo*"),
    Known(IGNORED, "ho va ten vo*"),
    Known(IGNORED, "nghe nghiep* | viec lam chinh | trinh do* | so dien | tinh trang*"),
    Known("household_number", "ma ho* | ma so ho* | so ho | ho so | stt ho | so tt ho | tt ho"),
    Known("household_number", "so thu tu ho*"),
    Known("household_number", "ho so thu | so ho khau* | so so ho khau*"),
    Known(IGNORED, "*chua co* | *nhu cau* | ho*ten chong*"),
    Known("has_device", "*co thiet bi* | *co may tinh* | da co may* | co may | co dien thoai*"),
    Known("has_device", "da co dien thoai*"),
    Known(IGNORED, "*thiet bi*"),
    Known("school_class", "lop | lop hoc | hoc lop | dang hoc lop | hoc sinh lop | khoi lop"),
    Known("school_class", "lop nam hoc* | ten lop"),
    Known(IGNORED, "truong | ten truong* | truong hoc* | truong dang hoc"),
    Known("number", "stt | tt | so tt | so thu tu | s tt | stt khau | stt nhan khau | tt khau"),
    Known("number", "so"),
    Known("relation", "*quan he* | qh voi chu ho | qh chu ho | qh | quan he"),
    Known("pupil_name", "ho*ten hoc sinh* | ho*ten hs | ho*ten hs * | ten hoc sinh* | hoc sinh"),
    Known("pupil_name", "ho*ten tre*"),
    Known("pupil_name", "ho*ten cua hoc sinh* | ho*ten con | ho*ten chau | ho*ten em"),
    Known("parent_name", "*ho*ten cha*me* | *ho*ten bo*me* | *ho*ten me*cha* | cha me* | bo me*"),
    Known("parent_name", "me cha"),
    Known("parent_name", "*ho*ten phu huynh* | phu huynh* | ten phu huynh* | ho*ten ph"),
    Known("parent_name", "*nguoi giam ho*"),
    Known("parent_name", "*con ong ba* | ten cha me* | ten bo me* | *nguoi nuoi duong*"),
    Known("parent_name", "cha hoac me*"),
    Known("father_name", "ho*ten cha* | ho*ten bo* | ten cha* | ten bo | cha | bo | ho*ten ba"),
    Known("mother_name", "ho*ten me* | ten me* | me | ho*ten ma"),
    Known("member_name", "ho*ten*thanh vien* | ten thanh vien* | ho*ten nhan khau*"),
    Known("member_name", "*thanh vien trong ho"),
    Known("member_name", "ho*ten nguoi trong ho* | ho*ten khau*"),
    Known("head_name", "*ho*ten*chu ho* | *ten chu ho* | chu ho | ho ten | ho va ten"),
    Known("head_name", "ho*ten*dai dien*"),
    Known("head_name", "ho ten * ho | chu ho * | ho va ten khai sinh | ho ten khai sinh"),
    Known("head_name", "ho chu dem va ten*"),
    Known("head_name", "ho dem va ten* | ho*ten nguoi dung dau | ho gia dinh | hovaten"),
    Known("head_name", "ho va ten *ghi* | ho*ten *in hoa*"),
    Known("head_name", "ho*ten ho ngheo* | ten ho | ten ho ngheo* | ho*ten ho | ho ten chu"),
    Known("family_name", "ho dem | ho va dem | ho va ten dem | ho ten dem | ho va chu dem"),
    Known("family_name", "ho lot | ho chu lot"),
    Known("family_name", "ho va chu lot | ho va ten lot | ho chu dem | ho ten lot"),
    Known("given_name", "ten | ten goi"),
    Known("family_name", "ho", under="name"),
    Known("given_name", "ten", under="name"),
    Known("male", "nam sinh nam | gioi tinh nam | nam sinh cua nam"),
    Known("female", "nam sinh nu | gioi tinh nu | nam sinh cua nu"),
    Known("birth", "*ngay*thang*nam*sinh* | ngay sinh* | nam sinh* | sinh nam | sinh ngay* | ns"),
    Known("birth", "ntns | n sinh"),
    Known("birth", "ngay*nam sinh* | ngay*thang*sinh* | ngay thang nam | nam sinh"),
    Known("birth_day", "ngay", under="birth"),
    Known("birth_year", "nam sinh", under="birth"),
    Known("birth_month", "thang", under="birth"),
    Known("male", "nam | nam sinh nam", under="birth"),
    Known("female", "nu | nam sinh nu", under="birth"),
    Known("sex", "gioi tinh* | gioi | gt | phai | nam nu | gioi tinh"),
    Known("male", "nam", under="sex"),
    Known("female", "nu", under="sex"),
    Known("deprivations", "*dich vu xa hoi co ban* | *dich vu xh co ban* | *thieu hut*y te*"),
    Known("lacks_information", "*thieu hut thong tin* | *thieu hut ve thong tin*"),
    Known("lacks_information", "*thieu hut*tiep can thong tin* | *thieu hut*vien thong*"),
    Known("phone", "*dien thoai* | *sdt* | *so dt | so dt * | *di dong* | *lien he* | *zalo*"),
    Known("citizen_id", "*cccd* | *cmnd* | *cmt | *cmtnd* | *dinh danh* | *ddcn* | so can cuoc*"),
    Known("citizen_id", "can cuoc* | the can cuoc*"),
    Known("citizen_id", "*chung minh* | *so cc | cc | so giay to* | so cmt*"),
    Known("ethnicity", "dan toc* | dt | thanh phan dan toc | d toc"),
    Known("commune", "xa | phuong | xa phuong* | xa cu | phuong cu | ten xa* | xa thi tran*"),
    Known("commune", "xa phuong thi tran* | thuoc xa*"),
    Known("commune", "don vi xa | xa truoc*"),
    Known("hamlet", "thon* | ten thon* | ban | ban thon* | ban lang* | ban to* | ban xom* | buon*"),
    Known("hamlet", "lang* | ap | khom* | xom* | plei*"),
    Known("hamlet", "to | tdp* | to dan pho* | khu pho* | khu vuc | khu dan cu*"),
    Known("hamlet", "dia chi* | noi cu tru* | cho o* | noi o* | cu tru* | noi thuong tru*"),
    Known("hamlet", "thuong tru* | ho khau*"),
    Known("member_count", "*so khau* | *so nhan khau* | khau | nhan khau* | so nguoi*"),
    Known("member_count", "so thanh vien* | tong*khau* | sk | nk"),
    Known(IGNORED, "so chi so* | tong so chi so* | so tieu chi* | tong so tieu chi*"),
    Known(IGNORED, "tong so thieu hut*"),
    Known("deprivation_points", "b2 | diem b | diem b2 | tong diem b2 | tong diem b"),
    Known("deprivation_points", "diem thieu hut* | tong b2 | b 2"),
    Known("income_points", "b1 | diem a | diem b1 | tong diem b1 | tong diem a | diem thu nhap*"),
    Known("income_points", "tong b1 | b 1"),
    Known("income_points", "a", under="points"),
    Known("deprivation_points", "b", under="points"),
    Known("points", "ket qua diem* | ket qua cham diem* | diem | tong diem | diem so | cham diem*"),
    Known("points", "diem ra soat"),
    Known(IGNORED, "tong* | cong | so chi so* | so luong*", under="deprivations"),
    Known("deprivations", "*thieu hut* | *dich vu xa hoi co ban* | *dich vu xh co ban*"),
    Known("cause", "*nguyen nhan*"),
    Known("left_near_poverty", "*thoat can* | tcn | htcn | hmtcn | *thoat hcn*", under="standing"),
    Known("left_poverty", "*thoat* | tn | mtn | htn | hmtn", under="standing"),
    Known("average", "tb | htb | *trung binh* | *song tb | *khong ngheo", under="standing"),
    Known("poor", "ho ngheo* | ngheo | hn | n | ngheo *", under="standing"),
    Known("near_poor", "ho can ngheo* | can ngheo* | c ngheo | hcn | cn | c n", under="standing"),
    Known("standing", "*phan loai* | loai ho* | dien | *dien ho* | thuoc dien* | xep loai*"),
    Known("standing", "dien *"),
    Known("standing", "doi tuong | doi tuong ho* | doi tuong * | hoan canh* | hang ho | loai"),
    Known("standing", "thuoc ho*"),
    Known("standing", "n cn | hn cn | hn hcn | ho ngheo*can ngheo* | hn hcn * | ngheo can ngheo"),
    Known("standing", "hcn hn | n hcn"),
    Known("standing", "ket qua | ket qua ra soat* | ket qua phan loai* | ket luan* | ho ngheo hcn"),
    Known("left_near_poverty", "*thoat can ngheo*"),
    Known("left_poverty", "*thoat ngheo*"),
    Known("average", "*muc song trung binh*"),
    Known("poor", "ho ngheo | ngheo | la ho ngheo | ho ngheo *danh dau* | ho ngheo x | hngheo"),
    Known("near_poor", "ho can ngheo | can ngheo | c ngheo | la ho can ngheo"),
    Known("near_poor", "ho can ngheo *danh dau* | ho can ngheo x | hcngheo"),
    Known("note", "ghi chu* | g chu | gc"),
)  # fmt: skip

# Too short to mean anything alone; side by side at the top of a table they are what they say.
# (CN beside a column of jobs is "công nhân".)
SETS: tuple[dict[str, str], ...] = (
    {
        "birth_day": "ngay | ngay sinh",
        "birth_month": "thang | thang sinh",
        "birth_year": "nam | nam sinh",
    },
    {"male": "nam", "female": "nu"},
    {"poor": "hn | n", "near_poor": "hcn | cn"},
    {"poor": "ho ngheo | ngheo", "near_poor": "hcn"},
    {"left_poverty": "tn | htn | mtn", "left_near_poverty": "tcn | htcn | mtcn"},
    {"family_name": "ho | ho dem", "given_name": "ten"},
)  # fmt: skip

GROUPS = frozenset({"birth", "sex", "points", "deprivations", "cause", "standing", "name"})
_NAME_GROUPS = frozenset({"head_name", "pupil_name", "member_name"})


@lru_cache(maxsize=5_000)
def header_words(header: str) -> str:
    """`words` of a header; ĐT is a telephone, which without its stroke would be a people (DT)."""
    content = re.sub(r"(?i)\bđt\b", "điện thoại", clean(header))
    # Without its marks a year (năm) would be a sex (nam).
    return "nam sinh" if content.casefold() == "năm" else words(content)


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


def group_of(field: str | None) -> str:
    """The group that a header opens for the columns below it; empty for none."""
    if field in _NAME_GROUPS:
        return "name"
    if field == "lacks_information":
        return "deprivations"  # "Thiếu hụt thông tin" over "Viễn thông" and "Phương tiện"
    return field if field in GROUPS else ""


@lru_cache(maxsize=5_000)
def is_leaf(header: str) -> bool:
    """Whether the words head a column, below any group or none."""
    return any(line_of(header, group) is not None for group in ("", *GROUPS)) or any(
        matches(header, patterns) for members in SETS for patterns in members.values()
    )


def matches(said: str, patterns: str) -> bool:
    """Whether folded words fit one of the patterns, which stand between bars."""
    return bool(_compiled(patterns).match(said))


@cache
def _compiled(patterns: str) -> re.Pattern[str]:
    return re.compile("|".join(map(translate, patterns.split(" | "))))
