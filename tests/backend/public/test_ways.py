"""The ways to the service, from its settings."""

import pytest

from backend.errors import Invalid
from backend.public.ways import ways_of
from backend.settings import load
from tests.site import demo_settings


@pytest.mark.parametrize("name", ["noisong_bot", "@noisong_bot"])
def test_the_link_of_telegram_carries_the_code(name: str) -> None:
    settings = demo_settings(telegram_bot_name=name)
    assert ways_of(settings, "abc").telegram == "https://t.me/noisong_bot?start=abc"
    assert ways_of(settings).telegram == "https://t.me/noisong_bot"


def test_the_link_of_zalo_stays_as_it_is() -> None:
    settings = demo_settings(zalo_link="https://zalo.me/123?src=qr")
    assert ways_of(settings, "abc").zalo == "https://zalo.me/123?src=qr"


@pytest.mark.parametrize(
    ("phone", "dialled"),
    [
        ("0234 3878 123", "02343878123"),
        ("+84 234 3878 123", "+842343878123"),
        ("(0234) 3.878.123", "02343878123"),
        ("", ""),
    ],
)
def test_a_telephone_is_dialled_by_its_digits(phone: str, dialled: str) -> None:
    assert ways_of(demo_settings(operator_phone=phone or None)).dialled == dialled


@pytest.mark.parametrize(
    ("setting", "value", "told"),
    [
        ("telegram_bot_name", "https://t.me/noisong_bot", "TELEGRAM_BOT_NAME"),
        ("telegram_bot_name", "bot của xã", "TELEGRAM_BOT_NAME"),
        ("telegram_bot_name", "@xy", "TELEGRAM_BOT_NAME"),
        ("zalo_link", "zalo.me/123", "ZALO_LINK"),
        ("zalo_link", "javascript:alert(1)", "ZALO_LINK"),
    ],
)
def test_a_wrong_setting_is_named_and_not_repeated(setting: str, value: str, told: str) -> None:
    with pytest.raises(Invalid) as refused:
        load(_env_file=None, **{setting: value})
    assert told in str(refused.value)
    assert value not in str(refused.value)
