"""Which words of a question look for an item, and how well an item answers them. Pure."""

import re
from collections.abc import Collection, Iterable

from backend.public_computers.words import Collected
from backend.vietnamese import fold, normal

# Words of asking, folded: they say that something is wanted, not what.
_ASKING = """
suu tap so a ah ai anh bac ban be bi bo bot ca cac cai can chau chi cho chu co coi con cua cuon cung
dau de di do doc duoc em gi gium giup ha hay ho hoi kenh khong ko k la lam link mau minh mot
muon nao nay nghe ngay nhe nho nhung o oi ong online quyen sao tai the thi thu tim toi trang
tren tu va ve vien voi vay xa xem xin y
"""
_ASKED = frozenset(_ASKING.split())

# What a kind is called, so that "phim" finds films and "truyện" books.
_KINDS = {
    Collected.BOOK: "sách truyện tài liệu báo ebook",
    Collected.FILM: "phim video clip",
    Collected.HISTORY: "lịch sử văn hóa con người địa phương",
    Collected.LESSON: "bài học khóa học",
}
_OF_A_KIND = frozenset(fold(word) for words in _KINDS.values() for word in words.split())


def item_words(title: str, about: str, subtitles: str, kind: Collected) -> list[str]:
    """All words of an item as they are written, each once."""
    told = " ".join((title, about, f"phụ đề {subtitles}" if subtitles else "", _KINDS[kind]))
    return list(dict.fromkeys(_words(told)))


def item_key(words: Iterable[str]) -> str:
    """The same folded, with a space at both ends of each, to be filtered by."""
    return f" {' '.join(dict.fromkeys(map(fold, words)))} "


def wanted_words(text: str) -> list[str]:
    """The words of a question that an item may hold, as they were typed, in their order."""
    return list(dict.fromkeys(word for word in _words(text) if fold(word) not in _ASKED))


def score(held: Collection[str], wanted: Collection[str]) -> int:
    """Three points for each word of a subject, one for a word of the kind: "phim về Sa Thầy" wants Sa
    Thầy first, and then a film. What is typed with marks is meant with them: "nấm" is no "nam"."""
    folded = set(map(fold, held))
    return sum(
        1 if fold(word) in _OF_A_KIND else 3
        for word in wanted
        if word in held or (word == fold(word) and word in folded)
    )


def _words(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", normal(text))
