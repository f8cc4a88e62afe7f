"""Which channels this process has, by its settings."""

from pydantic import SecretStr

from backend.settings import Settings
from bot.channels.base import Channel
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo import ZaloChannel
from bot.channels.zalo_oa import Account, ZaloOaChannel
from bot.channels.zalo_oa_tokens import Store


def configured(settings: Settings, tokens: Store | None = None) -> dict[str, Channel]:
    """A channel for each bot token that is set, and for the Official Account, whose tokens change
    and need a place to be kept."""
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
            monthly_quota=settings.zalo_monthly_quota or None,
        )
    if settings.zalo_oa_app_id and tokens:
        channels["zalo_oa"] = ZaloOaChannel(
            _account(settings),
            tokens,
            api_url=settings.zalo_oa_api_url.rstrip("/"),
            oauth_url=settings.zalo_oa_oauth_url.rstrip("/"),
        )
    return channels


def _account(settings: Settings) -> Account:
    return Account(
        settings.zalo_oa_app_id or "",
        _plain(settings.zalo_oa_app_secret),
        _plain(settings.zalo_oa_webhook_secret),
        _plain(settings.zalo_oa_refresh_token),
        settings.zalo_oa_template_id or "",
        settings.zalo_oa_template_data,
    )


def _plain(secret: SecretStr | None) -> str:
    return secret.get_secret_value() if secret else ""


def _root(url: str) -> str:
    """The server's address; people also write it with the "/bot" at which the token follows."""
    return url.rstrip("/").removesuffix("/bot")
