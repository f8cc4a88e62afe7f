"""Settings: where they come from, and how a wrong one is named."""

import re
from pathlib import Path

import pytest

from backend.errors import Invalid
from backend.settings import ChannelMode, Settings, load

README = Path(__file__).parents[2] / "README.md"
URL = "cần địa chỉ bắt đầu bằng https:// hoặc http://"
SECRET = "cần 8 đến 256 chữ cái không dấu, chữ số, dấu _ hoặc -"  # the words, no secret
DATABASE = "cần dạng sqlite:///tệp.db hoặc postgresql://máy/cơ-sở-dữ-liệu"

WRONG = [
    ("PORT", "tám nghìn", "cần số từ 1 đến 65535"),
    ("PORT", "0", "cần số từ 1 đến 65535"),
    ("PORT", "65536", "cần số từ 1 đến 65535"),
    ("DATABASE_URL", "mysql://user:hunter2@host/x", DATABASE),
    ("DATABASE_URL", "noisong.db", DATABASE),
    ("DATABASE_URL", "sqlite:///", DATABASE),
    ("DATABASE_URL", "postgresql://user:hunter2@host:abc/x", DATABASE),
    ("PUBLIC_URL", "noisong.vn", URL),
    ("TELEGRAM_API_URL", "ftp://x", URL),
    ("ZALO_API_URL", "https://", URL),
    ("CHANNEL_MODE", "pigeon", "cần webhook hoặc polling"),
    ("TELEGRAM_WEBHOOK_SECRET", "hunter2", SECRET),
    ("ZALO_WEBHOOK_SECRET", "mật khẩu có dấu", SECRET),
    ("SIMULATOR", "maybe", "cần true hoặc false"),
    ("SECURE_COOKIES", "2", "cần true hoặc false"),
    ("METRICS_TOKEN", "hunter2", "cần 16 đến 256 ký tự không dấu, không có dấu cách"),
    ("METRICS_TOKEN", "hunter2 " * 4, "cần 16 đến 256 ký tự không dấu, không có dấu cách"),
    (
        "METRICS_TOKEN",
        "mật-khẩu-có-dấu-hunter2",
        "cần 16 đến 256 ký tự không dấu, không có dấu cách",
    ),
    ("WORKER_METRICS_PORT", "0", "cần số từ 1 đến 65535"),
]


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment without settings, in a folder without a `.env`."""
    for name in Settings.model_fields:
        monkeypatch.delenv(name.upper(), raising=False)
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("name", "value", "expected"), WRONG)
def test_a_wrong_setting_is_named_in_one_sentence_without_its_value(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, expected: str
) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(Invalid) as refused:
        load()
    assert str(refused.value) == f"Thiết lập {name} chưa đúng: {expected}."
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__


INCOMPLETE = [
    ({"CHANNEL_MODE": "webhook"}, "PUBLIC_URL", "cần có khi CHANNEL_MODE=webhook"),
    (
        {"PUBLIC_URL": "https://x.vn", "TELEGRAM_TOKEN": "1:hunter2"},
        "TELEGRAM_WEBHOOK_SECRET",
        "cần có khi nhận tin qua webhook",
    ),
    (
        {"PUBLIC_URL": "https://x.vn", "ZALO_TOKEN": "1:hunter2"},
        "ZALO_WEBHOOK_SECRET",
        "cần có khi nhận tin qua webhook",
    ),
]


@pytest.mark.parametrize(("given", "name", "reason"), INCOMPLETE)
def test_a_setting_that_another_one_needs_is_named(
    monkeypatch: pytest.MonkeyPatch, given: dict[str, str], name: str, reason: str
) -> None:
    for setting, value in given.items():
        monkeypatch.setenv(setting, value)
    with pytest.raises(Invalid) as refused:
        load()
    assert str(refused.value) == f"Thiết lập {name} chưa đúng: {reason}."


def test_the_environment_goes_before_the_file_and_the_command_line_before_both(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text("PORT=1111\nHOST=0.0.0.0\nOPERATOR_NAME=UBND xã A Lưới 1\n", "utf-8")
    assert (load().port, load().operator_name) == (1111, "UBND xã A Lưới 1")
    monkeypatch.setenv("PORT", "2222")
    assert (load().port, load().host) == (2222, "0.0.0.0")  # noqa: S104 - only read
    assert load(port=3333).port == 3333


def test_a_file_as_notepad_writes_it_is_read() -> None:
    Path(".env").write_bytes(b"\xef\xbb\xbfPORT=1111\r\nOPERATOR_PHONE=0234 3878 123\r\n")
    assert (load().port, load().operator_phone) == (1111, "0234 3878 123")


def test_a_file_in_another_encoding_is_named() -> None:
    Path(".env").write_bytes("OPERATOR_NAME=Ủy ban".encode("utf-16"))
    with pytest.raises(Invalid, match=r"^Tệp .env không phải UTF-8"):
        load()


def test_an_empty_setting_is_no_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "")
    monkeypatch.setenv("PORT", "")
    assert (load().public_url, load().port) == (None, 8000)


@pytest.mark.parametrize(
    ("given", "mode"),
    [
        ({}, ChannelMode.POLLING),
        ({"public_url": "https://x.vn"}, ChannelMode.WEBHOOK),
        ({"public_url": "https://x.vn", "channel_mode": "polling"}, ChannelMode.POLLING),
    ],
)
def test_messages_are_fetched_unless_the_platforms_can_reach_us(
    given: dict[str, str], mode: ChannelMode
) -> None:
    assert load(**given).mode is mode


def test_secrets_are_not_printed() -> None:
    settings = load(telegram_token="123:hunter2", zalo_token="456:hunter2")
    assert "hunter2" not in repr(settings)


def test_every_setting_is_in_the_readmes_table_and_nothing_else() -> None:
    table = README.read_text("utf-8").partition("\n## Settings\n")[2].partition("\n## ")[0]
    cells = re.findall(r"^\|([^|]*)\|", table, re.MULTILINE)
    documented = {name for cell in cells for name in re.findall(r"`([A-Z_]+)`", cell)}
    existing = {name.upper() for name in Settings.model_fields}
    assert sorted(existing - documented) == [], "settings that README.md does not explain"
    assert sorted(documented - existing) == [], "settings that README.md invents"
