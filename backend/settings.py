"""Settings: read from the environment and a `.env`; a wrong one is named in one sentence."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from backend.endings import BadSetting
from backend.i18n import N_, _


def _with_a_port(url: str) -> str:
    urlsplit(url).port  # noqa: B018 - raises ValueError when it is no number
    return url


def _digits_alone(value: Any) -> Any:
    """pydantic would take the "3.000" of Vietnamese writing for 3."""
    if isinstance(value, str) and not value.isdecimal():
        raise ValueError
    return value


Count = Annotated[int, BeforeValidator(_digits_alone), Field(ge=0)]
Url = Annotated[str, StringConstraints(pattern=r"^https?://[^\s/]+\S*$")]
DatabaseUrl = Annotated[
    str,
    StringConstraints(pattern=r"^(sqlite:///.|postgres(ql)?(\+psycopg)?://.)"),
    AfterValidator(_with_a_port),
]
WebhookSecret = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{8,256}$")]
Digits = Annotated[str, StringConstraints(pattern=r"^[0-9]{1,30}$")]
BotName = Annotated[str, StringConstraints(pattern=r"^@?[A-Za-z][A-Za-z0-9_]{3,31}$")]
# Read here and not by pydantic-settings, whose complaint about broken JSON would be another one.
Texts = Annotated[
    dict[str, str], NoDecode, BeforeValidator(lambda v: json.loads(v) if isinstance(v, str) else v)
]


BackupKey = Annotated[SecretStr, Field(min_length=20)]
_ROLE = "((province|commune):)?(verifier|approver|storekeeper|inspector|administrator)"
TwoStepRoles = Annotated[str, StringConstraints(pattern=rf"^(none|{_ROLE}(, *{_ROLE})*)$")]


def _without_spaces(value: Any) -> Any:
    if isinstance(value, str) and not (
        value.isascii() and value.isprintable() and " " not in value
    ):
        raise ValueError
    return value


MetricsToken = Annotated[
    SecretStr, BeforeValidator(_without_spaces), Field(min_length=16, max_length=256)
]


class ChannelMode(StrEnum):
    """How messages come in: pushed by the platform, or fetched by the worker."""

    WEBHOOK = "webhook"
    POLLING = "polling"


class Settings(BaseSettings):
    """Every setting of the service; the environment's names are these in capitals."""

    model_config = SettingsConfigDict(
        env_file=".env",
        env_file_encoding="utf-8-sig",  # Notepad begins a file with a byte-order mark
        extra="ignore",
        env_ignore_empty=True,
    )

    database_url: DatabaseUrl = Field(
        "sqlite:///noisong.db", description="SQLite file or PostgreSQL"
    )
    encryption_keys: SecretStr | None = Field(
        None, description="keys from `noisong keys new`, newest first; needed wherever data is kept"
    )
    host: str = Field("127.0.0.1", description="address that the web server listens on")
    port: int = Field(8000, ge=1, le=65535, description="port that the web server listens on")
    public_url: Url | None = Field(
        None, description="https address under which the platforms reach this service"
    )
    channel_mode: ChannelMode | None = Field(
        None, description="webhook or polling; webhook when PUBLIC_URL is set, otherwise polling"
    )
    telegram_token: SecretStr | None = Field(None, description="token from @BotFather")
    telegram_webhook_secret: WebhookSecret | None = Field(
        None, description="8-256 letters, digits, _ or -; required for Telegram by webhook"
    )
    telegram_api_url: Url = Field("https://api.telegram.org", description="Bot API server")
    telegram_proxy_url: str | None = Field(
        None, description="proxy for Telegram, when it is blocked"
    )
    telegram_bot_name: BotName | None = Field(
        None, description="the bot's name at t.me, for links on posters and public pages"
    )
    zalo_token: SecretStr | None = Field(None, description="token from Zalo Bot Manager")
    zalo_webhook_secret: WebhookSecret | None = Field(
        None, description="8-256 letters, digits, _ or -; required for Zalo by webhook"
    )
    zalo_api_url: Url = Field(
        "https://bot-api.zaloplatforms.com", description="Zalo Bot API server"
    )
    zalo_monthly_quota: Count = Field(
        3000, description="messages that Zalo lets the bot send in a month; 0 for no limit"
    )
    zalo_link: Url | None = Field(
        None, description="link that opens the chat on Zalo, for posters and public pages"
    )
    zalo_oa_app_id: Digits | None = Field(
        None, description="id of the app that is linked to the Official Account"
    )
    zalo_oa_app_secret: SecretStr | None = Field(None, description="the app's secret key")
    zalo_oa_webhook_secret: SecretStr | None = Field(
        None, description='"OA Secret Key" on the app\'s webhook page'
    )
    zalo_oa_refresh_token: SecretStr | None = Field(
        None, description="the first refresh token; later ones are kept in the database"
    )
    zalo_oa_template_id: str | None = Field(
        None, description="approved template that says there is news, after seven days of silence"
    )
    zalo_oa_template_data: Texts = Field(
        {}, description="JSON object with the values of the template's parameters"
    )
    zalo_oa_api_url: Url = Field("https://openapi.zalo.me", description="Zalo's OpenAPI server")
    zalo_oa_oauth_url: Url = Field(
        "https://oauth.zaloapp.com", description="Zalo's server for tokens"
    )
    simulator: bool = Field(False, description="the chat simulator at /simulator (never in public)")
    secure_cookies: bool = Field(True, description="send cookies over https only; off in the demo")
    two_step_roles: TwoStepRoles = Field(
        "province:administrator",
        description="roles that need an authenticator app to sign in; none for nobody",
    )
    backup_key: BackupKey | None = Field(None, description="passphrase that encrypts backups")
    backup_folder: Path | None = Field(None, description="where the worker puts one every night")
    backup_keep: Annotated[Count, Field(ge=1)] = Field(
        14, description="how many nightly backups are kept; older ones are deleted"
    )
    metrics_token: MetricsToken | None = Field(
        None,
        description="what a monitoring server shows to read /metrics; without it only loopback",
    )
    worker_metrics_port: int | None = Field(
        None, ge=1, le=65535, description="port at which `noisong worker` tells what it counts"
    )
    operator_name: str = Field("UBND xã", description="who runs the service, named in the greeting")
    operator_phone: str | None = Field(None, description="telephone of the office, told to people")

    @property
    def mode(self) -> ChannelMode:
        """The chosen way in, or the one that follows from `PUBLIC_URL`."""
        if self.channel_mode:
            return self.channel_mode
        return ChannelMode.WEBHOOK if self.public_url else ChannelMode.POLLING

    @model_validator(mode="after")
    def _official_account_is_complete(self) -> "Settings":
        if self.zalo_oa_app_id is None:
            return self
        for name in ("zalo_oa_app_secret", "zalo_oa_webhook_secret", "zalo_oa_refresh_token"):
            if not getattr(self, name):
                raise ValueError(f"{name}|" + _("cần có khi dùng Zalo OA"))
        if self.mode is not ChannelMode.WEBHOOK:
            raise ValueError(
                "channel_mode|" + _("Zalo OA chỉ nhận tin qua webhook, cần PUBLIC_URL")
            )
        return self

    @model_validator(mode="after")
    def _webhook_is_complete(self) -> "Settings":
        if self.mode is not ChannelMode.WEBHOOK:
            return self
        if self.public_url is None:
            raise ValueError("public_url|" + _("cần có khi CHANNEL_MODE=webhook"))
        for name in ("telegram", "zalo"):
            if getattr(self, f"{name}_token") and not getattr(self, f"{name}_webhook_secret"):
                raise ValueError(f"{name}_webhook_secret|" + _("cần có khi nhận tin qua webhook"))
        return self


def load(**overrides: Any) -> Settings:
    """The settings of this process. Raises `BadSetting` naming the first wrong one, never its value."""
    try:
        return Settings(**overrides)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
        if first["loc"]:
            name = str(first["loc"][0])
            reason = _(_EXPECTED[name]) if name in _EXPECTED else first["msg"]
        else:
            name, _sep, reason = first["msg"].removeprefix("Value error, ").partition("|")
        raise BadSetting(
            _("Thiết lập {name} chưa đúng: {reason}.").format(name=name.upper(), reason=reason)
        ) from None
    except UnicodeDecodeError:
        raise BadSetting(_("Tệp .env không phải UTF-8. Lưu lại tệp với mã UTF-8.")) from None


_URL = N_("cần địa chỉ bắt đầu bằng https:// hoặc http://")
_SECRET = N_("cần 8 đến 256 chữ cái không dấu, chữ số, dấu _ hoặc -")
_BOOLEAN = N_("cần true hoặc false")
_EXPECTED = {
    "database_url": N_("cần dạng sqlite:///tệp.db hoặc postgresql://máy/cơ-sở-dữ-liệu"),
    "port": N_("cần số từ 1 đến 65535"),
    "channel_mode": N_("cần webhook hoặc polling"),
    "public_url": _URL,
    "telegram_api_url": _URL,
    "telegram_bot_name": N_("cần tên bot như trong t.me/tên_bot"),
    "zalo_api_url": _URL,
    "zalo_link": _URL,
    "telegram_webhook_secret": _SECRET,
    "zalo_webhook_secret": _SECRET,
    "zalo_monthly_quota": N_("cần một số từ 0 trở lên"),
    "zalo_oa_app_id": N_("cần một dãy chữ số"),
    "zalo_oa_template_data": N_('cần dạng JSON như {"ngay": "{today}"}'),
    "zalo_oa_api_url": _URL,
    "zalo_oa_oauth_url": _URL,
    "metrics_token": N_("cần 16 đến 256 ký tự không dấu, không có dấu cách"),
    "worker_metrics_port": N_("cần số từ 1 đến 65535"),
    "simulator": _BOOLEAN,
    "secure_cookies": _BOOLEAN,
    "backup_key": N_("cần ít nhất 20 ký tự, ví dụ kết quả của `openssl rand -base64 32`"),
    "backup_folder": N_("cần tên một thư mục"),
    "backup_keep": N_("cần một số từ 1 trở lên"),
    "two_step_roles": N_("cần none, hoặc các vai trò như province:administrator, approver"),
}
