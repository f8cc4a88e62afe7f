"""How schools and sites are named: the keys by which two spellings are one, and the levels."""

import re
from collections.abc import Iterable

from backend.schools.words import SchoolLevel
from backend.vietnamese import clean, fold

_WORDS = re.compile(r"[a-z0-9]+")
_SHORT = {
    "mn": "mam non",
    "mg": "mau giao",
    "th": "tieu hoc",
    "thcs": "trung hoc co so",
    "ptcs": "pho thong co so",
    "thpt": "trung hoc pho thong",
    "ptth": "trung hoc pho thong",
    "pt": "pho thong",
    "dt": "dan toc",
    "bt": "ban tru",
    "nt": "noi tru",
    "dtbt": "dan toc ban tru",
    "dtnt": "dan toc noi tru",
    "ptdtbt": "pho thong dan toc ban tru",
    "ptdtnt": "pho thong dan toc noi tru",
    "gdtx": "giao duc thuong xuyen",
    "gdnn": "giao duc nghe nghiep",
    "tt": "trung tam",
}
_EMPTY = {"truong", "va"}  # said or left out
_SITE = re.compile(r"\b(?:o )?(?:diem|phan hieu|phan truong)\b.*")
_CALLED = re.compile(r"^(?:diem(?: truong)?|phan hieu|phan truong)\s+(?=\S)")

_LEVELS = {
    SchoolLevel.PRESCHOOL: "mam non | mau giao | nha tre | mam non mau giao",
    SchoolLevel.PRIMARY: "tieu hoc | cap 1 | cap i | cap mot",
    SchoolLevel.LOWER_SECONDARY: "trung hoc co so | cap 2 | cap ii | cap hai",
    SchoolLevel.UPPER_SECONDARY: "trung hoc pho thong | cap 3 | cap iii | cap ba",
    SchoolLevel.COMBINED: (
        "lien cap | nhieu cap | pho thong co so | cap 1 2 | cap 2 3 | cap 1 2 3 | cap i ii"
        " | cap ii iii | cap i ii iii | tieu hoc trung hoc co so"
        " | trung hoc co so trung hoc pho thong"
        " | tieu hoc trung hoc co so trung hoc pho thong | mam non tieu hoc"
    ),
    SchoolLevel.CONTINUING: (
        "giao duc thuong xuyen | trung tam giao duc thuong xuyen | bo tuc"
        " | giao duc nghe nghiep giao duc thuong xuyen"
    ),
}
_LEVEL_OF = {said: level for level, names in _LEVELS.items() for said in names.split(" | ")}


def school_key(name: str) -> str:
    """One spelling for all: "Trường PTDTBT TH&THCS Hồng Thủy" and "phổ thông dân tộc bán trú tiểu
    học và trung học cơ sở Hồng Thuỷ" are one. "" for a name that says nothing."""
    words = (_SHORT.get(word, word) for word in _WORDS.findall(fold(name)))
    return " ".join(word for word in words if word not in _EMPTY)


def keys_of(name: str, other_names: Iterable[str]) -> frozenset[str]:
    """Every key by which a school may be meant."""
    return frozenset(filter(None, map(school_key, (name, *other_names))))


def is_named(written: str, keys: frozenset[str]) -> bool:
    """Whether what a family wrote as the school is one of these, with or without the site behind
    it: "TH Hồng Thủy, điểm thôn 2"."""
    return school_key(written) in keys or school_key(_SITE.sub("", fold(written))) in keys


def site_key(name: str) -> str:
    """One spelling for a site: "Điểm trường Thôn 2" and "thôn 2" are one."""
    return " ".join(_WORDS.findall(bare_site(name)))


def bare_site(name: str) -> str:
    """Folded, without the word for site: "Điểm trường Thôn 2" -> "thon 2"."""
    return _CALLED.sub("", fold(name))


def read_level(text: str) -> SchoolLevel | None:
    """The level that was written: "TH", "cấp 1", "tiểu học"; None when it is none."""
    folded = fold(text)
    if folded in _BY_VALUE:
        return _BY_VALUE[folded]
    return _LEVEL_OF.get(school_key(folded))


_BY_VALUE = {level.value: level for level in SchoolLevel}


def read_names(text: str) -> list[str]:
    """What people call it, one a line or with commas between, each once."""
    names = (clean(part) for part in re.split(r"[,;\n]+", text))
    return list({school_key(name): name for name in names if school_key(name)}.values())
