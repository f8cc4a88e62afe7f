"""What the administrators of a province are told of the channels; nobody else can do anything
about it."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit, Level
from backend.i18n import _
from backend.message_quotas.models import ChannelMonth
from backend.message_quotas.rules import level
from backend.message_quotas.service import this_month
from backend.messages.channel_names import channel_name
from backend.messages.unreadable import unreadable_people
from backend.officers.models import Officer, Role


def troubles(session: Session, officer: Officer) -> list[str]:
    """Sentences on channels that run out of messages, and on people who cannot be read."""
    if not _answers_for_channels(session, officer):
        return []
    months = select(ChannelMonth).where(ChannelMonth.month == this_month())
    told = [_told(month) for month in session.scalars(months.order_by(ChannelMonth.channel))]
    if count := unreadable_people(session):
        words = _(
            "{count} tài khoản Zalo nhắn tới trong 30 ngày qua mà Zalo không cho trợ lý đọc "
            "(thường là tài khoản của trẻ em, người khuyết tật). Nhờ các xã, các trường báo để gia "
            "đình dùng máy của người lớn khác, dùng Telegram, hoặc đến xã."
        )
        told.append(words.format(count=count))
    return [words for words in told if words]


def _answers_for_channels(session: Session, officer: Officer) -> bool:
    unit = session.get(AdministrativeUnit, officer.unit_id)
    is_of_province = unit is not None and unit.level is Level.PROVINCE
    return is_of_province and officer.role is Role.ADMINISTRATOR


def _told(month: ChannelMonth) -> str:
    reached = level(month.pieces, month.quota) if month.quota else 0
    if not (reached and month.quota):
        return ""
    words = _("{channel} đã gửi {pieces} trên {quota} tin của tháng này.")
    if reached >= 100:
        words += " " + _(
            "Tin báo tạm dừng tới ngày 1 tháng sau; người đang nhắn vẫn được trả lời nếu {channel} "
            "cho gửi. Việc gấp, anh/chị gọi điện, hoặc báo qua thôn, qua trường."
        )
    else:
        words += " " + _(
            "Khi hết, tin báo phải chờ sang tháng. Anh/chị tính việc nâng gói, hoặc mời gia đình "
            "dùng Telegram."
        )
    number = "{:,}".format
    return words.format(
        channel=channel_name(month.channel),
        pieces=number(month.pieces).replace(",", "."),
        quota=number(month.quota).replace(",", "."),
    )
