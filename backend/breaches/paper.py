"""The paper that tells the authority of a breach, with room for what only the operator knows."""

from dataclasses import dataclass
from datetime import datetime

from backend import clock
from backend.breaches.queries import Known
from backend.breaches.rules import Running
from backend.breaches.words import Told, data_told, people_told
from backend.i18n import _, day
from backend.papers import rules
from backend.papers.shapes import Paper, Paragraph, Section, Signature

BLANK = "[…]"


@dataclass(frozen=True)
class Said:
    """What the paper is made of; operator and phone as settings name them, "" where they do not."""

    known: Known
    operator: str
    phone: str


def notice(said: Said) -> Paper:
    """The notice as it stands now. Which form the law wants is for the operator to compare."""
    unit = said.known.unit
    return Paper(
        agency=rules.agency(unit),
        number=rules.number_line("", "TB-UBND"),
        dateline=rules.dateline(unit, clock.today()),
        kind=_("THÔNG BÁO"),
        title=_("Vi phạm quy định về bảo vệ dữ liệu cá nhân ({code})").format(
            code=said.known.breach.code
        ),
        body=(
            Paragraph(
                _("Cục An ninh mạng và phòng, chống tội phạm sử dụng công nghệ cao, Bộ Công an."),
                lead=_("Kính gửi:"),
            ),
        ),
        sections=(
            Section(_("I. BÊN THÔNG BÁO"), _sender(said)),
            Section(_("II. VIỆC ĐÃ XẢY RA"), _happened(said.known)),
            Section(_("III. HẬU QUẢ VÀ BIỆN PHÁP"), _measures(said.known)),
            Section(_("IV. ĐÃ BÁO CHO AI"), _told(said.known)),
        ),
        closing=(Paragraph(_("Điều chưa rõ vào lúc này sẽ được báo bổ sung.")),),
        signatures=(Signature(rules.signing("")),),
        recipients=(_("Như trên;"), _("Cơ quan cấp trên (b/c);"), _("Lưu: VT.")),
    )


def _sender(said: Said) -> list[Paragraph]:
    return [
        _line(_("Đơn vị:"), said.operator),
        _line(_("Điện thoại:"), said.phone),
        _line(_("Địa chỉ, thư điện tử:"), ""),
        _line(_("Người hoặc bộ phận bảo vệ dữ liệu cá nhân:"), ""),
        _line(_("Bên xử lý dữ liệu thay (nếu có):"), ""),
    ]


def _happened(known: Known) -> list[Paragraph]:
    own = known.account
    return [
        _line(_("Phát hiện lúc:"), _moment(own.found_at)),
        _line(_("Ai phát hiện:"), own.found_by),
        _line(_("Diễn biến:"), own.happened),
        _line(_("Địa điểm, hệ thống:"), ""),
        _line(_("Loại dữ liệu:"), data_told(own.data)),
        _line(_("Số người bị ảnh hưởng:"), people_told(own.people, own.is_counted)),
    ]


def _measures(known: Known) -> list[Paragraph]:
    own = known.account
    return [
        _line(_("Hậu quả đã thấy hoặc có thể xảy ra:"), own.consequences),
        _line(_("Biện pháp đã làm và sẽ làm:"), own.measures),
    ]


def _told(known: Known) -> list[Paragraph]:
    told = [
        _line(f"{one.receiver.label}:", _joined(_moment(one.told_at), one.note))
        for one, _writer in known.notices
        if one.is_told and one.receiver is not Told.AUTHORITY
    ]
    late = [one for one in known.clocks if one.clock.receiver is Told.AUTHORITY and one.is_late]
    return [*(told or [_line(_("Đến nay:"), "")]), *(_reason(one) for one in late)]


def _reason(one: Running) -> Paragraph:
    words = _("Lý do báo sau {hours} giờ:")
    return _line(words.format(hours=one.clock.hours), "")


def _line(lead: str, text: str) -> Paragraph:
    return Paragraph(text or BLANK, lead=lead)


def _joined(*parts: str) -> str:
    return ", ".join(part for part in parts if part)


def _moment(moment: datetime) -> str:
    local = clock.local(moment)
    return _("{time} ngày {day}").format(time=f"{local:%H:%M}", day=day(local.date()))
