"""The minutes of a day of handing devices over, to be signed there: of all families together, and for
each family a copy of its own."""

from collections.abc import Sequence

from backend.deliveries.queries import HandOverMinutes, MinutesRow
from backend.i18n import _
from backend.papers import rules
from backend.papers.shapes import Cell, Column, Paper, Paragraph, Signature, Table

_LINE = "…" * 20  # room to write a name


def minutes(said: HandOverMinutes) -> Paper:
    """What is to be signed: who gave what to whom. Before the day is closed it has room for names."""
    sign = _("(Ký, ghi rõ họ tên)")
    return Paper(
        agency=rules.agency(said.unit),
        number=rules.number_line("", "BB-UBND"),
        dateline=rules.dateline(said.unit, said.date),
        kind=_("BIÊN BẢN"),
        title=_title(said.programme),
        body=(
            *_when_and_who(said),
            Paragraph(_("các gia đình có tên dưới đây."), lead=_("Bên nhận:")),
            _checked(),
        ),
        table=_table(said),
        closing=(
            Paragraph(_("Số máy trong biên bản: {count}.").format(count=len(said.rows))),
            Paragraph(
                _(
                    "Gia đình nhận máy không phải trả tiền, giữ máy cho con học, khi máy hỏng thì báo "
                    "UBND xã. Biên bản lập thành 02 bản, đã đọc cho mọi người cùng nghe."
                )
            ),
        ),
        signatures=(
            Signature([_("ĐẠI DIỆN GIA ĐÌNH")], sign),
            Signature([_("NGƯỜI CHỨNG KIẾN")], sign),
            Signature([_("ĐẠI DIỆN BÊN GIAO")], sign),
        ),
        landscape=True,
    )


def family_minutes(said: HandOverMinutes) -> Sequence[Paper]:
    """A copy for each family, in the order of the day. It has room for a name where nobody is noted
    yet."""
    return [_of_family(said, row) for row in said.rows]


def _of_family(said: HandOverMinutes, row: MinutesRow) -> Paper:
    sign = _("(Ký, ghi rõ họ tên)")
    return Paper(
        agency=rules.agency(said.unit),
        number=rules.number_line("", "BB-UBND"),
        dateline=rules.dateline(said.unit, said.date),
        kind=_("BIÊN BẢN"),
        title=_title(row.programme),
        body=(
            *_when_and_who(said),
            Paragraph(_family(row), lead=_("Bên nhận:")),
            Paragraph(_receiver(row) or _LINE, lead=_("Người nhận:")),
            _checked(),
        ),
        table=_table_of_family(row),
        closing=(
            Paragraph(
                _(
                    "Gia đình nhận máy không phải trả tiền, giữ máy cho con học, khi máy hỏng thì báo "
                    "UBND xã. Biên bản lập thành 02 bản, mỗi bên giữ 01 bản."
                )
            ),
        ),
        signatures=(
            Signature([_("ĐẠI DIỆN GIA ĐÌNH")], sign, row.receiver),
            Signature([_("ĐẠI DIỆN BÊN GIAO")], sign),
        ),
    )


def _when_and_who(said: HandOverMinutes) -> tuple[Paragraph, ...]:
    when = _("{time} ngày {day}, tại {place}.").format(
        time=_hour(said.starts_at), day=rules.long_day(said.date), place=said.place
    )
    return (
        Paragraph(when, lead=_("Thời gian, địa điểm:")),
        Paragraph("; ".join(said.people) + ".", lead=_("Bên giao:")),
    )


def _checked() -> Paragraph:
    return Paragraph(_("Hai bên cùng kiểm tra máy, bật thử, đối chiếu số máy và bàn giao như sau:"))


def _table(said: HandOverMinutes) -> Table:
    columns = (
        Column(_("STT"), 5, centred=True),
        Column(_("Mã hồ sơ"), 19, centred=True),
        Column(_("Học sinh"), 22),
        Column(_("Lớp, trường"), 18),
        Column(_("Chủ hộ, thôn"), 22),
        Column(_("Máy"), 16),
        Column(_("Số sê-ri"), 21),
        Column(_("Người nhận"), 20),
        Column(_("Ký nhận"), 14),
    )
    return Table(columns, [_cells(row) for row in said.rows])


def _table_of_family(row: MinutesRow) -> Table:
    columns = (
        Column(_("Mã hồ sơ"), 18, centred=True),
        Column(_("Học sinh"), 20),
        Column(_("Lớp, trường"), 17),
        Column(_("Máy"), 17),
        Column(_("Số sê-ri"), 25),
    )
    return Table(columns, [(row.code, row.child, _school(row), row.device, row.serial)])


def _cells(row: MinutesRow) -> tuple[Cell, ...]:
    return (
        row.number,
        row.code,
        row.child,
        _school(row),
        _joined(row.head, row.hamlet),
        row.device,
        row.serial,
        _receiver(row),
        "",
    )


def _family(row: MinutesRow) -> str:
    return _("gia đình {head}.").format(head=_joined(row.head, row.hamlet))


def _school(row: MinutesRow) -> str:
    return _joined(row.class_name, row.school)


def _receiver(row: MinutesRow) -> str:
    return f"{row.receiver} ({row.relation})" if row.relation else row.receiver


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _hour(clock: str) -> str:
    hour, _colon, minute = clock.partition(":")
    return _("{hour} giờ {minute} phút").format(hour=hour, minute=minute) if minute else clock


def _title(programme: str) -> str:
    named = _("chương trình “{name}”").format(name=programme)
    return _("Bàn giao thiết bị học tập theo {programme}").format(programme=named)
