"""What people say around a place: "dạ em ở thôn 1 nha cô, gần trạm y tế"."""

import re
from collections.abc import Sequence
from functools import cache

from bot.reading.corrections import corrected_words
from bot.reading.hedges import without_hedges
from bot.reading.known_units import NO_UNITS, Known
from bot.reading.phrases import Phrases, Word, spell_out
from bot.reading.place_levels import BREAKS, TOKEN, kinds, names_kind, word_of
from bot.reading.typing_methods import recover
from bot.reading.word_lists import load, words_in

_GLUED = re.compile(
    r"(?<![^\W_])(thôn|thon|bản|ban|tổ|to|ấp|ap|làng|lang|buôn|buon|tdp|kp|khóm|khom|xóm|xom|đội"
    r"|doi|khu|khối|khoi|kv|t|p|f|q|phường|phuong|quận|quan)(?=\d)|(?<![^\W_])(tp)(?=hcm)",
    re.I,
)
# "xã Trung Sơn cũ", "xã Hồng Thủy nay là A Lưới 1": the name of before is the one given.
_FORMER = re.compile(
    r"\s*\([^()]*cũ\)|[\s,(]+(?:\(?cũ\)?|trước đây|hồi trước|trước (?:kia )?là|tên cũ"
    r"|(?:nay|giờ|bây giờ|chừ|bựa ni|bữa ni|hiện)(?: đã)?(?: gọi| đổi)? "
    r"(?:là|thành|sáp nhập|sát nhập|nhập|gộp)"
    r"|(?:nay|gio|bay gio)(?: da)?(?: goi| doi)? (?:la|thanh|sap nhap|sat nhap))(?!\w).*$",
    re.IGNORECASE,
)
_THANKS = re.compile(
    r"[\s.,!]+(?:(?:e|em|con|cháu|dạ|tôi|xin) )*(?:cảm ơn|cám ơn|cam on|nhờ (?:chị|anh|cô|cán bộ)).*$",
    re.I,
)
_OR = re.compile(r"\s(?:hay|hoặc|hoac)\s.*$")
# "thôn 2 gần trạm y tế", "thôn 2 mà giờ ở thôn 5"
_BESIDES = re.compile(
    r"(?<=\w),? (?:gần|cạnh|bên cạnh|sát|đối diện|kế bên|phía sau|đằng sau"
    r"|mà|nhưng|giờ|bây giờ|chừ) .*$"
    r"|(?<=\w),? (?:còn )?(?:chồng|vợ|bố|mẹ|ba|má) (?:em|tôi|tui|con|cháu|thì|ở)(?!\w).*$",
    re.IGNORECASE,
)
_SHORTENED = (
    (re.compile(r"(?<!\w)t(?:h|hị)?[. ] ?(?=tr[ấa]n(?!\w))", re.I), "thị "),
    (re.compile(r"(?<!\w)kh?[. ] ?(?=phố(?!\w))", re.I), "khu "),
    (re.compile(r"(?<!\w)(?:t|tp)[. ] ?(?=phố(?!\w))", re.I), "thành "),
)
# "toi nguoi mong o ban Huoi Khen"
_LIVES_AT = re.compile(
    r"^[^,;]*? (?:ở|o|tại|tai|trú|ngụ) "
    r"(?=(?:thôn|thon|bản|ban|làng|lang|buôn|buon|ấp|ap|tổ|xóm|xom) \w)",
    re.I,
)
# "thôn em là thôn Paring", "xã nớ là Hồng Hạ", "tên bản là Nậm Pồ"
_CALLED = re.compile(
    r"(?<!\w)(?:tên )?(thôn|bản|làng|buôn|ấp|tổ|xóm|xã|phường|huyện)"
    r" (?:em|con|cháu|tôi|tui|mình|nhà|nhà em|nớ|này|ni|của em|của tôi|của tui)? ?"
    r"(?:tên|tên là|là|gọi là)(?= \w) (?:(?:thôn|bản|làng|buôn|ấp|tổ|xóm|xã|phường|huyện) )?",
    re.IGNORECASE,
)


_KIND_NAME_AND_CU = 3  # words


@cache
def phrases(key: str) -> Phrases[bool]:
    """The phrases of a list of `words/places.toml`."""
    return Phrases((phrase, True) for phrase in load("places")[key])


def _is_kind(words: Sequence[Word], at: int) -> bool:
    return at >= 0 and any(kinds().at(words, at))


def _polite_end(words: Sequence[Word], tokens: Sequence[str], start: int, known: Known) -> int:
    """Where a place ends before "ạ", "nha cháu", "chị ơi"."""
    tail, addressed = words_in("places", "tail"), words_in("places", "tail_addressed")
    end = len(words)
    while end - 1 > start and tokens[end - 1].islower():
        called = end
        while called - 1 > start and words[called - 1].typed in addressed:
            called -= 1
        if called < end and called - 1 > start and words[called - 1].typed in tail:
            end = called
        last = words[end - 1]
        if last.bare == "oi" and end - 2 > start and words[end - 2].typed in addressed:
            end -= 2
            continue
        if last.typed not in tail:
            break
        if last.typed == last.bare and known.ends_in_commune(words[start:end]):
            break
        if known is NO_UNITS and words[end - 1].bare == "nhe" and _is_kind(words, end - 3):
            break  # "xã Mường Nhé"
        end -= 1
    return end - _last_is_former(words[start:end], known)


def _last_is_former(words: Sequence[Word], known: Known) -> bool:
    """Whether a "cu" without its mark says that the commune is one of before."""
    if len(words) < _KIND_NAME_AND_CU or words[-1].typed != "cu" or known.ends_in_commune(words):
        return False
    return words[0].bare == "xa" or known.ends_in_commune(words[:-1])


def without_politeness(tokens: Sequence[str], known: Known) -> list[str]:
    """Without "dạ em ở" in front of each part and "ạ" behind it."""
    told: list[str] = []
    part: list[str] = []
    for token in [*tokens, ","]:
        if token.strip() not in BREAKS:
            part.append(token)
            continue
        told += [*_without_lead(part, known), token]
        part = []
    return told[:-1]


def _without_lead(tokens: list[str], known: Known) -> list[str]:
    words = [word_of(token) for token in tokens]
    at = 0
    while at < len(words) - 1 and (length := next(phrases("lead").at(words, at), (True, 0))[1]):
        at += length
    return tokens[at : _polite_end(words, tokens, at, known)]


def without_tail(name: Sequence[str], known: Known) -> list[str]:
    """A name without "nhé", "thuộc" behind, before the next level is said."""
    words = [word_of(token) for token in name]
    end = _polite_end(words, name, 0, known)
    joins = words_in("places", "joins")
    while end > 1 and name[end - 1].islower() and words[end - 1].typed in joins:
        end -= 1
    return list(name[:end])


def _is_unknown(line: str) -> bool:
    words = [word_of(token) for token in TOKEN.findall(line)]
    return bool(phrases("nowhere").anywhere(spell_out(words)))


def _is_lead(line: str) -> bool:
    words = [word_of(token) for token in TOKEN.findall(line)]
    return None not in phrases("lead").scan(words)


def only_place(text: str) -> tuple[str, bool]:
    """A message without what is said besides its place, and whether that makes it doubtful."""
    line = _CALLED.sub(r"\1 ", _GLUED.sub(r"\g<0> ", _THANKS.sub("", text)))
    line, uncertain = without_hedges(line)
    for pattern, full in _SHORTENED:
        line = pattern.sub(full, line)
    before = _LIVES_AT.match(line)
    if before and not names_kind(before[0]):
        uncertain = uncertain or not _is_lead(before[0])
        line = line[before.end() :]
    line = _FORMER.sub("", line)
    line, corrected = corrected_words(recover(line) if line.isascii() else line)
    either = names_kind(first := _OR.sub("", line)) and first != line
    line = first if either else line
    shorter = _BESIDES.sub("", line)
    if _is_unknown(shorter):
        # "thôn 1, quên tên xã rồi"
        shorter = ", ".join(part for part in shorter.split(",") if not _is_unknown(part))
    if not names_kind(shorter):
        shorter = line
    return shorter, uncertain or corrected or either or shorter != line
