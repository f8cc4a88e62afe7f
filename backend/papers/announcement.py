"""What is read aloud over the commune's loudspeakers: whole sentences, numbers in words, no name of a
family or a child."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from backend.approved_lists.models import RowKind
from backend.approved_lists.queries import ApprovedListPaper
from backend.deliveries.queries import HandOverMinutes
from backend.i18n import _
from backend.papers import rules
from backend.papers.spoken import day_in_words, digits_in_words, hour_in_words, in_words

FEWEST = 3  # a hamlet with fewer families is not named: a number can point at a house, too


@dataclass(frozen=True)
class Announcement:
    """A text to be read aloud, one breath a paragraph."""

    title: str
    paragraphs: Sequence[str]


def of_list(said: ApprovedListPaper, phone: str = "") -> Announcement:
    """That a list was decided, how many in which hamlet, and where it can be read."""
    counted = [row for row in said.rows if row.kind is not RowKind.REMOVED]
    told = [
        _("Ủy ban nhân dân {unit} xin thông báo.").format(unit=rules.plain(said.unit)),
        _("{day}, đã có quyết định phê duyệt hỗ trợ theo chương trình {programme}.").format(
            day=_capital(day_in_words(said.date)) if said.date else _("Vừa qua"),
            programme=_bare(said.programme),
        ),
        _("Có {count} trường hợp được duyệt.").format(count=in_words(len(counted))),
        *_by_hamlet([row.hamlet for row in counted]),
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


def _by_hamlet(hamlets: Sequence[str]) -> Sequence[str]:
    counts = Counter(rules.plain(hamlet) for hamlet in hamlets)
    named = {hamlet: count for hamlet, count in counts.items() if hamlet and count >= FEWEST}
    rest = len(hamlets) - sum(named.values())
    if not named or 0 < rest < FEWEST:
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
