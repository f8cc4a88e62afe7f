"""What is read aloud over the commune's loudspeakers: whole sentences, numbers in words, no name of a
family or a child."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from backend.approved_lists.models import RowKind
from backend.approved_lists.paper import ApprovedListPaper
from backend.deliveries.queries import HandOverMinutes
from backend.i18n import _
from backend.papers import rules
from backend.papers.spoken import day_in_words, digits_in_words, hour_in_words, in_words

FEWEST_RESULTS = 5  # results may be about children of one class
FEWEST = 3  # a hamlet with fewer families is not named: a number can point at a house, too


@dataclass(frozen=True)
class Announcement:
    """A text to be read aloud, one breath a paragraph."""

    title: str
    paragraphs: Sequence[str]


def of_list(said: ApprovedListPaper, phone: str = "", fewest: int = FEWEST) -> Announcement:
    """That a list was decided, how many in which hamlet, and where it can be read. Fewer than
    `fewest` are not counted out."""
    counted = [row for row in said.rows if row.kind is not RowKind.REMOVED]
    counted_words = _("Có {count} trường hợp được duyệt.")
    told = [
        _("Ủy ban nhân dân {unit} xin thông báo.").format(unit=rules.plain(said.unit)),
        _("{day}, đã có quyết định phê duyệt hỗ trợ theo chương trình {programme}.").format(
            day=_capital(day_in_words(said.date)) if said.date else _("Vừa qua"),
            programme=_bare(said.programme),
        ),
        *([counted_words.format(count=in_words(len(counted)))] if len(counted) >= fewest else []),
        *_by_hamlet([row.hamlet for row in counted], fewest),
        _(
            "Danh sách được niêm yết tại trụ sở Ủy ban nhân dân {unit} và nhà văn hóa các thôn. Mời "
            "bà con đến xem."
        ).format(unit=rules.plain(said.unit)),
        *_closing(said.unit, phone),
    ]
    return Announcement(_("Thông báo danh sách được hỗ trợ"), told)


def of_day(said: HandOverMinutes, phone: str = "") -> Announcement:
    """Where and when devices are handed over, and what to bring."""
    told = [
        _("Ủy ban nhân dân {unit} xin thông báo.").format(unit=rules.plain(said.unit)),
        _("{time}, {day}, tại {place}, có buổi bàn giao máy cho các cháu học sinh.").format(
            time=_capital(hour_in_words(said.starts_at)),
            day=day_in_words(said.date),
            place=rules.plain(said.place),
        ),
        _("Mời {count} gia đình đã được nhắn tin hoặc báo trước đến nhận máy.").format(
            count=in_words(len(said.rows))
        ),
        _(
            "Bà con nhớ mang theo căn cước. Ai không đến được thì nhờ người nhà đến nhận thay và báo "
            "trước cho cán bộ."
        ),
        *_closing(said.unit, phone),
    ]
    return Announcement(_("Thông báo buổi bàn giao máy"), told)


@dataclass(frozen=True)
class Results:
    """What a programme brought to a place since a day: how many asked, were approved, have what they
    asked for, and have a data package."""

    programme: str
    thing: str
    made: int
    approved: int
    handed_over: int
    packages: int


def of_results(unit: str, since: date, found: Sequence[Results], phone: str = "") -> Announcement:
    """How far each programme is. A number below `FEWEST_RESULTS` is not read out, and nothing of which
    one could be counted out."""
    told = [
        _("Ủy ban nhân dân {unit} xin thông báo kết quả hỗ trợ, tính từ {day}.").format(
            unit=rules.plain(unit), day=day_in_words(since)
        )
    ]
    for each in found:
        told += _of_programme(each)
    if len(told) == 1:
        told.append(_("Các chương trình đang nhận đề nghị. Có kết quả, xã sẽ thông báo tiếp."))
    told.append(_("Nhà nào thuộc diện mà chưa gửi đề nghị, mời báo thôn trưởng hoặc cán bộ xã."))
    return Announcement(_("Thông báo kết quả"), [*told, *_closing(unit, phone)])


def _of_programme(said: Results) -> Sequence[str]:
    thing = _bare(said.thing)
    sentences = (
        (said.made, _("đã có {count} đề nghị")),
        (said.approved, _("{count} đề nghị được duyệt")),
        (said.handed_over, _("{count} trường hợp đã nhận {thing}")),
        (said.packages, _("{count} gói cước đã mở")),
    )
    parts: list[str] = []
    before: int | None = None
    for count, words in sentences:
        if count < FEWEST_RESULTS or (before is not None and 0 < before - count < FEWEST_RESULTS):
            continue  # it is small, or what is missing to the number before is
        parts.append(words.format(count=in_words(count), thing=thing))
        before = count
    if not parts:
        return ()
    words = _("Chương trình {programme}: {results}.")
    return [words.format(programme=_bare(said.programme), results=", ".join(parts))]


def _by_hamlet(hamlets: Sequence[str], fewest: int) -> Sequence[str]:
    counts = Counter(rules.plain(hamlet) for hamlet in hamlets)
    named = {hamlet: count for hamlet, count in counts.items() if hamlet and count >= fewest}
    rest = len(hamlets) - sum(named.values())
    if not named or 0 < rest < fewest:
        return ()  # what is left over could be counted out
    words = _("{hamlet}: {count} trường hợp.")
    told = [
        words.format(hamlet=_capital(hamlet), count=in_words(count))
        for hamlet, count in sorted(named.items())
    ]
    if rest:
        told.append(words.format(hamlet=_("Các nơi còn lại"), count=in_words(rest)))
    return told


def _closing(unit: str, phone: str) -> Sequence[str]:
    free = _("Máy được tặng, không thu tiền. Ai đòi tiền, bà con báo ngay cho Ủy ban nhân dân.")
    where = _("Cần hỏi thêm, mời bà con gặp cán bộ tại Ủy ban nhân dân {unit}").format(
        unit=rules.plain(unit)
    )
    call = _(", hoặc gọi số {digits}").format(digits=digits_in_words(phone)) if phone else ""
    return free, f"{where}{call}.", _("Xin cảm ơn bà con.")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _bare(words: str) -> str:
    """Without quotation marks, which nobody can hear."""
    return rules.plain(words).translate(dict.fromkeys(map(ord, "“”\"'«»")))
