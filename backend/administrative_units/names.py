"""Names of units as people write them: their words, and the words for kinds of units."""

import re
from dataclasses import dataclass

from backend.vietnamese import clean, compact, fold, normal

# How a kind of unit is written, folded; what is said may stand for several kinds.
KINDS: dict[tuple[str, ...], tuple[str, ...]] = {
    ("tinh",): ("tỉnh",),
    ("t",): ("tỉnh",),
    ("thanh", "pho"): ("thành phố",),
    ("tp",): ("thành phố",),
    ("t", "p"): ("thành phố",),
    ("quan",): ("quận",),
    ("q",): ("quận",),
    ("huyen",): ("huyện",),
    ("h",): ("huyện",),
    ("thi", "xa"): ("thị xã",),
    ("tx",): ("thị xã",),
    ("thi", "tran"): ("thị trấn",),
    ("tt",): ("thị trấn",),
    ("xa",): ("xã",),
    ("x",): ("xã",),
    ("phuong",): ("phường",),
    ("p",): ("phường",),
    ("f",): ("phường",),
    ("dac", "khu"): ("đặc khu",),
    ("dk",): ("đặc khu",),
    ("thon",): ("thôn",),
    ("ban",): ("bản", "thôn"),
    ("lang",): ("làng", "thôn"),
    ("buon",): ("buôn", "thôn"),
    ("ap",): ("ấp", "thôn"),
    ("khom",): ("khóm", "thôn"),
    ("khu", "pho"): ("khu phố", "tổ dân phố"),
    ("kp",): ("khu phố", "tổ dân phố"),
    ("to", "dan", "pho"): ("tổ dân phố", "khu phố"),
    ("tdp",): ("tổ dân phố", "khu phố"),
}
LONGEST_KIND = max(map(len, KINDS))
# "P3", "Q.10", "thôn1": the kind glued to its number.
_GLUED = re.compile(
    r"(?<![^\W_])(p|f|q|tdp|kp|thôn|thon|ấp|ap|bản|ban|phường|phuong|quận|quan)(?=\d)", re.I
)
_TYPE = re.compile(r"(Thành phố|Thị trấn|Thị xã|Đặc khu|\S+) (.+)", re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*|[,;()/|]")
_BREAKS = frozenset(",;()/|")
# Said between a name and what it was, or at the end of an address.
_PASSED_OVER = re.compile(r"\b(trước (đây )?là|nay là|việt nam|vn|vietnam|viet nam|cũ)\b", re.I)


@dataclass(frozen=True)
class Words:
    """A written place: its words with and without marks, and where a name cannot go on."""

    marked: tuple[str, ...]
    folded: tuple[str, ...]
    breaks: frozenset[int]  # a comma or bracket stands before the word with this index

    def __len__(self) -> int:
        return len(self.folded)

    def key(self, start: int, end: int) -> str:
        """As `key` of these words."""
        return _loose("".join(self.folded[start:end]).replace("'", ""))

    def spelled(self, start: int, end: int) -> str:
        """As `spelled` of these words."""
        return "".join(self.marked[start:end]).replace("'", "")


def key(name: str) -> str:
    """What names have in common that mean the same unit: no marks, spaces or leading zeros, and y
    for i, which old and new spelling exchange ("Mĩ Sơn", "Mỹ Sơn")."""
    return words_of(name).key(0, 99) or _loose(compact(name))


def spelled(name: str) -> str:
    """The name with its marks, but without spaces and signs: the exact name has the same."""
    return words_of(name).spelled(0, 99)


def split_kind(full_name: str) -> tuple[str, str]:
    """Type and name: "Thị trấn A Lưới" -> "thị trấn", "A Lưới". Raises `ValueError` when one of them
    is missing."""
    if match := _TYPE.match(clean(full_name)):
        return match[1].lower(), match[2]
    raise ValueError(full_name)


def words_of(text: str) -> Words:
    """The words of a written place."""
    line = _GLUED.sub(r"\1 ", clean(text).replace("’", "'"))
    line = _PASSED_OVER.sub(" ", line)
    marked: list[str] = []
    breaks = set()
    for token in _TOKEN.findall(line):
        if token in _BREAKS:
            breaks.add(len(marked))
        else:
            marked.append(str(int(token)) if token.isdecimal() else normal(token))
    return Words(tuple(marked), tuple(map(fold, marked)), frozenset(breaks))


def _loose(joined: str) -> str:
    return joined.replace("y", "i")
