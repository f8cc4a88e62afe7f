"""Posters as a PDF: each one A4 page with a picture to scan and a code to type."""

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import segno

from backend.i18n import _
from backend.invitations.models import Invited
from backend.public.ways import Ways
from backend.typesetting import set_apart

TEMPLATE = Path(__file__).parent / "poster.typ"


def posters(words: Sequence[Mapping[str, object]]) -> bytes:
    """The PDF of what `words_of` says of each. It is handed over as data, so that nothing in a name
    is taken for markup."""
    return set_apart(TEMPLATE, json.dumps(words))


def words_of(invited: Invited, address: str, ways: Ways) -> dict[str, object]:
    """All that stands on one page. `address` is that of the page to which the picture leads;
    `picture` is the code to scan, as SVG."""
    return {
        "operator": ways.operator,
        "headline": _("Xin máy tính cho con học"),
        "offer": _("Cho học sinh hộ nghèo, cận nghèo, khó khăn mà chưa có máy. Không mất tiền."),
        "place": _capital(invited.place),
        "steps": [
            _("Quét hình\u00a0này"),
            _("Trả lời tin\u00a0nhắn"),
            _("Cán\u00a0bộ báo\u00a0tin"),
        ],
        "scan": _("Mã để quét bằng điện thoại"),
        "picture": _picture(address),
        "typing": [_("Không quét được?"), _("Nhắn mã này:")],
        "chats": [_shown(link) for link in (ways.zalo, ways.telegram.partition("?")[0]) if link],
        "code": invited.typed_code,
        "help": _help(ways),
        "phone": ways.phone,
        "call": _("Gọi điện thoại"),
        "warning": _("Không thu tiền. Không hỏi mật khẩu, không hỏi mã OTP."),
    }


def _picture(address: str) -> str:
    """Level H: still read when a third of it is torn, wet or dirty."""
    svg = io.BytesIO()
    segno.make_qr(address, error="h").save(svg, kind="svg", border=4, xmldecl=False)
    return svg.getvalue().decode()


def _shown(link: str) -> str:
    """A link as people type it: without "https://"."""
    return link.partition("://")[2].removeprefix("www.").rstrip("/")


def _help(ways: Ways) -> str:
    if ways.phone:
        return _("Không nhắn tin được? Gọi:")
    return _("Không nhắn tin được? Đến {operator}.").format(operator=ways.operator)


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
