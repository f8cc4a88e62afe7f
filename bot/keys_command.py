"""`noisong keys`: the keys that what is stored is encrypted with."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from backend.i18n import _

if TYPE_CHECKING:
    from backend.db import Database
    from backend.settings import Settings

keys = typer.Typer(help="Khóa mã hóa số điện thoại, số định danh.", no_args_is_help=True)
KEY_FILE = "encryption.key"


@keys.command("new")
def keys_new() -> None:
    """In một khóa mới để đặt vào đầu thiết lập ENCRYPTION_KEYS."""
    from backend.encryption.keys import new_key

    typer.echo(new_key())


@keys.command("rotate")
def keys_rotate() -> None:
    """Mã hóa lại mọi dòng bằng khóa đầu tiên; dừng giữa chừng thì chạy lại là tiếp."""
    from backend import settings as settings_module
    from backend.encryption.rotating import rotate
    from backend.migrate import require_newest
    from bot import logs

    settings = settings_module.load()
    logs.configure(settings)
    database = open_database(settings)
    try:
        require_newest(database)
        count = rotate(database)
    finally:
        database.close()
    words = _("Đã mã hóa lại {count} dòng. Nay có thể bỏ khóa cũ khỏi ENCRYPTION_KEYS.")
    typer.echo(words.format(count=count))


def take_keys(settings: "Settings") -> None:
    """Databases that are opened from now on use the keys of the settings. Raises `BadSetting` for
    keys that cannot be read; that there are none is said when one is needed."""
    from backend.encryption.keys import NO_KEYS, Keys
    from backend.encryption.ring import use_keys

    given = settings.encryption_keys
    use_keys(Keys.read(given.get_secret_value()) if given else NO_KEYS)


def open_database(settings: "Settings") -> "Database":
    """The database of the settings, with their keys. Raises as `take_keys`."""
    from backend.db import Database

    take_keys(settings)
    return Database(settings.database_url)


def key_of_demo(folder: Path) -> str:
    """The demo's own key, made at its first start, for the eyes of its owner."""
    from backend.encryption.keys import new_key

    path = folder / KEY_FILE
    if not path.exists():
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(new_key())
    return path.read_text()
