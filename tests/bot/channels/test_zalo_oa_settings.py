"""An Official Account is wired by its settings, and a half of them is named."""

from pathlib import Path
from typing import Any

import pytest

from backend.channel_tokens.service import ChannelTokens
from backend.errors import Invalid
from backend.settings import Settings, load
from bot.channels.registry import configured
from tests.bot.channels.conftest import zalo_oa_account
from tests.fakes.zalo_oa import FakeZaloOa

ACCOUNT = zalo_oa_account()
COMPLETE = {
    "public_url": "https://xa.vn",
    "zalo_oa_app_id": ACCOUNT.app_id,
    "zalo_oa_app_secret": ACCOUNT.app_secret,
    "zalo_oa_webhook_secret": ACCOUNT.webhook_secret,
    "zalo_oa_refresh_token": ACCOUNT.refresh_token,
}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment without settings, in a folder without a `.env`."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


WRONG: list[tuple[dict[str, Any], str]] = [
    ({"zalo_oa_app_secret": None}, "ZALO_OA_APP_SECRET chưa đúng: cần có khi dùng Zalo OA."),
    ({"zalo_oa_app_secret": ""}, "ZALO_OA_APP_SECRET chưa đúng: cần có khi dùng Zalo OA."),
    ({"zalo_oa_webhook_secret": None}, "ZALO_OA_WEBHOOK_SECRET chưa đúng: cần có"),
    ({"zalo_oa_refresh_token": None}, "ZALO_OA_REFRESH_TOKEN chưa đúng: cần có khi"),
    ({"zalo_oa_app_id": "OA xã"}, "ZALO_OA_APP_ID chưa đúng: cần một dãy chữ số."),
    ({"public_url": None}, "CHANNEL_MODE chưa đúng: Zalo OA chỉ nhận tin qua webhook, cần PUBLIC"),
    ({"channel_mode": "polling"}, "CHANNEL_MODE chưa đúng: Zalo OA chỉ nhận tin qua webhook"),
    ({"zalo_oa_api_url": "zalo.me"}, "ZALO_OA_API_URL chưa đúng: cần địa chỉ"),
    ({"zalo_oa_oauth_url": "x"}, "ZALO_OA_OAUTH_URL chưa đúng: cần địa chỉ"),
    ({"zalo_oa_template_data": "{"}, "ZALO_OA_TEMPLATE_DATA chưa đúng: cần dạng JSON"),
    ({"zalo_oa_template_data": "[1]"}, "ZALO_OA_TEMPLATE_DATA chưa đúng: cần dạng JSON"),
    ({"zalo_oa_template_data": '{"a": 1}'}, "ZALO_OA_TEMPLATE_DATA chưa đúng: cần dạng JSON"),
    ({"zalo_oa_template_data": "null"}, "ZALO_OA_TEMPLATE_DATA chưa đúng: cần dạng JSON"),
]


@pytest.mark.parametrize(("change", "sentence"), WRONG)
def test_a_wrong_setting_is_named_in_one_sentence(
    monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], sentence: str
) -> None:
    for name, value in (COMPLETE | change).items():
        if value is not None:
            monkeypatch.setenv(name.upper(), value)
    with pytest.raises(Invalid) as refused:
        load()
    assert str(refused.value).startswith(f"Thiết lập {sentence}")
    assert not [secret for secret in COMPLETE.values() if secret in str(refused.value)]


def test_nothing_of_the_account_is_needed_without_it() -> None:
    assert load().zalo_oa_app_id is None


def test_the_values_of_the_template_come_from_the_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("ZALO_OA_TEMPLATE_DATA", '{"ngay": "{today}", "xa": "A Lưới 1"}')
    assert load().zalo_oa_template_data == {"ngay": "{today}", "xa": "A Lưới 1"}


def test_the_settings_show_no_secret() -> None:
    shown = repr(load(**COMPLETE))
    assert ACCOUNT.app_id in shown
    assert "TEST-oa" not in shown


async def test_the_account_that_is_set_is_the_one_that_talks_to_zalo(
    fake_zalo_oa: FakeZaloOa, token_store: ChannelTokens
) -> None:
    urls = {"zalo_oa_api_url": f"{fake_zalo_oa.url}/", "zalo_oa_oauth_url": fake_zalo_oa.url}
    channels = configured(load(**COMPLETE, **urls), token_store)
    assert list(channels) == ["zalo_oa"]
    channel = channels["zalo_oa"]
    await channel.start()
    assert fake_zalo_oa.trades == [ACCOUNT.refresh_token]
    await channel.stop()


def test_without_a_place_for_its_tokens_there_is_no_account() -> None:
    assert configured(load(**COMPLETE)) == {}
