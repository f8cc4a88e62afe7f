"""How a channel is, in an officer's words."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from backend.admin.layout import moment, number
from backend.health import facts
from backend.health.rules import ChannelHealth, Look
from backend.i18n import N_, _
from backend.messages.channel_names import channel_name
from backend.settings import Settings

TITLES = {
    Look.FINE: N_("Bình thường"),
    Look.SLOW: N_("Đang chậm"),
    Look.REFUSED: N_("Không gửi được"),
    Look.USED_UP: N_("Hết hạn mức tháng"),
    Look.STOPPED: N_("Đang dừng gửi"),
}
MEANINGS = {
    Look.FINE: N_("Tin đi ngay."),
    Look.SLOW: N_("Tin sẽ tới sau, anh/chị không cần gửi lại. Việc gấp thì gọi điện cho gia đình."),
    Look.REFUSED: N_(
        "Kênh không nhận mã kết nối của trợ lý. Tin được giữ lại, chưa mất. Báo người quản trị kiểm "
        "tra mã kết nối; việc gấp thì gọi điện cho gia đình."
    ),
    Look.USED_UP: N_(
        "Tin báo chờ sang tháng sau; người đang nhắn vẫn được trả lời nếu kênh cho gửi. Việc gấp thì "
        "gọi điện, hoặc báo qua thôn, qua trường."
    ),
    Look.STOPPED: N_(
        "Phần gửi tin trên máy chủ đang dừng. Tin được giữ lại, chưa mất. Báo người quản trị máy chủ "
        "ngay; việc gấp thì gọi điện cho gia đình."
    ),
}
BRIEFLY = {
    Look.FINE: N_("{channel} bình thường."),
    Look.SLOW: N_("{channel} đang chậm, tin sẽ tới sau."),
    Look.REFUSED: N_("{channel} không gửi được, tin được giữ lại."),
    Look.USED_UP: N_("{channel} hết hạn mức tháng, tin báo phải chờ."),
    Look.STOPPED: N_("{channel} đang dừng gửi, tin được giữ lại."),
}


def title(health: ChannelHealth) -> str:
    """Such as "Đang chậm"."""
    return _(TITLES[health.look])


def meaning(health: ChannelHealth) -> str:
    """What it means for the families, and what to do."""
    return _(MEANINGS[health.look])


def sentence(health: ChannelHealth) -> str:
    """Such as "Zalo đang chậm, tin sẽ tới sau. 12 tin đang chờ từ 08:10 22/11/2026."."""
    told = _(BRIEFLY[health.look]).format(channel=channel_name(health.channel))
    if health.since:
        words = _("{count} tin đang chờ từ {since}.")
        told += " " + words.format(count=number(health.waiting), since=moment(health.since))
    return told


def troubles(session: Session) -> list[str]:
    """A sentence for each channel whose messages are late or come back."""
    return [sentence(each) for each in facts.troubled(session)]


def configured(settings: Settings) -> Sequence[str]:
    """The channels that the settings name."""
    named = {
        "telegram": settings.telegram_token,
        "zalo": settings.zalo_token,
        "zalo_oa": settings.zalo_oa_app_id,
        "simulator-telegram": settings.simulator,
        "simulator-zalo": settings.simulator,
    }
    return [channel for channel, is_set in named.items() if is_set]
