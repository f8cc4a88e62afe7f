"""The minutes of a day of handing devices over, to be signed there."""

from backend.deliveries.queries import HandOverMinutes, MinutesRow
from backend.i18n import _
from backend.papers import rules
from backend.papers.shapes import Cell, Column, Paper, Paragraph, Signature, Table


def minutes(said: HandOverMinutes) -> Paper:
    """What is to be signed: who gave what to whom. Before the day is closed it has room for names."""
    sign = _("(Ký, ghi rõ họ tên)")
    return Paper(
        agency=rules.agency(said.unit),
        number=rules.number_line("", "BB-UBND"),
        dateline=rules.dateline(said.unit, said.date),
        kind=_("BIÊN BẢN"),
        title=_("Bàn giao thiết bị học tập theo {programme}").format(programme=_programme(said)),
        body=(
            Paragraph(
                _("{time} ngày {day}, tại {place}.").format(
                    time=_hour(said.starts_at), day=rules.long_day(said.date), place=said.place
                ),
                lead=_("Thời gian, địa điểm:"),
            ),
            Paragraph("; ".join(said.people) + ".", lead=_("Bên giao:")),
            Paragraph(_("các gia đình có tên dưới đây."), lead=_("Bên nhận:")),
            Paragraph(
                _("Hai bên cùng kiểm tra máy, bật thử, đối chiếu số máy và bàn giao như sau:"),
            ),
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


def _cells(row: MinutesRow) -> tuple[Cell, ...]:
    receiver = f"{row.receiver} ({row.relation})" if row.relation else row.receiver
    return (
        row.number,
        row.code,
        row.child,
        _joined(row.class_name, row.school),
        _joined(row.head, row.hamlet),
        row.device,
        row.serial,
        receiver,
        "",
    )


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _hour(clock: str) -> str:
    hour, _colon, minute = clock.partition(":")
    return _("{hour} giờ {minute} phút").format(hour=hour, minute=minute) if minute else clock


def _programme(said: HandOverMinutes) -> str:
    return _("chương trình “{name}”").format(name=said.programme)
