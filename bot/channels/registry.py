"""Which channels this process has, by its settings."""

from backend.settings import Settings
from bot.channels.base import Channel
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo import ZaloChannel


def configured(settings: Settings) -> dict[str, Channel]:
    """A channel for each bot token that is set."""
    channels: dict[str, Channel] = {}
    if settings.telegram_token:
        channels["telegram"] = TelegramChannel(
            settings.telegram_token.get_secret_value(),
            settings.telegram_webhook_secret or "",
            base_url=_root(settings.telegram_api_url),
            proxy=settings.telegram_proxy_url,
        )
    if settings.zalo_token:
        channels["zalo"] = ZaloChannel(
            settings.zalo_token.get_secret_value(),
            settings.zalo_webhook_secret or "",
            base_url=_root(settings.zalo_api_url),
        )
    return channels


def _root(url: str) -> str:
    """The server's address; people also write it with the "/bot" at which the token follows."""
    return url.rstrip("/").removesuffix("/bot")
