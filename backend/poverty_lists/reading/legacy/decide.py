"""Decides in which encoding the texts of one part of a sheet are written."""

from collections import Counter
from collections.abc import Collection, Mapping
from operator import itemgetter
from typing import NamedTuple

from backend.poverty_lists.draft import LegacyFont
from backend.poverty_lists.reading.formats.fonts import Font
from backend.poverty_lists.reading.legacy.encodings import SEEN_AS, as_western, converter, letters
from backend.poverty_lists.reading.legacy.evidence import Evidence, weigh
from backend.poverty_lists.reading.legacy.mojibake import mend

_SHORT = 12  # different texts; more of them speak for themselves
_RARE = {LegacyFont.VISCII, LegacyFont.VPS}
_PROOF_OF_RARE = 12  # gain; a word or two are no proof


class Reading(NamedTuple):
    """How texts are read: in an old encoding, or, with `font` missing, mended from a wrong one.

    `vietnamese_windows` says that the bytes came through Windows-1258 and not Windows-1252.
    """

    font: LegacyFont | None
    vietnamese_windows: bool = False

    def convert(self, text: str) -> str:
        """The text in Unicode."""
        if not self.font:
            return mend(text)
        return converter(self.font)(as_western(text) if self.vietnamese_windows else text)

    def weigh(self, texts: Collection[str]) -> Evidence:
        """What speaks for it, and against it."""
        known = letters(self.font) if self.font else None
        return weigh(
            texts, self.convert, known and (known | SEEN_AS if self.vietnamese_windows else known)
        )


class Part(NamedTuple):
    """A row of the head, or a column of the body or a stretch of it, as far as it is written in one
    font."""

    in_body: bool
    number: int
    font: Font
    stretch: int = 0


Texts = dict[str, None]  # different texts, in the order of the sheet
READINGS = [
    *map(Reading, LegacyFont),
    Reading(LegacyFont.TCVN3, vietnamese_windows=True),
    Reading(LegacyFont.VNI, vietnamese_windows=True),
    Reading(None),
]


def decide(parts: Mapping[Part, Texts], *, fonts_known: bool) -> dict[Part, Reading]:
    """How to read each part; one that is missing in the answer is right as it stands.

    A few words fit many encodings: they are read like most of the body, or of the head, where
    nothing in them speaks against it.
    """
    gains: dict[bool, Counter[Reading]] = {True: Counter(), False: Counter()}
    readings = {}
    for part, texts in parts.items():
        if found := _by_font(part, texts) or _by_letters(texts):
            readings[part], gain = found
            gains[part.in_body][readings[part]] += gain
    for part, texts in parts.items():
        usual = max(gains[part.in_body], key=gains[part.in_body].__getitem__, default=None)
        if usual and not fonts_known and len(texts) <= _SHORT and usual.weigh(texts).admits:
            readings[part] = usual
    return readings


def _by_font(part: Part, texts: Texts) -> tuple[Reading, int] | None:
    """As the font says, unless most texts are in Unicode all the same; with what is gained."""
    if not part.font.family:
        return None
    found = [
        (reading, evidence.gain)
        for reading in (Reading(part.font.family), Reading(part.font.family, True))
        if (evidence := reading.weigh(texts)).worse + evidence.foreign
        <= evidence.better + evidence.equal
    ]
    return max(found, key=itemgetter(1), default=None)


def _by_letters(texts: Texts) -> tuple[Reading, int] | None:
    """The encoding in which most is gained; with how much."""
    proven = [
        (reading, evidence.gain)
        for reading in READINGS
        if (evidence := reading.weigh(texts)).proves
        and (reading.font not in _RARE or evidence.gain >= _PROOF_OF_RARE)
    ]
    return max(proven, key=itemgetter(1), default=None)
