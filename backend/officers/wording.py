"""What officers read about accounts and sessions."""

import segno

from backend import clock, i18n
from backend.i18n import _
from backend.officers import browsers
from backend.officers.models import OfficerSession
from backend.officers.sign_in import LastTime


def picture(text: str) -> str:
    """A square code (QR) as an address that an <img> shows."""
    return segno.make_qr(text).svg_data_uri(border=4, scale=4, light="#fff")


def from_where(browser: str, network: str) -> str:
    """ "Chrome trên máy tính Windows, mạng 113.161.*"."""
    words = browsers.in_words(browser)
    return (
        _("{browser}, mạng {network}").format(browser=words, network=network) if network else words
    )


def session_words(row: OfficerSession) -> str:
    """Which browser, and from where."""
    return from_where(row.browser, row.network)


def last_time_words(last: LastTime | None) -> str:
    """What an officer is told after signing in; "" the first time."""
    if last is None:
        return ""
    at = clock.local(last.at)
    words = _("Lần đăng nhập trước: {time} ngày {day}, {where}.").format(
        time=f"{at:%H:%M}", day=i18n.day(at.date()), where=from_where(last.browser, last.network)
    )
    if last.failures:
        words += " " + _(
            "Từ lần đó có {count} lần nhập sai. Không phải anh/chị thì nên đổi mật khẩu."
        ).format(count=last.failures)
    return words
