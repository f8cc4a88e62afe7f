"""The words of an answer, and what each of its phrases does to a yes or a no."""

import re
import unicodedata
from collections.abc import Iterator
from enum import StrEnum
from functools import cache

from bot.reading.phrases import Phrases, Word, spell_out, split
from bot.reading.word_lists import load, words_in

_SIGNS = {"👍": " ok ", "👌": " ok ", "✅": " ok ", "✔": " ok ", "👎": " không ", "❌": " không "}


# "cóoo": a vowel with marks, drawn out without them.
_DRAWN_OUT = re.compile(r"(([aeiouy])[\u0300-\u036f]+)\2+", re.IGNORECASE)
# "để tui về hỏi mệ đã", "đợi chồng về rồi tính", "mai em báo lại": not decided yet.
_NOT_YET = re.compile(
    r"\b(?:để|de|đợi|doi|chờ)(?: [^\W\d_]+){1,5}?"
    r" (?:hỏi|hoi|tính|tinh|coi|xem|nghĩ|suy nghĩ|đã|về rồi|trả lời|tra loi|báo)(?!\w)"
    r"|\b(?:mai|mốt|tối|lát|chiều|bữa sau|hôm sau)(?: [^\W\d_]+){0,4}?"
    r" (?:trả lời|tra loi|báo|nói lại|nhắn lại|tính lại|cho hay)(?!\w)",
    re.I,
)
UNDECIDED = " phân vân "
# "nếu không mất tiền thì đồng ý": the condition is no answer.
_CONDITION = re.compile(r"\b(nếu|neu|miễn|mien|hễ|he)\b[^,.]*?\b(?:thì|thi)\b", re.I)
# "không, à nhầm, có": only what follows counts, to be confirmed; "à không có" takes nothing back.
_TAKEN_BACK = re.compile(
    r"^.*\b(?:à|a|ah|ủa|ấy|ý|í)[ ,]+(?:(?:nhầm|nham|lộn|lon|quên|quen)\b[ ,.:]+"
    r"|(?:không|khong|ko|k)(?: phải| phai)?[,.:]+ *)(?=\S)",
    re.I,
)
# "hong van" without marks is the commune Hồng Vân, not "không"; "hong bac oi" speaks to an uncle.
_HONG = re.compile(r"\bhong(?= ([a-z]+)\b(?! oi))", re.I)
# A no at the end of one clause denies nothing in the next: "không phải, chưa có".
_CLAUSE = re.compile(r"[,;.!\n]+")
# How many words may stand between "có" and its "mô": "có ai cho mô".
_NEAR = 4
# "chưaa"
_DOUBLED_VOWEL = re.compile(r"(?<=[^\x00-\x7f])([aeiouy])\1+(?!\w)", re.IGNORECASE)
# "hôngg"
_DOUBLED_END = re.compile(r"([cghmnpt])\1+\b", re.IGNORECASE)


class Part(StrEnum):
    """What a phrase does in an answer; the keys of `words/yes_no.toml`."""

    NOTHING = "nothing"
    WELCOME = "welcome"
    INDEFINITE = "indefinite"
    UNKNOWN = "unknown"
    LIKELY = "likely"
    YES = "yes"
    AGREE = "agree"
    POLITE = "polite"
    BACKWARD = "backward"
    BOTH_WAYS = "both_ways"
    FLIPS = "flips"
    DENIES = "denies"
    RHETORIC = "rhetoric"
    NO = "no"
    UNLIKELY = "unlikely"
    RESULT = "result"
    ENOUGH = "enough"
    GREETING = "greeting"
    DOUBTFUL = "doubtful"
    FILLER = "filler"
    LOST = "lost"


YES = {Part.YES, Part.AGREE, Part.POLITE, Part.LIKELY}
_SAID_YES = YES - {Part.POLITE, Part.LIKELY}
_FLIPS = {Part.FLIPS, Part.DENIES}
NO = {Part.NO, *_FLIPS, Part.UNLIKELY}


@cache
def _phrases() -> Phrases[Part]:
    listed = load("yes_no")
    return Phrases((phrase, part) for part in Part for phrase in listed[part])


def _place(found: re.Match[str]) -> str:
    return "hồng" if found[1].lower() in words_in("yes_no", "after_hong") else found[0]


def words_of(text: str) -> list[Word]:
    """The words of an answer in full, whatever clause they stand in."""
    return [word for clause in _clauses(text) for word in clause]


def _clauses(text: str) -> Iterator[list[Word]]:
    for sign, meaning in _SIGNS.items():
        text = text.replace(sign, meaning)
    text = _HONG.sub(_place, text)
    taken_back = _TAKEN_BACK.match(text)
    if taken_back and {*YES, *NO} & {*parts_of(text[taken_back.end() :])}:
        text = f"hình như {text[taken_back.end() :]}"
    text = _CONDITION.sub(r"\1", _NOT_YET.sub(UNDECIDED, text))
    text = _DOUBLED_VOWEL.sub(r"\1", _DOUBLED_END.sub(r"\1", text))
    text = _DRAWN_OUT.sub(r"\1", unicodedata.normalize("NFD", text))
    return (spell_out(split(clause)) for clause in _CLAUSE.split(text))


def _turn(parts: list[Part | None]) -> list[Part | None]:
    """What the parts of one clause come to when the words that turn a yes or a no have done so:
    one no for "không đồng ý" and for "có ai cho mô", a likely yes for "không phải không có"."""
    out: list[Part | None] = []
    for part in parts:
        before = out[-1] if out else None
        if part in {Part.BACKWARD, Part.BOTH_WAYS}:
            near = [each for each in out[-_NEAR:] if each is not Part.INDEFINITE]
            turned = [Part.NO if each in _SAID_YES else each for each in near]
            out[-_NEAR:] = turned
            out += [Part.FLIPS] if part is Part.BOTH_WAYS or turned == near else []
        elif before in _FLIPS and part in YES:
            out[-1] = Part.NO
        elif before in {Part.DENIES, Part.RHETORIC} and part in NO:
            out[-1] = Part.LIKELY
        elif before is Part.RHETORIC and part in YES:
            out[-1] = Part.UNLIKELY
        else:
            out.append(part)
    return out


def parts_of(text: str) -> list[Part | None]:
    """What the phrases of an answer do, in their order; None for a word of no phrase."""
    clauses = [list(_phrases().scan(words)) for words in _clauses(text)]
    said = {part for clause in clauses for part in clause}
    forgotten = Part.UNKNOWN in said and Part.DOUBTFUL not in said
    parts: list[Part | None] = []
    for clause in clauses:
        here: list[Part | None] = []
        for part in clause:
            if part is Part.ENOUGH:
                # "thôi" and "hết rồi" are a no, "có ti vi thôi" and "nhận đủ hết rồi" a yes.
                here += [Part.NO] if {*parts, *here} <= {Part.POLITE} else []
            elif part is Part.RESULT:
                # "chưa nhận được" is no yes, nor "sai tên rồi", "bán rồi", "lẫn rồi không nhớ".
                gone = {Part.NO, Part.LOST} & {*parts, *here}
                here += [] if gone or forgotten else [Part.YES]
            elif part is not Part.FILLER:
                here.append(part)
        parts += _turn(here)
    if not (YES | NO) & set(parts):
        parts = [Part.UNLIKELY if part is Part.LOST else part for part in parts]
    answer: list[Part | None] = [part for part in parts if part is not Part.GREETING]
    if len(answer) < len(parts) and set(answer) <= {Part.POLITE}:
        return [Part.NOTHING]
    alone = set(answer) <= {Part.POLITE, Part.WELCOME}
    welcome = Part.NOTHING if alone else Part.NO
    return _without_politeness([welcome if part is Part.WELCOME else part for part in answer])


def _without_politeness(parts: list[Part | None]) -> list[Part | None]:
    """No yes for the polite word beside an answer: "dạ không"."""
    meant: list[Part | None] = [part for part in parts if part != Part.POLITE]
    return meant if any(part in YES | NO | {Part.UNKNOWN} for part in meant) else parts
