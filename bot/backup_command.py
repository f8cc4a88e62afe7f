"""`noisong backup` and `noisong restore`."""

import os
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from backend.i18n import _

if TYPE_CHECKING:
    from backend.settings import Settings


def backup(
    folder: Annotated[
        Path | None, typer.Argument(help="Nơi ghi bản sao lưu; không ghi: BACKUP_FOLDER.")
    ] = None,
    verify: Annotated[
        bool, typer.Option("--verify", help="Khôi phục thử rồi so từng bảng.")
    ] = False,
    check: Annotated[
        Path | None, typer.Option(help="Chỉ khôi phục thử tệp này rồi so từng bảng; không ghi gì.")
    ] = None,
    nightly: Annotated[
        bool,
        typer.Option("--nightly", help="Bản của đêm nay: giữ BACKUP_KEEP bản mới, xóa bản cũ."),
    ] = False,
) -> None:
    """Sao lưu toàn bộ dữ liệu vào một tệp đã mã hóa; dịch vụ vẫn chạy."""
    from backend.backups.making import make, passphrase
    from backend.backups.nightly import back_up_nightly
    from backend.db import Database
    from backend.endings import BadSetting
    from backend.migrate import require_newest

    settings = _settings()
    key = passphrase(settings)
    if check:
        _verify(check, key)
        return
    chosen = folder or settings.backup_folder
    if chosen is None:
        raise BadSetting(_("Ghi thư mục sau lệnh, hoặc đặt thiết lập BACKUP_FOLDER."))
    database = Database(settings.database_url)
    try:
        require_newest(database)
        if nightly:
            os.nice(10)  # whoever writes to the service goes first
            made = back_up_nightly(database, chosen, key, settings.backup_keep)
        else:
            made = make(database, chosen, key)
    finally:
        database.close()
    words = _("Đã ghi {path}: {rows} dòng của {tables} bảng.")
    typer.echo(words.format(path=made.path, rows=made.rows, tables=len(made.sums)))
    if verify:
        _verify(made.path, key)


def restore(file: Annotated[Path, typer.Argument(help="Tệp sao lưu.")]) -> None:
    """Khôi phục một bản sao lưu vào cơ sở dữ liệu trống ở DATABASE_URL."""
    from backend.audit import wording
    from backend.backups.making import passphrase
    from backend.backups.restoring import note_restored
    from backend.backups.restoring import restore as restore_into
    from backend.clock import local
    from backend.db import Database
    from backend.endings import BrokenTrail
    from backend.i18n import day
    from backend.migrate import require_newest

    settings = _settings()
    database = Database(settings.database_url)
    try:
        manifest = restore_into(database, file, passphrase(settings))
        require_newest(database)  # which also tells whether ENCRYPTION_KEYS fit
        breaks = note_restored(database)
    finally:
        database.close()
    made_at = local(manifest.made_at)
    words = _("Đã khôi phục dữ liệu như lúc {time} ngày {day}. Chạy lại `serve` và `worker`.")
    typer.echo(words.format(time=f"{made_at:%H:%M}", day=day(made_at.date())))
    if breaks:
        told = " ".join(wording.told(found) for found in breaks)
        raise BrokenTrail(_("Nhật ký trong bản sao lưu không nguyên vẹn. {told}").format(told=told))
    typer.echo(_("Nhật ký nguyên vẹn."))


def _settings() -> "Settings":
    from backend import settings as settings_module
    from bot import logs
    from bot.keys_command import take_keys

    settings = settings_module.load()
    logs.configure(settings)
    take_keys(settings)
    return settings


def _verify(path: Path, key: str) -> None:
    from backend.backups.restoring import verify
    from backend.endings import Damaged

    if different := verify(path, key):
        words = _("Khôi phục thử không giống bản gốc ở các bảng: {tables}.")
        raise Damaged(words.format(tables=", ".join(different)))
    typer.echo(_("Đã khôi phục thử và so từng bảng: giống hệt."))
