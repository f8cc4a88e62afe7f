"""Tells whether a word looks like Vietnamese, or like a name in a minority's spelling.

Text in an old font, read as it stands, is made of things that no such language writes ("ThÞ",
"Nguyeãn"); read with the right table, it is made of syllables.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise

SYLLABLE = 2
NAME_LIKE = 1
NOTHING = 0

_ALL_INITIALS = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x"
_ALL_RIMES = """
    a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu
    iêc iêm iên iêng iêp iêt iêu o oa oac oach oai oam oan oang oanh oao oap oat oay oăc oăm oăn
    oăng oăt oc oe oen oeo oet oi om on ong ooc oong op ot ô ôc ôi ôm ôn ông ôp ôt
    ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uênh uêt uơ uôc uôi uôm
    uôn uông uôt uy uya uych uyên uyêt uynh uyp uyt uyu ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn
    ương ươp ươt ươu y yêm yên yêng yêt yêu yn ynh
"""
_INITIALS = frozenset(_ALL_INITIALS.split())
_RIMES = frozenset(_ALL_RIMES.split())
_VOWELS = "aăâeêioôơuưyŭĕĭŏ"
_OTHER_NUCLEI = "ŭ ĕ ĭ ŏ iê uô uơ iă iâ uă uâ ue ơu oi ui"
_NUCLEI = frozenset(_OTHER_NUCLEI.split()) | {
    "".join(letter for letter in rime if letter in _VOWELS) for rime in _RIMES
}
_STOPS = ("c", "ch", "p", "t")
_HIGH_OR_LOW = {"\u0301", "\u0323"}  # the only two tones of a syllable that ends in a stop
_TONES = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
_WORD_PARTS = re.compile(rf"([^{_VOWELS}]*)([{_VOWELS}]+)([^{_VOWELS}]*)")
_CONSONANTS = re.compile(r"[bcdđghjklmnpqrstvwxzčƀ'’]*")
_ETH = str.maketrans("Ðð", "Đđ")  # what some keyboards give for the Vietnamese letter
_BETWEEN_WORDS = re.compile(r"[\s\x00-\x20!-&(-@\[-`{-\x7f–—“”…]+")


def split_words(text: str) -> list[str]:
    """The words of a text, cut at spaces, digits and ASCII punctuation but the apostrophe."""
    return [word for word in _BETWEEN_WORDS.split(text) if word]


@lru_cache(maxsize=50_000)
def likeness(word: str) -> int:
    """`SYLLABLE` for what Vietnamese writes, `NAME_LIKE` for one vowel group with at most one tone
    between consonants (Bhướp, Kbuôr), `NOTHING` for the rest."""
    if not _has_natural_case(word):
        return NOTHING
    tones, letters = _without_tones(word.translate(_ETH).casefold())
    if len(tones) > 1:
        return NOTHING
    parts = _WORD_PARTS.fullmatch(letters)
    if not parts:
        return NOTHING
    return _likeness(tones, parts[1], parts[2], parts[3])


def share_of_syllables(text: str) -> float:
    """How much of the words that are not ASCII is Vietnamese, between 0 and 1; 0 for none."""
    words = {word for word in split_words(text) if not word.isascii()}
    if not words:
        return 0
    return sum(likeness(word) == SYLLABLE for word in words) / len(words)


def _likeness(tone: str, initial: str, nucleus: str, final: str) -> int:
    if final in _STOPS and tone and tone not in _HIGH_OR_LOW:
        return NOTHING if initial in _INITIALS else NAME_LIKE
    if initial == "q" and nucleus.startswith("u"):
        initial, nucleus = "qu", nucleus[1:] or "u"
    elif initial == "g" and nucleus[0] == "i" != nucleus and nucleus + final not in _RIMES:
        initial, nucleus = "gi", nucleus[1:]
    if nucleus + final in _RIMES and (not initial or initial in _INITIALS):
        return SYLLABLE
    known = nucleus in _NUCLEI and _CONSONANTS.fullmatch(initial) and _CONSONANTS.fullmatch(final)
    return NAME_LIKE if known and len(final) < 4 else NOTHING


def _without_tones(word: str) -> tuple[str, str]:
    """The tones, and the letters without them."""
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(mark for mark in decomposed if mark in _TONES)
    letters = "".join(mark for mark in decomposed if mark not in _TONES)
    return tones, unicodedata.normalize("NFC", letters)


def _has_natural_case(word: str) -> bool:
    """Not "mỲ". A toned small letter among capitals passes: TCVN3 has no others ("NGUYễN")."""
    return not any(
        before.islower() and after.isupper() and before.isascii()
        for before, after in pairwise(word)
    )
