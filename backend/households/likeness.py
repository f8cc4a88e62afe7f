"""How a said name is like a listed one, as far as it matters for what else has to agree."""

import re
import unicodedata
from collections.abc import Container
from enum import StrEnum
from functools import cache
from pathlib import Path

from rapidfuzz.distance import OSA

from backend.households.keystrokes import letters_of, may_be_raw, writes
from backend.households.names import Forms, NameMatch, compare_names, forms
from backend.i18n import N_, _

_WORDS = Path(__file__).parent / "data" / "words_of_names.txt"
# A syllable of the language without marks; what is none can be a slip, or of another language.
_SYLLABLE = re.compile(
    r"(ngh?|nh|ch|gh?|gi|kh|ph|qu|th|tr|[bcdhklmnprstvx])?[aeiouy]{1,3}(ch|n[gh]?|[cmpt])?"
)
_SHORT = 3  # letters, up to which nearly everything is a name of some people


class Likeness(StrEnum):
    """From the surest to none. What proves a household for each is in `proofs`."""

    EXACT = "exact"  # to the letter and the mark
    UNMARKED = "unmarked"  # one of the two was evidently written without marks
    RAW = "raw"  # bare keystrokes of Telex or VNI that write exactly the listed name
    SLIP = "slip"  # one letter wrong, which made a word that nobody is called
    LOOSE = "loose"  # words left out, shortened, turned round; or perhaps without marks
    DOUBTFUL = "doubtful"  # alike, and quite possibly the name of somebody else
    DIFFERENT = "different"

    @property
    def words(self) -> str:
        """For the officer, behind "tên"."""
        return _(_SAID[self])


_SAID = {
    Likeness.EXACT: N_("trùng từng chữ"),
    Likeness.UNMARKED: N_("trùng khi bỏ dấu"),
    Likeness.RAW: N_("trùng khi đọc phím Telex, VNI"),
    Likeness.SLIP: N_("gần giống, có thể gõ nhầm một chữ"),
    Likeness.LOOSE: N_("gần giống, viết thiếu, viết tắt, đảo chữ hoặc không dấu"),
    Likeness.DOUBTFUL: N_("gần giống nhưng có thể là tên người khác"),
    Likeness.DIFFERENT: N_("khác"),
}


def likeness(said: str, listed: str, used: Container[str] = frozenset()) -> tuple[Likeness, int]:
    """How the two are alike, and by how much, 0..100. `used` are words without marks that people of
    the commune are called by, beside those of the whole country."""
    match, score = compare_names(said, listed)
    if match is NameMatch.EXACT:
        return Likeness.EXACT, score
    one, other = forms(said), forms(listed)
    if match is NameMatch.FOLDED:
        bare, marked = (other, one) if one.has_marks else (one, other)
        if _is_evidently_bare(bare, marked):
            return Likeness.UNMARKED, score
        return (Likeness.LOOSE if bare is one else Likeness.DOUBTFUL), score
    if may_be_raw(said):
        if writes(said, listed):
            return Likeness.RAW, 100
        meant, meant_score = compare_names(letters_of(said), listed)
        if meant is not NameMatch.DIFFERENT and match is NameMatch.DIFFERENT:
            return Likeness.DOUBTFUL, min(meant_score, 95)
    if match is NameMatch.DIFFERENT:
        return Likeness.DIFFERENT, score
    if _is_slip(one, other, used):
        return Likeness.SLIP, score
    return (Likeness.LOOSE if _is_loose(one, other) else Likeness.DOUBTFUL), score


def _is_evidently_bare(bare: Forms, marked: Forms) -> bool:
    """Whether a word before the last lacks its marks: "Ho Thi Lan" may be Lân, "Y Lan" says Lan."""
    lacking = {
        word
        for word, spelled in zip(marked.words[:-1], marked.spelled[:-1], strict=False)
        if word != spelled
    }
    return not lacking.isdisjoint(bare.words[:-1])


def _is_slip(said: Forms, listed: Forms, used: Container[str]) -> bool:
    if len(said.words) != len(listed.words) or said.abbreviates or listed.abbreviates:
        return False
    if said.sound == listed.sound:  # written as it is spoken: a name of its own
        return False
    slips = []
    for at, (word, meant) in enumerate(zip(said.words, listed.words, strict=True)):
        if word != meant:
            slips.append(at)
        elif said.has_marks and said.spelled[at] != listed.spelled[at]:
            return False
    if len(slips) != 1:
        return False
    at = slips[0]
    word, meant, is_last = said.words[at], listed.words[at], at == len(said.words) - 1
    if OSA.distance(word, meant, score_cutoff=1) > 1 or not _SYLLABLE.fullmatch(meant):
        return False
    if said.has_marks and _marks(said.spelled[at]) != _marks(listed.spelled[at]):
        return False
    if _may_be_name(word, used, is_last=is_last):
        return False
    return not (is_last and _others_meant(word, meant))


def _marks(word: str) -> str:
    """Its marks alone, in order: they tell Thúy from Thủy whatever else was mistyped."""
    return "".join(
        sign for sign in unicodedata.normalize("NFD", word) if unicodedata.combining(sign)
    )


def _may_be_name(word: str, used: Container[str], *, is_last: bool) -> bool:
    """Whether somebody may be called so. The given name may be any syllable at all."""
    if word in used or word in _spellings():
        return True
    return (is_last or len(word) <= _SHORT) and _SYLLABLE.fullmatch(word) is not None


def _others_meant(word: str, meant: str) -> bool:
    """Whether another name is as near: "Hoaz" may be Hoa, Hoan or Hoai."""
    return any(
        OSA.distance(word, other, score_cutoff=1) <= 1 for other in _spellings() if other != meant
    )


def _is_loose(said: Forms, listed: Forms) -> bool:
    """Whether the listed name has every word that was said, and ends as it does, or is abbreviated:
    who says a word more says another name."""
    if said.abbreviates and len(said.words) == len(listed.words):
        return True
    if sorted(said.words) == sorted(listed.words):
        turned = said.words[0] != listed.words[0]  # Anh Minh and Minh Anh are two people
        return turned and (not said.has_marks or sorted(said.spelled) == sorted(listed.spelled))
    if len(said.words) >= len(listed.words) or said.words[-1] != listed.words[-1]:
        return False
    return not said.has_marks or set(said.spelled) <= set(listed.spelled)


def given_has_twin(name: str) -> bool:
    """Whether there is another given name that is written alike without marks: Hoa, Hòa."""
    given, spelled = forms(name).words[-1:], forms(name).spelled[-1:]
    return any(
        len(_spellings().get(word, frozenset()) | {marked}) > 1
        for word, marked in zip(given, spelled, strict=True)
    )


@cache
def _spellings() -> dict[str, frozenset[str]]:
    """Words of names without marks, and with which they are written: from the file beside this
    code."""
    lines = _WORDS.read_text(encoding="utf-8").splitlines()
    spellings: dict[str, set[str]] = {}
    for line in lines:
        for word in line.split() if not line.startswith("#") else ():
            (form,) = forms(word).spelled
            spellings.setdefault(forms(word).letters, set()).add(form)
    return {word: frozenset(spelled) for word, spelled in spellings.items()}
