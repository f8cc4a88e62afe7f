"""Reads a person's name out of a message, whatever people it belongs to, and invents nothing."""

import re
from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from backend.vietnamese import fold, normal
from bot.reading.base import NOTHING, Reading, doubt, sure, unsure
from bot.reading.corrections import corrected_words
from bot.reading.phrases import Phrases, Word, line_of
from bot.reading.typing_methods import recover
from bot.reading.word_lists import load, words_in

_LONGEST_NAME = 6
_FEW_WORDS = 5
_FULL = 2  # words of a name
# "vo thi le" is Võ Thị Lệ; "vo ho thi le" may be the wife of the one who writes.
_SURNAME_AND_TWO = 3
_NOT_OF_A_NAME = re.compile(r"[^\w\s'.\-]|_")
_DOTS_FOR_SPACES = re.compile(r"(?<=[^\W\d]{2})\.(?=[^\W\d])")
# "Lò Văn Sinh 2014", "Hồ Văn Năm sinh 2014": after these words a name goes on.
_INSIDE = re.compile(r"(?:\s(?:văn|van|thị|thi)|\s[^\W\d])$", re.IGNORECASE)
_BULLET = re.compile(r"^(?:[-*•+]\s+|\d{1,2}[.)/]\s*(?=[^\W\d]))")
_PAUSE = re.compile(r"\s*[,;]\s*")
_AND = re.compile(r"\s[&+]\s")
_INITIAL = re.compile(r"[^\W\d]{1,3}\.")
_VOWEL = re.compile(r"[aeiouy']")
_TONE_SIGN = re.compile(r"[aeiouy]'", re.IGNORECASE)  # "Gia`ng": a tone of VIQR; H'Bian has none
# Up to the name: "dạ em tên là", "tên cháu", "chủ hộ là", "em là", "bà". Letters are `_Lead`s, small
# for words that may be surnames: "vo" is vợ or Võ, "la" is là or La.
_LEAD = re.compile(r"(?:[WwP]*P)?(?:[WwTIiP]*(?:[TWw][Ii]|T)W*|W*)P*")


class _Lead(StrEnum):
    """The part a word plays before a name: its letter in `_LEAD`."""

    POLITE = "P"
    WHO = "W"
    NAME = "T"
    IS = "I"
    OTHER = "-"


@cache
def _leads() -> Phrases[_Lead]:
    listed = load("names")["lead"]
    return Phrases((phrase, _Lead[kind.upper()]) for kind in listed for phrase in listed[kind])


@cache
def _phrases(key: str) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load("names")[key])


def _word(token: str) -> Word:
    token = token.strip(".,:;-")
    return Word(normal(token), fold(token))


def _may_be_surname(word: Word) -> bool:
    return word.typed in words_in("names", "may_be_surnames")


@cache
def _end() -> re.Pattern[str]:
    """Where the name stops: a comma, a bracket, a digit, "sn", "lớp", "sinh" with a number."""
    listed = load("names")
    words = "|".join(map(re.escape, listed["ends_before"]))
    counted = "|".join(map(re.escape, listed["ends_before_a_number"]))
    places = "|".join(map(re.escape, listed["ends_before_a_place"]))
    return re.compile(
        rf"\s*(?:[,;(/|]|\s-\s)\s*(?=\S)|\.\s+(?=(?:em|con|cháu|dạ|cảm|cám|nhờ|xin)\s)|\s+(?=(?:{words})(?!\w)|(?:{counted})\s?:?\s?\d"
        rf"|(?-i:{places})\s+\S|\d)",
        re.IGNORECASE,
    )


def _without_label(line: str) -> tuple[str, str]:
    """What follows "họ tên học sinh:", and that label's letters; the whole line without one."""
    label, colon, rest = line.partition(":")
    _, letters = _after_lead(label.split()) if rest.strip() else ([], "")
    is_label = colon and letters and not _after_lead(label.split())[0]
    return (rest.strip(), "T") if is_label else (line.replace(":", ": "), "")


def _is_small(tokens: Sequence[str], at: int) -> bool:
    """Whether a word is in small letters before words with capitals: "cu Tí" is no Cu."""
    return tokens[at].islower() and any(token[:1].isupper() for token in tokens[at + 1 :])


def _begins_full_name(words: Sequence[Word], at: int) -> bool:
    """Whether a surname without marks stands here, and "Thị" or "Văn" behind it."""
    return (
        at < len(words)
        and words[at].typed.isascii()
        and words[at].bare in words_in("names", "surnames")
        and at + 1 < len(words)
        and words[at + 1].bare in words_in("names", "middles")
    )


def _after_lead(tokens: Sequence[str]) -> tuple[list[str], str]:
    """The tokens without their introduction, and the introduction's letters."""
    words = [_word(token) for token in tokens]
    letters, lengths, at = "", [], 0
    while at < len(words):
        lead, length = next(_leads().at(words, at), (_Lead.OTHER, 1))
        if lead is _Lead.POLITE and length == 1 and _begins_full_name(words, at):
            break  # "Vang Thi Pa" is no "vâng"
        kin = words[at].typed in words_in("names", "rather_kin")
        may_be_name = (
            length == 1
            and _may_be_surname(words[at])
            and not _is_small(tokens, at)
            and not (kin and _begins_full_name(words, at + 1))
        )
        letters += lead.value.lower() if may_be_name else lead.value
        lengths.append(length)
        at += length
    found = _LEAD.match(letters)
    stripped = found[0] if found else ""
    start = sum(lengths[: len(stripped)])
    if start and tokens[start - 1].istitle() and _begins_with_middle(words[start:], tokens[start:]):
        stripped, start = stripped[:-1], start - 1  # "Ông Thị Mỹ Linh"
    rest = list(tokens[start:])
    return _after_later_lead(rest) or (rest, stripped)


def _after_later_lead(tokens: Sequence[str]) -> tuple[list[str], str] | None:
    """What follows "tên thật là" after a few words of something else: "cu Tí tên thật ..."."""
    words = [_word(token) for token in tokens]
    for at in range(1, min(len(words) - 1, _FEW_WORDS)):
        lead, length = next(_leads().at(words, at), (_Lead.OTHER, 1))
        if lead is _Lead.NAME and 1 < length < len(words) - at:
            return _after_lead(tokens[at:])
    return None


def _without_address(tokens: list[str]) -> list[str]:
    """Without "anh ơi" and the "chị" of "nha chị" behind; "Anh" with its capital is a name."""
    words = [_word(token) for token in tokens]
    addressed, particles = words_in("names", "tail_addressed"), words_in("names", "particles")
    if len(tokens) > 3 and words[-1].bare == "oi" and words[-2].bare in addressed:
        return tokens[:-2]
    after_particle = len(tokens) > 2 and words[-2].typed in particles and not tokens[-2].istitle()
    return tokens[:-1] if after_particle and words[-1].bare in addressed else tokens


def _before_particle(tokens: list[str]) -> list[str]:
    """The tokens up to a small "nha" or "ạ" behind which talk goes on: "H'Lan nha cán bộ"."""
    particles = words_in("names", "particles")
    for at in range(_FULL, len(tokens) - 1):
        word = _word(tokens[at])
        if word.typed in particles and len(word.bare) + (word.typed != word.bare) > 1:
            return tokens if tokens[at][:1].isupper() else tokens[:at]
    return tokens


def _before_tail(tokens: list[str]) -> tuple[list[str], bool]:
    """The tokens without "ạ", "nhé" behind, and whether the last may yet be one of the name's."""
    doubtful = False
    tokens = _without_address(tokens)
    while len(tokens) > 1 and (
        not tokens[-1][:1].isupper() or _word(tokens[-1]).typed in words_in("names", "tail_always")
    ):
        last = _word(tokens[-1])
        if _word(tokens[-2]).bare in words_in("names", "middles"):
            # "hồ thị nhớ"
            doubtful = doubtful or last.typed in words_in("names", "tail_unmarked")
            break
        if last.typed in words_in("names", "tail"):
            tokens = tokens[:-1]
        elif last.typed in words_in("names", "tail_unmarked"):
            doubtful = True
            others_capital = all(token[:1].isupper() for token in tokens[:-1])
            if not others_capital and len(tokens) < 4:
                break
            tokens = tokens[:-1]
        else:
            break
    return tokens, doubtful


def _cased(token: str) -> str:
    """Proper case: "HỒ" -> "Hồ", "h'bian" -> "H'Bian"; what is cased by choice stays."""
    if not (token.islower() or (token.isupper() and len(token) > 1)):
        return token
    first, apostrophe, rest = token.lower().partition("'")
    rest = rest[:1].upper() + rest[1:] if len(first) == 1 else rest
    return "-".join(part[:1].upper() + part[1:] for part in first.split("-")) + apostrophe + rest


def _is_initial(token: str) -> bool:
    """Whether letters stand for a name: "Ng.", "V.", "Tr"; A, Y and O are names, H is that of H'Bian."""
    bare = _word(token).bare
    return bool(_INITIAL.fullmatch(token)) or not (_VOWEL.search(bare) or bare in ("h", "k"))


def _begins_with_middle(words: Sequence[Word], tokens: Sequence[str]) -> bool:
    """Whether "Thị", "Văn" or "A" stands here with its capital: what is before it is a surname."""
    middles = words_in("names", "middles") | {"a"}
    return bool(words) and words[0].bare in middles and tokens[0].istitle()


def _is_sentence(tokens: Sequence[str], words: Sequence[Word]) -> bool | None:
    """True for words that no name has; None when one of them may be a name without marks.

    A word with a capital of its own inside the name is a name: "Lê Thị Học", "Nguyễn Thị Có".
    """
    said = _phrases("sentence")
    named = [
        token.istitle() and (at > 0 or _begins_with_middle(words[1:], tokens[1:]))
        for at, token in enumerate(tokens)
    ]
    lengths = {
        at: max((n for _said, n in said.at(words, at)), default=0) for at in range(len(words))
    }
    hits = [word for at, word in enumerate(words) if lengths[at] and not named[at]]
    if any(length > 1 and not named[at] for at, length in lengths.items()):
        return True
    marked = {word.typed for word, is_name in zip(words, named, strict=True) if not is_name}
    if len(hits) > 1 or any(not word.typed.isascii() for word in hits):
        return True
    if marked & words_in("names", "sentence_with_marks"):
        return True
    return None if hits else False


def _tokens(text: str) -> list[str]:
    text = _DOTS_FOR_SPACES.sub(" ", text.replace("~", "."))
    words = _NOT_OF_A_NAME.sub(" ", _AND.sub(" và ", text)).split()
    return [word for word in words if word.strip(".-'")]


def _is_talk(words: Sequence[Word], at: int) -> bool:
    """Whether a word of no name stands here: "cháu", "là", "nuôi"."""
    leads = (lead for lead, _length in _leads().at(words, at))
    marked = words_in("names", "sentence_with_marks")
    return any(leads) or any(_phrases("sentence").at(words, at)) or words[at].typed in marked


def _amid_talk(tokens: list[str], words: Sequence[Word]) -> list[str]:
    """The name in capitals that talk in small letters follows or precedes.

    "Lèo Thị Ọi nuôi cháu", "đăng ký cho cháu Tòng Văn Ín"; nothing where "và" joins two people.
    """
    small = [at for at, token in enumerate(tokens) if token.islower()]
    talk = [at for at in small if _is_talk(words, at)]
    if any(words[at].typed in words_in("names", "joins") and _is_small(tokens, at) for at in talk):
        return []
    if not talk:
        return tokens
    if small[0] >= _FULL and small[0] <= talk[0]:
        return tokens[: small[0]]
    introduced = words[small[-1]].typed in words_in("names", "introduces")
    return tokens[small[-1] + 1 :] if introduced and len(tokens) - small[-1] > _FULL else tokens


def _begins_like_a_name(word: Word) -> bool:
    return word.bare in words_in("names", "surnames") or len(word.bare.strip("'")) == 1


def _is_kin_word(word: Word) -> bool:
    """Whether a name would begin with "Cô", "Mẹ", which is no surname."""
    if _may_be_surname(word) or not _leads().whole([word]):
        return False
    return not word.typed.isascii() or word.bare not in words_in("names", "surnames")


def _is_name(tokens: Sequence[str], words: Sequence[Word], lead: str) -> bool:
    """Whether what is left can be a name; "mẹ Bống" and "em Lan" are what people are called."""
    nickname = len(tokens) == 1 and (len(tokens[0]) == 1 or ("W" in lead and "T" not in lead))
    return (
        0 < len(tokens) <= _LONGEST_NAME
        and not nickname
        and not all(word.bare in ("a", "o", "u", "y") for word in words)
        and not _phrases("answers").whole(words)
        and not _is_school(words)
        and not any(map(str.isdigit, "".join(tokens)))
    )


def _is_school(words: Sequence[Word]) -> bool:
    """Whether "TH Hồng Vân" stands here; "th" is no surname, and before "Thị" an initial."""
    middles = words_in("names", "middles")
    return len(words) > 1 and words[0].bare == "th" and words[1].bare not in middles


def _told(rest: str) -> tuple[str, str]:
    """The name that a text begins with, and what follows it."""
    end = _end().search(rest)
    if end is None:
        return rest, ""
    told, more = rest[: end.start()], rest[end.end() :]
    first, *others = more.split()
    goes_on = _word(first).bare in ("sinh", "nam") or (not others and first.isalpha())
    if _INSIDE.search(told) and not end[0].strip() and goes_on:
        return f"{told} {first}", " ".join(others)
    return told, more


def _is_full(reading: Reading[str]) -> bool:
    """Whether a name is certain and begins with a surname."""
    surname = (reading.value or "").partition(" ")[0]
    return reading.certain and _begins_like_a_name(_word(surname))


def is_no_name(text: str) -> bool:
    """Whether words are an answer that names nobody and nothing: "như trên", "gửi đi"."""
    return bool(_phrases("answers").whole([_word(token) for token in _tokens(line_of(text))]))


def read_name(text: str) -> Reading[str]:
    """The name as on the identity card: proper case, marks as typed, no initial spelled out.

    To be confirmed: an initial, raw Telex or VNI, one word only, a correction, something else in
    the message.
    """
    first = _read_first(text)
    words = (first.value or "").split()
    if len(words) > 1 and (first.certain or _begins_like_a_name(_word(words[0]))):
        return first
    # "Tám, Lê Văn Tám", "em đứng tên luôn, Hồ Thị Lành": the full name stands behind.
    later = (_read_first(part) for part in _PAUSE.split(line_of(text))[1:])
    return doubt(next(filter(_is_full, later), first))


def _read_first(text: str) -> Reading[str]:
    """The name that a message, or a part of one, begins with."""
    typed = _BULLET.sub("", line_of(text))
    line = recover(typed) if typed.isascii() else typed
    if "?" in line or is_no_name(line):
        return NOTHING
    said, corrected = corrected_words(line)
    said, label = _without_label(said)
    rest, lead = _after_lead(said.split())
    told, more = _told(" ".join(rest))
    spoken = _tokens(told)
    before = _before_particle(spoken)
    tokens, doubtful = _before_tail(before)
    more = more or " ".join(spoken[len(before) :])
    if tokens and _VOWEL.search(_word(tokens[-1]).bare):
        tokens[-1] = tokens[-1].rstrip(".")
    words = [_word(token) for token in tokens]
    shorter = _amid_talk(tokens, words)
    if shorter != tokens:
        tokens, more = shorter, more or " ".join(tokens)
        words = [_word(token) for token in tokens]
    sentence = _is_sentence(tokens, words)
    # "sinh năm 2013"
    if more and len(words) == 1 and words[0].bare in words_in("names", "ends_before_a_number"):
        return NOTHING
    if sentence or not _is_name(tokens, words, label + lead):
        return NOTHING
    name = " ".join(map(_cased, tokens))
    called = "W" in lead and "T" not in lead and len(tokens) == _FULL
    compound = tokens[1:] if words[0].bare.strip("'") == "h" else tokens
    certain = (
        line == typed
        and not any(_phrases("organisations").at(words, 0))
        and len(compound) > 1
        and not (doubtful or corrected or more or sentence is None)
        and not any(map(_is_initial, tokens))
        and words[0].bare not in words_in("names", "middles")
        and not _is_kin_word(words[0])
        and not (called and not _begins_like_a_name(words[0]))
        and not any(map(_TONE_SIGN.search, tokens))
        and (all(token[:1].isupper() for token in tokens) or _begins_like_a_name(words[0]))
        and not ((lead or len(tokens) > _SURNAME_AND_TWO) and _may_be_surname(words[0]))
        and words[0].typed not in words_in("names", "called_after_kin")
    )
    return sure(name) if certain else unsure(name)
