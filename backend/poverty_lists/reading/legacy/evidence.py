"""Weighs whether some texts are written in an old encoding: by the words that they turn into."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from itertools import islice

from backend.poverty_lists.reading.legacy.syllables import SYLLABLE, likeness, split_words

_ASCII = re.compile(r"[\x00-\x7f]+")
_ODD_WORD = -SYLLABLE
_ODD = 5  # one odd word in so many is a slip of the typist
_SAMPLE = 2_000  # different texts; more add nothing

# Words of these lists that would turn into other good syllables: only a list read rightly has them.
_COMMON_WORDS = """
    nữ tày thái mông mường dao khơ mú kinh tà ôi cơ tu pa vân kiều thôn bản làng buôn hộ nghèo
    cận xã phường tổ ấp khóm chủ vợ chồng con cháu mẹ bố thị văn có không đã chưa mồ côi già yếu
    giẻ triêng ba na xơ đăng gia rai ê đê hà nhì chăm hoa cống
    và của năm tên họ ngày tháng sinh số
"""
_COMMON = frozenset(_COMMON_WORDS.split())


@dataclass(frozen=True, slots=True)
class Evidence:
    """Of the texts with letters beyond ASCII: how many read better, how many worse and how many
    equally well when converted, and how many hold a letter that the encoding does not have.
    `gain` sums up how much better; `odd` of the converted `words` are no syllables even so."""

    better: int = 0
    worse: int = 0
    equal: int = 0
    foreign: int = 0
    gain: int = 0
    words: int = 0
    odd: int = 0

    @property
    def proves(self) -> bool:
        """Something reads better, nearly all reads well, and little speaks against it."""
        against = self.worse + self.foreign
        return self.better > 2 * against and self.gain > 0 and self.odd * _ODD <= self.words

    @property
    def admits(self) -> bool:
        """Nothing speaks against it."""
        return self.worse == 0 and self.foreign == 0 and self.odd == 0


def weigh(
    texts: Collection[str], convert: Callable[[str], str], letters: frozenset[str] | None
) -> Evidence:
    """The evidence of some different texts; `letters` are those of the encoding beyond ASCII."""
    better = worse = equal = foreign = gain = words = odd = 0
    for text in islice(texts, _SAMPLE):
        if text.isascii():
            continue
        if letters is not None and not letters.issuperset(_ASCII.sub("", text)):
            foreign += 1
            continue
        worths = _worths(convert(text))
        change = sum(worths) - sum(_worths(text))
        gain += change
        words += len(worths)
        odd += worths.count(_ODD_WORD)
        better += change > 0
        worse += change < 0
        equal += change == 0
    return Evidence(better, worse, equal, foreign, gain, words, odd)


def _worths(text: str) -> list[int]:
    return [_worth(word) for word in split_words(text) if not word.isascii()]


def _worth(word: str) -> int:
    """What no language writes counts against a reading; a sign alone (×, ², ü) says nothing."""
    if len(word) == 1:
        return 0
    like = likeness(word)
    if like == SYLLABLE:
        return SYLLABLE + (word.casefold() in _COMMON)
    return like or _ODD_WORD
