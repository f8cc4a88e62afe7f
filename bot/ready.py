"""What has to be so before a command begins: said in one sentence where it is not."""

import errno
import socket
import tempfile
from pathlib import Path

from backend import clock
from backend.administrative_units.tree import tree
from backend.db import Database
from backend.endings import DatabaseAway, NoRoom, PortTaken
from backend.errors import Refused
from backend.i18n import _
from backend.migrate import require_newest
from backend.programmes.service import load_catalogue, programmes_now
from backend.reports.checking import check_catalogue
from backend.settings import Settings

LOOPBACK = "127.0.0.1"
NEEDED_BYTES = 1024 * 1024  # what a disk has to take before anything begins
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def ready(database: Database) -> None:
    """Raises `Invalid` for a database of another version; loads the programmes into a right one."""
    require_newest(database)
    check_catalogue()
    with database.transaction() as session:
        load_catalogue(session)


def read_ahead(database: Database) -> None:
    """What every message and page asks for: of a whole country, half a second's reading."""
    with database.reading() as session:
        tree(session).choices(clock.today())
        programmes_now(session)


def require_free(port: int) -> None:
    """Says at once what the server would only find out when everything else is ready."""
    with socket.socket() as somebody:
        somebody.settimeout(1)
        if somebody.connect_ex((LOOPBACK, port)) == 0:
            words = _("Cổng {port} đang có chương trình khác dùng. Chọn cổng khác bằng --port.")
            raise PortTaken(words.format(port=port))


def make_folder(folder: Path) -> None:
    """Makes it. Raises `NoRoom` where nothing can be written."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        words = _("Không ghi được vào {folder}. Chọn nơi khác bằng --folder.")
        raise NoRoom(words.format(folder=folder)) from None


def require_room(settings: Settings) -> None:
    """Writes a little where the service will write. Raises `NoRoom` when a folder does not take it."""
    if settings.database_url.startswith("sqlite"):
        _try_writing(Path(settings.database_url.removeprefix("sqlite:///")).parent)
    if settings.backup_folder:
        _try_writing(settings.backup_folder)


def away(fault: Exception) -> Refused:
    """What is said of a database that does not answer as it should, by the driver's own words."""
    if "disk is full" in str(fault) or "No space left" in str(fault):
        return NoRoom(_("Đĩa chứa cơ sở dữ liệu đã đầy. Dọn bớt chỗ rồi chạy lại."))
    return DatabaseAway(_("Không dùng được cơ sở dữ liệu. Xem lại thiết lập DATABASE_URL."))


def _try_writing(folder: Path) -> None:
    try:
        with tempfile.TemporaryFile(dir=folder, buffering=0) as file:
            file.write(bytes(NEEDED_BYTES))
            if file.tell() < NEEDED_BYTES:
                raise OSError(errno.ENOSPC, "cut off")
    except OSError as error:
        if error.errno in _FULL:
            words = _("Đĩa của thư mục {folder} đã đầy. Dọn bớt chỗ rồi chạy lại.")
        else:
            words = _("Không ghi được vào thư mục {folder}. Tạo thư mục, cấp quyền rồi chạy lại.")
        raise NoRoom(words.format(folder=folder)) from None
