"""The command line: `noisong COMMAND`.

What a command needs is imported inside it: the help is there at once, and no command waits for the
parts of another.
"""

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from backend.errors import Conflict, Invalid, Refused
from backend.i18n import _

if TYPE_CHECKING:
    from backend.db import Database
    from backend.settings import Settings
    from bot.service import Service

app = typer.Typer(
    help="Nối Sóng: đăng ký và theo dõi hỗ trợ cho học sinh nghèo qua tin nhắn.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
officers = typer.Typer(help="Tài khoản cán bộ.", no_args_is_help=True)
app.add_typer(officers, name="officers")
audit = typer.Typer(help="Nhật ký: ai đã xem, ai đã làm gì.", no_args_is_help=True)
app.add_typer(audit, name="audit")

Port = Annotated[int | None, typer.Option(help="Cổng của trang web.", min=1, max=65535)]
Host = Annotated[str | None, typer.Option(help="Địa chỉ mà trang web lắng nghe.")]
# officers.models.Role, without its imports
Role = Literal["approver", "verifier", "storekeeper", "inspector", "administrator"]
Kind = Literal["year", "changes", "pupils"]  # poverty_lists.models.ListKind, likewise
LOOPBACK = "127.0.0.1"


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Nơi giữ dữ liệu mẫu.")] = Path("noisong-demo"),
    port: Port = 8000,
) -> None:
    """Chạy thử trọn bộ với dữ liệu mẫu: không cần token, không cần máy chủ nào khác."""
    from backend import settings as settings_module
    from bot import logs
    from bot.demo import accounts

    _require_free(port or 8000)
    _make_folder(folder)
    settings = settings_module.load(
        _env_file=None,
        database_url=f"sqlite:///{folder / 'noisong.db'}",
        host=LOOPBACK,
        port=port or 8000,
        public_url=None,
        channel_mode=None,
        telegram_token=None,
        zalo_token=None,
        zalo_oa_app_id=None,
        simulator=True,
        secure_cookies=False,
        two_step_roles="none",
        operator_name=_("UBND xã A Lưới 1 (chạy thử)"),
        operator_phone=None,
    )
    logs.configure(settings)
    service = _service(settings)

    from backend.migrate import migrate as migrate_database
    from bot import server
    from bot.demo.world import make_world

    migrate_database(service.database)
    make_world(service.database, folder)
    typer.echo(
        _(
            "Nối Sóng đang chạy thử, mọi tên và số đều bịa.\n\n"
            "  Trò chuyện thử:    http://{host}:{port}/simulator\n"
            "  Trang của cán bộ:  http://{host}:{port}/admin\n"
            "  Đăng nhập:         {username}   mật khẩu: {password}\n\n"
            "Dữ liệu nằm trong {folder}. Dừng bằng Ctrl-C; chạy lại thì dữ liệu vẫn còn."
        ).format(
            host=LOOPBACK,
            port=settings.port,
            username=accounts.OFFICERS[0].username,
            password=accounts.PASSWORD,
            folder=folder,
        )
    )
    server.serve(service, with_worker=True)


@app.command()
def serve(
    host: Host = None,
    port: Port = None,
    with_worker: Annotated[
        bool, typer.Option("--with-worker", help="Chạy luôn worker trong tiến trình này.")
    ] = False,
) -> None:
    """Chạy trang web: webhook, trang cán bộ. Worker chạy riêng, hoặc cùng với --with-worker."""
    from bot import server

    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    service = _service(_settings(**given))
    _ready(service.database)
    server.serve(service, with_worker=with_worker)


@app.command()
def worker() -> None:
    """Chạy worker: gửi tin, hỏi tin mới ở kênh không có webhook, dọn dẹp."""
    from backend.migrate import require_newest
    from bot import server

    service = _service(_settings())
    require_newest(service.database)
    server.run_worker(service)


@app.command()
def migrate() -> None:
    """Đưa cơ sở dữ liệu lên phiên bản mới nhất và nạp các chương trình."""
    from backend.migrate import migrate as migrate_database

    database = _database(_settings())
    migrate_database(database)
    _ready(database)
    typer.echo(_("Cơ sở dữ liệu đã ở phiên bản mới nhất."))


@app.command()
def units(
    file: Annotated[
        Path | None,
        typer.Argument(help="Tệp TOML: một tỉnh, các xã và thôn tham gia. Không ghi: cả nước."),
    ] = None,
    serve: Annotated[
        list[str] | None,
        typer.Option(help="Mã xã hoặc mã tỉnh tham gia; ghi được nhiều lần."),
    ] = None,
) -> None:
    """Nạp đơn vị hành chính của cả nước, hoặc các xã tham gia; đơn vị đã có thì giữ nguyên."""
    from backend.administrative_units import loading
    from backend.administrative_units.load_country import load_country

    database = _database(_settings())
    _ready(database)
    with database.transaction() as session:
        count = loading.load_units(session, file) if file else load_country(session)
        for code in serve or ():
            loading.serve(session, code)
    typer.echo(_("Đã thêm {count} xã.").format(count=count))


@officers.command("add")
def officers_add(
    username: Annotated[str, typer.Argument(help="Tên đăng nhập.")],
    full_name: Annotated[str, typer.Option("--name", help="Họ tên cán bộ.")],
    unit: Annotated[str, typer.Option(help="Mã đơn vị hành chính, ví dụ 20056.")],
    password: Annotated[
        str,
        typer.Option(
            prompt="Mật khẩu",
            hide_input=True,
            confirmation_prompt="Nhập lại mật khẩu",
            help="Mật khẩu; không ghi thì được hỏi.",
        ),
    ],
    role: Annotated[
        Role, typer.Option(help="Vai trò: duyệt, thẩm định, thiết bị, kiểm tra, quản trị.")
    ] = "approver",
) -> None:
    """Thêm một tài khoản cán bộ."""
    from backend.administrative_units.service import unit_with_code
    from backend.officers import models
    from backend.officers.service import add_officer

    database = _database(_settings())
    _ready(database)
    with database.transaction() as session:
        unit_id = unit_with_code(session, unit).id
        add_officer(session, username, full_name, password, models.Role(role), unit_id)
    typer.echo(_("Đã thêm tài khoản {username}.").format(username=username.strip().lower()))


@officers.command("link")
def officers_link(
    username: Annotated[str, typer.Argument(help="Tên đăng nhập.")],
    without_second_step: Annotated[
        bool, typer.Option("--without-second-step", help="Gỡ luôn mã hai bước.")
    ] = False,
) -> None:
    """In một mã dùng một lần để cán bộ đặt mật khẩu mới; mật khẩu cũ hết dùng ngay."""
    from backend.officers.service import reset_by_machine

    database = _database(_settings())
    _ready(database)
    with database.transaction() as session:
        code = reset_by_machine(session, username, without_second_step=without_second_step)
    words = _("Mã: {code}. Cán bộ mở trang /admin/start và gõ mã này trong 7 ngày.")
    typer.echo(words.format(code=code))


@audit.command("check")
def audit_check(
    noted: Annotated[
        str | None, typer.Option(help="Dấu đã chép ra ngoài, ví dụ 1250:9f3c51d20a77be14.")
    ] = None,
) -> None:
    """Kiểm tra nhật ký còn nguyên vẹn: không dòng nào bị sửa, xóa, chèn."""
    from backend.migrate import require_newest
    from bot import audit_command

    database = _database(_settings())
    require_newest(database)
    sentences, is_whole = audit_command.check(database, noted)
    for sentence in sentences:
        typer.echo(sentence)
    sys.exit(0 if is_whole else 1)


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="Tệp danh sách của xã hoặc trường.")],
    officer: Annotated[
        str | None, typer.Option(help="Tên đăng nhập của cán bộ đứng tên; cần khi công bố.")
    ] = None,
    unit: Annotated[str | None, typer.Option(help="Mã xã; mặc định: đơn vị của cán bộ.")] = None,
    kind: Annotated[
        Kind | None, typer.Option(help="Cả năm, bổ sung biến động, hay danh sách học sinh.")
    ] = None,
    check: Annotated[bool, typer.Option("--check", help="Chỉ đọc và báo, không công bố.")] = False,
    as_json: Annotated[
        bool, typer.Option("--json", help="In kết quả đọc thành một đối tượng JSON; cùng --check.")
    ] = False,
    marked: Annotated[
        Path | None, typer.Option(help="Ghi thêm tệp này: bảng của xã, đánh dấu các ô cần sửa.")
    ] = None,
    sure: Annotated[
        bool, typer.Option("--sure", help="Công bố cả khi nhiều hộ đang dùng không còn trong tệp.")
    ] = False,
) -> None:
    """Đọc một danh sách, báo từng dòng có vấn đề, rồi công bố."""
    if check:
        from bot import checking

        checking.check(file, marked, as_json=as_json)
        return
    if as_json or not officer:
        words = _("Muốn công bố thì ghi --officer TÊN; chỉ đọc thử thì ghi --check (kèm --json).")
        raise Invalid(words)
    from bot import importing

    database = _database(_settings())
    try:
        _ready(database)
        importing.import_file(database, file, marked, officer, unit, kind, sure=sure)
    finally:
        database.close()


@app.command()
def match(
    file: Annotated[
        Path | None, typer.Argument(help="Tệp JSON Lines; không ghi thì đọc từ stdin.")
    ] = None,
) -> None:
    """Tìm từng người trong các danh sách đã công bố: mỗi dòng JSON vào, một dòng JSON ra."""
    from backend.migrate import require_newest
    from bot import matching

    database = _database(_settings())
    require_newest(database)
    for answer in matching.match_lines(database, matching.lines_of(file)):
        typer.echo(answer)


@app.command()
def chat() -> None:
    """Trò chuyện ngay trong cửa sổ này, không cần token."""
    import asyncio

    from bot import console

    settings = _settings()
    database = _database(settings)
    _ready(database)
    asyncio.run(console.converse(settings, database))


@app.command()
def read(
    file: Annotated[
        typer.FileBinaryRead, typer.Argument(help="Tệp các dòng JSON; không ghi thì đọc stdin.")
    ] = "-",  # type: ignore[assignment]
    day: Annotated[
        datetime | None,
        typer.Option("--date", formats=["%Y-%m-%d"], help="Ngày nói chuyện; mặc định: hôm nay."),
    ] = None,
) -> None:
    """Đọc thử lời nhắn: mỗi dòng {"kind": …, "text": …} cho một dòng {"value": …, "confirm": …}."""
    from backend import clock
    from bot.read_command import read_lines

    for line in read_lines(file, day.date() if day else clock.today()):
        sys.stdout.buffer.write(line.encode() + b"\n")
        sys.stdout.buffer.flush()


def main() -> None:
    """Runs a command; what is refused is said in one sentence."""
    try:
        app()
    except Refused as refused:
        typer.echo(str(refused), err=True)
        sys.exit(1)
    except Exception as fault:
        from backend.db import DATABASE_AWAY

        if not isinstance(fault, DATABASE_AWAY):
            raise
        words = _("Không dùng được cơ sở dữ liệu. Xem lại thiết lập DATABASE_URL.")
        typer.echo(words, err=True)
        sys.exit(1)


def _settings(**given: object) -> "Settings":
    from backend import settings as settings_module
    from bot import logs

    settings = settings_module.load(**given)
    logs.configure(settings)
    return settings


def _database(settings: "Settings") -> "Database":
    from backend.db import Database

    return Database(settings.database_url)


def _service(settings: "Settings") -> "Service":
    from bot.channels.base import Channel
    from bot.service import Service

    database = _database(settings)
    channels: dict[str, Channel] = {}
    if settings.telegram_token or settings.zalo_token or settings.zalo_oa_app_id:
        from backend.channel_tokens.service import ChannelTokens
        from bot.channels.registry import configured

        channels |= configured(settings, ChannelTokens(database))
    if settings.simulator:
        from bot.simulator.channel import SIMULATED

        channels |= {channel.name: channel for channel in SIMULATED.values()}
    if not channels:
        words = _("Chưa có token của Telegram hay Zalo: chỉ trang web và `noisong chat` dùng được.")
        typer.echo(words, err=True)
    return Service(settings, database, channels)


def _ready(database: "Database") -> None:
    """Raises `Invalid` for a database of another version; loads the programmes into a right one."""
    from backend.migrate import require_newest
    from backend.programmes.service import load_catalogue

    require_newest(database)
    with database.transaction() as session:
        load_catalogue(session)


def _require_free(port: int) -> None:
    """Says at once what the server would only find out when everything else is ready."""
    import socket

    with socket.socket() as somebody:
        somebody.settimeout(1)
        if somebody.connect_ex((LOOPBACK, port)) == 0:
            words = _("Cổng {port} đang có chương trình khác dùng. Chọn cổng khác bằng --port.")
            raise Conflict(words.format(port=port))


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        words = _("Không ghi được vào {folder}. Chọn nơi khác bằng --folder.")
        raise Conflict(words.format(folder=folder)) from None
