"""Reads the classes that children are in: `5`, `10A1`, `5/2`, `mn:la`, `ghep:1+2`, `gdtx:10`."""

import re
from collections.abc import Iterator
from functools import cache

from backend.vietnamese import fold
from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.corrections import is_corrected, right_one
from bot.reading.phrases import Phrases, line_of, split
from bot.reading.spoken import value_of
from bot.reading.typing_methods import recover
from bot.reading.word_lists import load

_HIGHEST = 12
_IN_WORDS = r"(?:muoi hai|muoi mot|muoi|mot|hai|ba|bon|tu(?! thuc| nhan)|nam|sau|bay|tam|chin)\b"
_GRADE = rf"(?:\d\d?|{_IN_WORDS})"
_AND = r"\s?(?:\+|va|voi|,|&|-|/)?\s?(?:lop )?"
_ADULT = r"(?:(?:tt ?)?(?:gdnn ?-? ?)?gdtx|btvh|bo tuc(?: van hoa)?|giao duc thuong xuyen)"
# A capital after a space is the class's letter; "lớp 5 a" ends politely.
_SPACED_LETTER = re.compile(r"(?<=\d) (?=(?:[A-N]\d{0,2}|[a-n]\d)(?!\w| lớp| lop))")
# The whole message, so no polite "a": "lớp 10 a 5".
_SPACED_CLASS = re.compile(r"(?:lớp |lop )?(\d\d?) ?([a-n]) (\d\d?)", re.IGNORECASE)
# "10 A 1", "9b 2"; but "5 a 2 dua" ends politely and goes on.
_SPACED_ROOM = re.compile(
    r"(?<=\d)( ?[A-Nb-hk-n]) (?=\d\d?(?![\w/]))(?!\d+ (?:đứa|dua|con|cháu|chau|em))"
)
_COUNTED = (
    "con|dua|chau|em|nguoi|khau|trieu|tr|nghin|ngan|k|dong|cai|may|nam|ngay|gio|kg|km|met"
    "|ky|lan|bai|diem|tiet|buoi"
)
_WHICH_CHILD = "lon|nho|dau|giua|ut|thu|kia|be"
_PARTICLE = re.compile(r"(?:\s+|(?<=\d))[ạẠ](?!\w)")
_OTHER_YEAR = re.compile(
    r"\b(?:nam (?:ngoai|truoc|roi|sau|toi)|sang nam|hoi truoc|truoc day|(?:hoc )?(?:xong|het))"
    r"(?:(?!\b(?:gio|bay gio|nam (?:nay|ni)|chu|nay|hien)\b)[^,;]){0,20}$"
)
_LAST_YEAR = re.compile(r" (?:hoi |cua )?nam (?:ngoai|truoc|roi)\b")  # "lớp 6 năm ngoái"
_JOINT = re.compile(r"(?: ?\+ ?| ghep (?:voi |va )?)(?:lop )?")
# "5 a một": the room in words.
_ROOM_IN_WORDS = re.compile(rf"\b({_GRADE}) ?([a-k]) ({_IN_WORDS})(?! (?:dua|con|chau|em)\b)")
_ROOM_OVER = re.compile(rf"\b({_GRADE}) tren ({_GRADE})(?!\w)")  # "hai trên một"
_WORD_AND_CAPITAL = re.compile(
    r"(?:\b((?i:lớp|lop|khối|khoi) )|^)"
    r"((?i:mười một|mười hai|mười|muoi mot|muoi hai)|một|hai|ba|bốn|tư|năm|sáu|bảy|tám|chín) "
    r"(?=[A-N]\d{0,2}(?!\w))"
)
_WRITTEN_LOP = re.compile(r"\b(?:lp|lóp|lơp|lướp|lọp|lốp|lướp|lop)(?=\d)", re.IGNORECASE)
# "lớp 5 à lớp 6", "lớp 5, à mà lớp 6 rồi"
_OH = re.compile(r"[\s,]+à (?:mà )?(?:là )?(?=lớp|lop|\d)", re.IGNORECASE)
_WORD_AND_ROOM = re.compile(rf"(?:lop )?({_IN_WORDS}) ([b-eg-k]\d?)")  # "sáu b", all of a message
_MONTHS = re.compile(r"\b(?:mam non|mau giao|mn) (?:\w+ )??(?:\d+ ?- ?)?(?:[12]\d|3[0-6]) ?thang\b")
_ARROW = re.compile(r"(?:lớp |lop )?\d\d? ?(?:->|=>|→) ?(?=(?:lớp |lop )?\d)")  # "5 -> 6"
# "đứa 9 đứa 6"
_CHILD_AND_CLASS = re.compile(
    r"\b(?:(?<![a-z] )(?:1|mot) )?(?:dua|chau|be|anh|em|chi) "
    r"(?:(?:lon|nho|dau|giua|sau|ut|be|ke) )?(?:thi |dang )?(?:hoc )?(?=\d\d?\b(?! ?lop))"
)
_LETTER_L = re.compile(r"(?<!\w)[lL]\.?(?=\d{1,2}(?:[a-kA-K]\d{0,2})?(?!\w))")
# "sắp thi đại học" is in the twelfth; "nhà trẻ" is no "ở nhà".
_NOT_THERE_YET = re.compile(
    r"\b(?:thi|vào|vô|lên) (?:đại học|cao đẳng|tốt nghiệp)"
    r"|\b(?:sắp|sap|chuẩn bị) (?:ra trường|ra truong|tốt nghiệp)",
    re.IGNORECASE,
)
_AT_NURSERY = re.compile(r"\bở (?=nhà trẻ)|\bo (?=nha tre)", re.IGNORECASE)
_ROOM_BEHIND = re.compile(r"(?<=[a-z]) ?\d\d?$")  # "choi 2"
_NURSERY_ALONE = re.compile(r"(?<!lớp )\b(?=(?:lá|chồi|mầm)\b(?! non))", re.IGNORECASE)
# "học hết lớp 9 nghỉ"
_LEFT = re.compile(
    rf"\b(?:het|xong) (?:lop )?{_GRADE} (?:la |roi |thi )?nghi\b(?! (?:he|tet|le|dich))"
    r"|\b(?:xong|het) (?:lop )?12\b"
)
# "2k16" is a year of birth, "số 2" of a school its name, "4-5 tuổi" two ages; "thôn 2", "xã A Lưới 1"
# are places, and who types "hộ nghèo 2" answers another question.
_NO_CLASS = re.compile(
    r"\b(?:thon|ban|buon|lang|ap|xom|khom|tdp|to dan pho|khu pho|to|phuong|quan|xa|huyen"
    r"|ngheo|a luoi)(?! (?:lop|khoi|hoc)\b)(?: (?!(?:lop|khoi|hoc)\b)[a-z]+){0,3} ?\d+(?![\w/])"
    r"|(?<!\w)2k ?\d\d?(?!\w)|\b\d ?- ?\d tuoi\b|\b\d+ ?- ?\d+ thang\b|\btruong [^,;]*?\bso \d+"
    r"|\b(?:hoc luc|kien thuc|sach) (?:chi |nhu |bang |cua )*lop \d+"
)
# "lá 2" is the second of the classes for children of five.
_NURSERY_ROOM = re.compile(
    r"\b(lá|chồi|mầm|(?:lop|lớp) (?:la|choi|mam)|(?:mẫu giáo|mau giao) (?:lớn|lon|nhỡ|nho|bé|be))"
    r" ?(?:\d\d?|[a-h])(?!\w)",
    re.IGNORECASE,
)
_NURSERY_LEARNT = re.compile(r"\bhọc (?=(?:lá|chồi|mầm)\b)", re.IGNORECASE)
# "ghép 2 lớp 3 và 4", "lớp 1 và 2 ghép"
_TWO_CLASSES = re.compile(
    rf"\bghep (?:2|hai|3|ba) (?:lop|trinh do) (?:lop )?(?={_GRADE}{_AND}{_GRADE})"
)
# "lớp 2 nhưng học ghép với lớp 3"
_TAUGHT_WITH = re.compile(
    rf"\b(lop {_GRADE}) (?:\w+ ){{1,3}}(?:(?=ghep (?:voi|cung) )|chung (?:lop )?(?=voi ))"
)
_GHEP_LAST = re.compile(
    rf"\blop ({_GRADE}(?: va | voi |, ?| ?\+ ?| ?- ?)(?:lop )?{_GRADE}) (?:hoc )?ghep(?! voi| lop| \d)"
)
_FELLOW = re.compile(r"\bthằng(?: cu)?(?!\w)", re.I)  # without marks it is "tháng"
_SUM_LAST = re.compile(r"\b(?:lop )?(\d\d? ?\+ ?\d\d?) ghep\b")  # "1+2 ghép"
_COMMA = re.compile(r"(\blop ?\d\d?) ?, ?(?=\d\d?(?!\d| ?tuoi))")  # "lớp 3,4"
_SHORT_AGE = re.compile(r"\b([2-5]) ?(?:t|tui)\b")
# "1 lớp 8, 1 mầm non": one child each.
_ONE_EACH = re.compile(r"(?<![a-z] )\b(?:1|mot) (?=lop|mam non|mau giao|nha tre)")
_AGE_IN_WORDS = re.compile(r"\b(ba|bon|nam) tuoi\b")
_LETTERS = {"bê": "b", "xê": "c", "đê": "d"}
_LETTER_IN_WORDS = re.compile(r"(?<!\w)(?:bê|xê|đê)(?!\w)", re.IGNORECASE)
_SHORT = re.compile(r"\bmg\b")
_NURSERY_AGE = re.compile(r"(?<!\w)([345]|ba|bon|nam) ?tuoi")
# "lớp 5 năm nay lên lớp 6": the class of this year or of the next, nobody can tell.
_MOVES_UP = re.compile(r"\b(?:len|vao|vo) (?:lop )?$")
_EITHER = re.compile(r"\b(?:hay|hoac)(?: la)? (?:lop )?$")
_NEXT = re.compile(r"\s?(?:,|;|va|voi|&|\+)\s?")


@cache
def _pattern() -> re.Pattern[str]:
    """All writings of a class; the group that matched names the kind."""
    nursery = "|".join(sorted(_nursery("nursery"), key=len, reverse=True))
    return re.compile(
        rf"\b(?:lop )?ghep (?:lop |nhom |trinh do |doi tuong |hai |2 (?=lop))*"
        rf"\(?(?:lop )?(?P<first>{_GRADE}){_AND}(?P<second>{_GRADE})"
        rf"(?:{_AND}(?P<third>{_GRADE}))?(?![\w/])"
        rf"|\blop ?(?P<joins>{_GRADE} ghep (?:voi |va )?(?:lop )?{_GRADE})(?![\w/])"
        rf"|\blop ?(?P<sum>{_GRADE} ?\+ ?(?:lop )?{_GRADE})(?![\w/])"
        rf"|\b{_ADULT}(?:[ :,\-]*(?:lop|khoi)? ?|(?: \w+){{1,3}}? lop ?)"
        rf"(?P<adult>{_GRADE})(?P<adult_room>[a-k]\d{{0,2}})?(?![\w/])"
        rf"|\b(?:lop ?(?P<adult_after>{_GRADE})|(?P<adult_digits>\d\d?)) "
        rf"(?:he |o |tai |hoc |ben |trung tam |tt )*{_ADULT}\b"
        rf"|\b(?:lop )?(?P<nursery>{nursery})\b(?! ?\d(?!\d? ?(?:tuoi|thang)))"
        rf"|\b(?:lop|khoi) ?(?:la |so )?(?P<spoken>{_IN_WORDS})"
        rf"(?! {_IN_WORDS}(?! (?:dua|con|chau)))(?P<spoken_room> [bcd]\b)?(?P<polite_word> a\b)?"
        r"|(?P<lop>\b(?:lop|khoi) ?(?:la |so )?)?(?<![\d/.\-_])(?(lop)|(?<![a-z])(?<!cap ))"
        r"(?P<grade>\d\d?)"
        r"(?P<room> ?/ ?\d\d?|(?(lop)\.\d\d?|(?!))|-?[a-hk-n]\d{0,2}| [a-hk-n]\d| [bcd])?(?P<polite> a)?"
        rf"(?![\w/]|[.,\-]\d| ?(?:tuoi|thang))"
        rf"(?(lop)|(?(room)|(?! ?(?:{_COUNTED})\b(?! (?:{_WHICH_CHILD})\b))))"
    )


@cache
def _nursery(key: str) -> dict[str, str]:
    return {fold(word): value for value, words in load("grades")[key].items() for word in words}


@cache
def _said(key: str) -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in load("grades")["said"][key])


def _number(said: str) -> int | None:
    value = value_of(said.split())
    return value if value and value <= _HIGHEST else None


def _value(match: re.Match[str]) -> str | None:
    if match["nursery"]:
        return _nursery("nursery")[match["nursery"]]
    if match["first"] or match["sum"] or match["joins"]:
        named = [match[name] for name in ("first", "second", "third") if match[name]]
        said = named or _JOINT.split(match["sum"] or match["joins"])
        grades = [str(grade) for one in said if (grade := _number(one))]
        return f"ghep:{'+'.join(grades)}" if len(grades) == len(said) else None
    adult = match["adult"] or match["adult_after"] or match["adult_digits"]
    grade = _number(adult or match["spoken"] or match["grade"])
    said_room = match["room"] or match["spoken_room"] or match["adult_room"] or ""
    room = re.sub("[ -]", "", said_room).replace(".", "/").upper()
    return f"{'gdtx:' if adult else ''}{grade}{room}" if grade else None


def _is_bare(match: re.Match[str]) -> bool:
    return bool(match["grade"]) and not match["lop"] and not (match["room"] or "").strip("/ ")


def _is_behind_a_name(match: re.Match[str], plain: str) -> bool:
    """Whether words of no talk stand before a number: "mường lát 1" may be a commune."""
    before = split(plain[: match.start()])
    return sum(_said("talk").whole([word]) is None for word in before) > 1


def _classes(text: str) -> Iterator[re.Match[str]]:
    """The classes said; a bare number counts where nothing but numbers is said, or after a class."""
    found = list(_pattern().finditer(text))
    only_bare, corrected = all(map(_is_bare, found)), is_corrected(text)
    end = -1
    for match in found:
        follows = end >= 0 and (corrected or _NEXT.fullmatch(text[end : match.start()]))
        if only_bare or not _is_bare(match) or follows:
            end = match.end()
            yield match


def _one_of(match: re.Match[str], plain: str, others: set[str]) -> str | None:
    """The class of a writing; "mầm non" says nothing beside "lớp lá", and the age tells its class."""
    value = _value(match)
    if value != "mn":
        return value
    if others:
        return None
    age = _NURSERY_AGE.search(plain)
    return _nursery("nursery")[f"mau giao {value_of([age[1]])} tuoi"] if age else value


def read_grade(text: str) -> Reading[str]:
    """The class or, of several children, the classes joined by `;`, in the order said."""
    text = _AT_NURSERY.sub("", _NOT_THERE_YET.sub("", line_of(text)))
    words = split(text)
    if "?" in text or _said("none").anywhere(words):
        return NOTHING
    text = _FELLOW.sub("đứa", text)
    line = _NURSERY_ROOM.sub(r"\1", _LETTER_L.sub("lớp ", _PARTICLE.sub("", text)))
    line = _NURSERY_ALONE.sub("lớp ", _NURSERY_LEARNT.sub("", line))
    if spaced := _SPACED_CLASS.fullmatch(line):
        line = f"lớp {''.join(spaced.groups())}"
    line = _ARROW.sub("lên ", _OH.sub(", à nhầm ", _WRITTEN_LOP.sub("lớp ", line)))
    line = _WORD_AND_CAPITAL.sub(
        lambda said: f"{said[1] or ''}{value_of(said[2].lower().split())}", line
    )
    line = _LETTER_IN_WORDS.sub(lambda said: _LETTERS[said[0].lower()], line)
    plain = fold(recover(_SPACED_LETTER.sub("", _SPACED_ROOM.sub(r"\1", line))))
    worded = _WORD_AND_ROOM.fullmatch(plain.strip(" .!"))
    if worded:
        plain = f"lop {value_of(worded[1].split())}{worded[2]}"
    plain = _NO_CLASS.sub(" ", _MONTHS.sub("nha tre", plain) if "thang" in plain else plain)
    plain = _ROOM_OVER.sub(lambda room: f"{_number(room[1])}/{_number(room[2])}", plain)
    plain = _ROOM_IN_WORDS.sub(
        lambda room: f"{_number(room[1])}{room[2]}{value_of([room[3]])}", plain
    )
    if _LEFT.search(plain):
        return NOTHING
    plain = _COMMA.sub(r"\1, ", _SUM_LAST.sub(r"lop ghep \1", plain))
    plain = _TWO_CLASSES.sub("ghep lop ", _GHEP_LAST.sub(r"lop ghep \1", plain))
    plain = _TAUGHT_WITH.sub(r"\1 ghep ", plain).replace("ghep ghep", "ghep")
    if len(_CHILD_AND_CLASS.findall(plain)) > 1:
        plain = _CHILD_AND_CLASS.sub("lop ", plain)
    plain = _AGE_IN_WORDS.sub(lambda age: f"{value_of([age[1]])} tuoi", plain)
    plain = _SHORT_AGE.sub(r"\1 tuoi", _ONE_EACH.sub("", _SHORT.sub("mau giao", plain)))
    alone = _nursery("alone").get(_ROOM_BEHIND.sub("", plain.strip(" .!")))
    if alone:
        return sure(alone)
    said = list(_classes(plain))
    values = [_value(match) for match in said]
    if not values or None in values:
        return NOTHING
    specific = {value for value in values if value and value.startswith("mn:")}
    found = [
        (match.start(), match.end(), one)
        for match in said
        if (one := _one_of(match, plain, specific))
    ]
    if is_corrected(plain):
        return right_one(plain, [(start, end, unsure(one)) for start, end, one in found])
    of_today = [
        one
        for one in found
        if not (_OTHER_YEAR.search(plain[: one[0]]) or _LAST_YEAR.match(plain[one[1] :]))
    ]
    doubted = 0 < len(of_today) < len(found)
    found = of_today or found
    roomy = {one for _start, _end, one in found if not one.isdecimal()}
    # "lớp 7 (7A)"
    found = [one for one in found if not any(re.match(rf"{one[2]}(?=[A-Z/])", r) for r in roomy)]
    joint = [one for _start, _end, one in found if one.startswith("ghep:")]
    if joint:
        # "lớp 2 (ghép 2+3)"
        taught = set(joint[0].removeprefix("ghep:").split("+"))
        found = [(start, end, one) for start, end, one in found if one not in taught]
    either = [one for one in found[1:] if _EITHER.search(plain[: one[0]])]
    found = found[:1] if either else found
    moved_up = [one for start, _end, one in found if _MOVES_UP.search(plain[:start])]
    classes = ";".join(moved_up or [one for _start, _end, one in found])
    rest = _pattern().sub(" ", plain).split()
    vague = all(map(_is_bare, said)) and (len(rest) > 2 or _is_behind_a_name(said[0], plain))
    polite = any(match["polite"] or match["polite_word"] for match in said)
    guessed = bool(worded) and "lop" not in fold(line)
    doubtful = (
        vague or polite or guessed or moved_up or doubted or _said("doubtful").anywhere(words)
    )
    return unsure(classes) if doubtful else sure(classes)
