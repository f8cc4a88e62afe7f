"""Reads a place in its levels: "thôn 1 xã Hồng Thủy" -> `thon|1|Hồng Thủy`."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from backend.vietnamese import fold, normal
from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.corrections import corrected_words
from bot.reading.phrases import Phrases, Word, line_of, spell_out
from bot.reading.spoken import DIGIT_WORDS
from bot.reading.typing_methods import recover
from bot.reading.word_lists import load, words_in

_TOKEN = re.compile(r"[^\W_]+(?:['\-/][^\W_]+)*\.?|[,;()–]|\s-\s")
_LONGEST_UNHEARD = 3  # words: "ở nhờ nhà người ta" is no place
_BREAKS = frozenset(",;()-–")
_NUMBER = re.compile(r"\d+[a-z]?|[ivx]+", re.IGNORECASE)
_GLUED = re.compile(
    r"(?<![^\W_])(thôn|thon|bản|ban|tổ|to|ấp|ap|làng|lang|buôn|buon|tdp|kp|khóm|khom|xóm|xom|đội"
    r"|doi|khu|khối|khoi|kv|t|p|q|phường|phuong|quận|quan)(?=\d)|(?<![^\W_])(tp)(?=hcm)",
    re.I,
)


# "xã Trung Sơn cũ", "xã Hồng Thủy nay là A Lưới 1": the name of before is the one given.
_FORMER = re.compile(
    r"\s*\([^()]*cũ\)|[\s,(]+(?:\(?cũ\)?|trước đây|hồi trước|trước (?:kia )?là|tên cũ"
    r"|(?:nay|giờ|bây giờ|chừ)(?: đã)?(?: gọi| đổi)? (?:là|thành|sáp nhập|sát nhập|nhập|gộp))(?!\w).*$",
    re.IGNORECASE,
)
_LONG_NUMBER = re.compile(r"\d{4,}")
_OR = re.compile(r"\s(?:hay|hoặc|hoac)\s.*$")
# "thôn 2 gần trạm y tế", "thôn 2 mà giờ ở thôn 5"
_BESIDES = re.compile(
    r"(?<=\w),? (?:gần|cạnh|bên cạnh|sát|đối diện|kế bên|phía sau|đằng sau"
    r"|mà|nhưng|giờ|bây giờ|chừ) .*$",
    re.IGNORECASE,
)
_FAR = frozenset(
    {"lam", "qua", "xoi", "tit", "nha", "ma", "nen", "nay", "ni", "kia", "do", "no", "truong"}
)


@dataclass
class _Level:
    """One level of a place: what kind of unit, and the words of its name."""

    kind: str
    name: list[str]

    @property
    def is_hamlet(self) -> bool:
        return bool(self.kind) and self.kind not in words_in("places", "above")

    @property
    def is_commune(self) -> bool:
        return self.kind in words_in("places", "above")

    @property
    def is_numbered(self) -> bool:
        return self.is_hamlet and len(self.name) == 1 and bool(_NUMBER.fullmatch(self.name[0]))


@cache
def _kinds() -> Phrases[str]:
    listed = load("places")["kinds"]
    named = [(phrase, kind) for kind, phrases in listed.items() for phrase in phrases]
    return Phrases([*named, *((f"{phrase} số", kind) for phrase, kind in named)])


@dataclass(frozen=True)
class Known:
    """Folded names of units that exist, by which names that run into each other come apart."""

    communes: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()


NO_UNITS = Known()


@cache
def _phrases(key: str) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load("places")[key])


def _word(token: str) -> Word:
    token = token.strip(" .")
    return Word(normal(token), fold(token))


def _is_commune_of(words: Sequence[Word], known: Known) -> bool:
    """Whether words end with the name of a commune: "xa muong nha" does not end politely."""
    endings = {" ".join(word.bare for word in words[-length:]) for length in (2, 3)}
    return bool(endings & known.communes)


def _is_kind(words: Sequence[Word], at: int) -> bool:
    return at >= 0 and any(_kinds().at(words, at))


def _polite_end(words: Sequence[Word], tokens: Sequence[str], start: int, known: Known) -> int:
    """Where a place ends before "ạ", "nha cháu"."""
    tail, addressed = words_in("places", "tail"), words_in("places", "tail_addressed")
    end = len(words)
    while end - 1 > start and tokens[end - 1].islower():
        called = end
        while called - 1 > start and words[called - 1].typed in addressed:
            called -= 1
        if called < end and called - 1 > start and words[called - 1].typed in tail:
            end = called
        last = words[end - 1]
        if last.typed not in tail:
            break
        if last.typed == last.bare and _is_commune_of(words[start:end], known):
            break
        if known is NO_UNITS and words[end - 1].bare == "nhe" and _is_kind(words, end - 3):
            break  # "xã Mường Nhé"
        end -= 1
    return end


def _without_lead(tokens: list[str], known: Known) -> list[str]:
    """Without "dạ em ở" in front and "ạ" behind."""
    words = [_word(token) for token in tokens]
    at = 0
    while at < len(words) - 1 and (length := next(_phrases("lead").at(words, at), (True, 0))[1]):
        at += length
    return tokens[at : _polite_end(words, tokens, at, known)]


def _begins(
    words: Sequence[Word], tokens: Sequence[str], at: int, inside: _Level
) -> tuple[str, int]:
    """The kind of unit that begins here and the length of its word; a length of 0 if none does.

    Inside a name only words for communes and above begin a level, and one letter only with its
    dot or after "thôn 1"; words for hamlets when a number follows: "A Lăng" typed "a lang" is no làng.
    """
    kind, length = next(_kinds().at(words, at), ("", 0))
    after = words[at + length] if at + length < len(words) else None
    if after is None or not after.typed or after.typed in _BREAKS:
        return "", 0
    if words[at].typed == "xa" and after.bare in _FAR and after.typed != after.bare:
        return "", 0  # "xa lắm"
    clear = len(words[at].typed) > 1 or "." in tokens[at] or inside.is_numbered
    above = kind in words_in("places", "above") and clear
    turned = inside.is_commune and words[at].typed in words_in("places", "turned")
    # "kiệt 42 đường Nguyễn Huệ", "xóm 2 thôn Bình Giang"
    turned = turned or (inside.is_numbered and not words[at].typed.isascii())
    if inside.name and not above and not turned and not _NUMBER.fullmatch(after.typed):
        return "", 0
    return kind, length


def _ends_in_kind(words: Sequence[Word], at: int) -> int:
    """The length of a "thị trấn" that ends the message and so names none; 0 without one."""
    kind, length = next(_kinds().at(words, at), ("", 0))
    ends = at + length == len(words) and len(words[at].typed) > 1
    return length if ends and kind in words_in("places", "above") else 0


def _levels(tokens: list[str]) -> list[_Level]:
    """The levels of a place from the smallest up, as they were said."""
    words = [_word(token) for token in tokens]
    levels = [_Level("", [])]
    at = 0
    while at < len(tokens):
        level = levels[-1]
        kind, length = _begins(words, tokens, at, inside=level)
        if words[at].typed in _BREAKS:
            levels.append(_Level("", []))
        elif length:
            levels.append(_Level(kind, []))
        elif level.name and (length := _ends_in_kind(words, at)):
            break
        elif level.is_numbered:
            # "thôn 1 hồng thủy": a hamlet with a number has its whole name.
            levels.append(_Level("", [tokens[at]]))
        else:
            level.name.append(tokens[at].rstrip("."))
        at += length or 1
    return [found for found in levels if found.name]


def _cut(name: list[str], known: frozenset[str], shortest: int = 2) -> tuple[list[str], list[str]]:
    """A name and the known larger unit that runs into it: "hồng thủy a lưới"."""
    words = [fold(word) for word in name]
    for at in range(1, len(name) if " ".join(words) not in known else 0):
        # One syllable is often the end of a longer name: "Kà Đừ"; "đông ba huế" is three.
        if _are_units(words[at:], known) and len(name) - at >= shortest:
            return name[:at], name[at:]
    return name, []


def _shortest(name: list[str], known: Known) -> int:
    """How many words the name of the larger unit has at least: one behind a known commune."""
    return 1 if fold(" ".join(name[:-1])) in known.communes else 2


def _are_units(words: list[str], known: frozenset[str]) -> bool:
    """Whether words are the name of a known unit, or of several: "a lưới huế"."""
    return " ".join(words) in known or any(
        " ".join(words[:at]) in known and _are_units(words[at:], known)
        for at in range(2, len(words))
    )


def _is_known(name: list[str], known: Known) -> bool:
    """Whether a name begins with that of a commune or district: "hong kim a luoi"."""
    beginnings = {fold(" ".join(name[:at])) for at in range(1, len(name))}
    return bool(beginnings & (known.communes | known.above))


def _is_house(level: _Level) -> bool:
    return not level.kind and level.name[0].isdecimal()


def _without_talk(levels: list[_Level]) -> list[_Level]:
    """Without "cháu ở với bà" before "thôn 2", and without streets."""
    alone = len(levels) == 1
    streets = [
        level for level in levels if level.kind == "duong" or (_is_house(level) and not alone)
    ]
    levels = [level for level in levels if level not in streets]
    talks = (
        {normal(word) for word in levels[0].name} & words_in("places", "between") if levels else {}
    )
    talk = len(levels) > 1 and not levels[0].kind and (levels[1].is_hamlet or talks)
    talk = talk and not any(level.is_hamlet for level in levels[2:])
    return levels[1:] if talk else levels


def _number(name: list[str]) -> list[str]:
    """ "hai" as "2", where it is all of a hamlet's name."""
    value = DIGIT_WORDS.get(normal(name[0])) if len(name) == 1 else None
    return [str(value)] if value else name


def _names_kind(line: str) -> bool:
    """Whether a line has a word for a kind of unit before its end."""
    words = [_word(token) for token in _TOKEN.findall(line)]
    return any(list(_kinds().at(words, at)) for at in range(len(words) - 1))


def _is_unknown(line: str) -> bool:
    words = [_word(token) for token in _TOKEN.findall(line)]
    return bool(_phrases("nowhere").anywhere(spell_out(words)))


def only_place(text: str) -> tuple[str, bool]:
    """A message without what is said besides its place, and whether that makes it doubtful."""
    line = _FORMER.sub("", _GLUED.sub(r"\g<0> ", text))
    line, corrected = corrected_words(recover(line) if line.isascii() else line)
    either = _names_kind(first := _OR.sub("", line)) and first != line
    line = first if either else line
    shorter = _BESIDES.sub("", line)
    if _is_unknown(shorter):
        # "thôn 1, quên tên xã rồi"
        shorter = ", ".join(part for part in shorter.split(",") if not _is_unknown(part))
    if not _names_kind(shorter):
        shorter = line
    return shorter, corrected or either or shorter != line


def read_place(text: str, known: Known = NO_UNITS) -> Reading[str]:
    """`kind|name|name of the next larger unit`, empty where nothing was said.

    The kind is folded and hyphenated (`thon`, `thi-tran`), names stay as typed. To be confirmed:
    two names that were told apart by `known` only, a number in words, talk around the place.
    """
    line, doubted = only_place(line_of(text))
    tokens = _without_lead(_TOKEN.findall(line), known)
    words = [_word(token) for token in tokens]
    if (
        "?" in line
        or _phrases("nowhere").anywhere(spell_out(words))
        or _phrases("no_place").whole(words)
    ):
        return NOTHING
    if _kinds().whole(words):
        return NOTHING
    said = _levels(tokens)
    levels = _without_talk(said)
    if levels and not levels[0].kind and _LONG_NUMBER.fullmatch(levels[0].name[0]):
        return NOTHING
    if not levels or (len(said) == 1 and not said[0].kind and _phrases("talk").anywhere(words)):
        return NOTHING
    # "xã Sa Bình thôn Bình Giang" begins with the larger one.
    levels = (
        sorted(levels, key=lambda level: not level.is_hamlet) if levels[0].is_commune else levels
    )
    first, parent = levels[0], levels[1].name if len(levels) > 1 else []
    name, guessed = first.name, levels != said or doubted
    if not parent and first.is_hamlet and not first.is_numbered:
        name, parent = _cut(name, known.communes | known.above)
        guessed = guessed or bool(parent) or len(name) > 2
    if first.is_hamlet and (number := _number(name)) != name:
        name, guessed = number, True
    if first.is_commune and not parent:
        name, parent = _cut(name, known.above, _shortest(name, known))
        guessed = guessed or bool(parent)
    if not (first.kind or parent) and _is_known(name, known):
        name, parent = _cut(name, known.above, _shortest(name, known))
        guessed = bool(parent)
    unheard = known is not NO_UNITS and fold(" ".join(name)) not in known.communes | known.above
    guessed = guessed or (not first.kind and unheard)
    if fold(" ".join(parent)) not in known.communes:
        parent, _above = _cut(parent, known.above, shortest=1)
    talk = not first.kind and unheard and len(name) > _LONGEST_UNHEARD
    if talk or len(name) > load("places")["longest_name"]:
        return NOTHING
    place = f"{first.kind}|{' '.join(name)}|{' '.join(parent)}"
    return unsure(place) if guessed else sure(place)
