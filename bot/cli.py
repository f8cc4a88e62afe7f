"""The command line: `noisong COMMAND`.

What a command needs is imported inside it: the help is there at once, and no command waits for the
parts of another.
"""

import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from backend.errors import Invalid, Refused
from backend.i18n import _
from bot.backup_command import backup, restore
from bot.keys_command import key_of_demo, keys, open_database
from bot.starting import loading

if TYPE_CHECKING:
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
app.add_typer(keys, name="keys")

Port = Annotated[int | None, typer.Option(help="Cổng của trang web.", min=1, max=65535)]
Host = Annotated[str | None, typer.Option(help="Địa chỉ mà trang web lắng nghe.")]
# officers.models.Role, without its imports
Role = Literal["approver", "verifier", "storekeeper", "inspector", "administrator"]
Size = Literal["small", "province"]  # demo.sizes.SIZES, likewise
Kind = Literal["year", "changes", "pupils"]  # poverty_lists.models.ListKind, likewise


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Nơi giữ dữ liệu mẫu.")] = Path("noisong-demo"),
    port: Port = 8000,
    size: Annotated[
        Size | None,
        typer.Option(help="small: vài xã, có ngay; province: cả một tỉnh, mất vài phút."),
    ] = None,
) -> None:
    """Chạy thử trọn bộ với dữ liệu mẫu: không cần token, không cần máy chủ nào khác."""
    from backend import settings as settings_module
    from bot import logs
    from bot.demo import accounts
    from bot.ready import LOOPBACK, make_folder, require_free

    require_free(port or 8000)
    make_folder(folder)
    settings = settings_module.load(
        _env_file=None,
        database_url=f"sqlite:///{folder / 'noisong.db'}",
        encryption_keys=key_of_demo(folder),
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
        backup_folder=None,
        operator_name=_("UBND xã A Lưới 1 (chạy thử)"),
        operator_phone=None,
    )
    logs.configure(settings, quiet=True)
    service = _service(settings)

    from backend.migrate import migrate as migrate_database
    from bot import server
    from bot.demo.sizes import make_sized

    migrate_database(service.database)
    make_sized(service.database, folder, size, _progress)
    typer.echo(
        _(
            "Nối Sóng đang chạy thử, mọi tên và số đều bịa.\n\n"
            "  Trò chuyện thử:    http://{host}:{port}/simulator\n"
            "  Trang của cán bộ:  http://{host}:{port}/admin\n"
            "  Mật khẩu chung:    {password}\n"
        ).format(host=LOOPBACK, port=settings.port, password=accounts.PASSWORD)
    )
    for line in accounts.table_of_accounts():
        typer.echo(line)
    words = _("\nDữ liệu nằm trong {folder}. Dừng bằng Ctrl-C; chạy lại thì dữ liệu vẫn còn.")
    typer.echo(words.format(folder=folder))
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
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    with loading():
        from bot import server
        from bot.ready import read_ahead, ready, require_room

        settings = _settings(given)
        require_room(settings)
        service = _service(settings)
        ready(service.database)
        read_ahead(service.database)
    server.serve(service, with_worker=with_worker)


@app.command()
def worker() -> None:
    """Chạy worker: gửi tin, hỏi tin mới ở kênh không có webhook, dọn dẹp."""
    with loading():
        from backend.migrate import require_newest
        from bot.ready import require_room
        from bot.worker import run_worker

        settings = _settings()
        require_room(settings)
        service = _service(settings)
        require_newest(service.database)
    run_worker(service)


@app.command()
def migrate() -> None:
    """Đưa cơ sở dữ liệu lên phiên bản mới nhất và nạp các chương trình."""
    from backend.migrate import migrate as migrate_database
    from bot.ready import ready, require_room

    settings = _settings()
    require_room(settings)
    database = open_database(settings)
    migrate_database(database)
    ready(database)
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
    from backend.coverage.plan import load_plans
    from bot.ready import ready

    database = open_database(_settings())
    ready(database)
    with database.transaction() as session:
        count = loading.load_units(session, file) if file else load_country(session)
        for code in serve or ():
            loading.serve(session, code)
        load_plans(session)
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
    from bot.ready import ready

    database = open_database(_settings())
    ready(database)
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
    from bot.ready import ready

    database = open_database(_settings())
    ready(database)
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

    database = open_database(_settings())
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
    from bot.ready import ready

    database = open_database(_settings())
    try:
        ready(database)
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

    database = open_database(_settings())
    require_newest(database)
    for answer in matching.match_lines(database, matching.lines_of(file)):
        typer.echo(answer)


@app.command()
def chat() -> None:
    """Trò chuyện ngay trong cửa sổ này, không cần token."""
    import asyncio

    from bot import console
    from bot.ready import ready

    settings = _settings(quiet=True)
    database = open_database(settings)
    ready(database)
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


app.command()(backup)
app.command()(restore)


def main() -> None:
    """Runs a command; what is refused is said in one sentence, with the exit code of its kind."""
    try:
        app()
    except Refused as refused:
        _end(refused)
    except Exception as fault:
        from backend.db import DATABASE_AWAY
        from bot.ready import away

        if not isinstance(fault, DATABASE_AWAY):
            raise
        _end(away(fault))


def _end(refused: Refused) -> None:
    typer.echo(str(refused), err=True)
    sys.exit(refused.exit_code)


def _progress(words: str) -> None:
    """One line, written over."""
    typer.echo(f"\r{words:<40}", nl=False, err=True)


def _settings(given: Mapping[str, object] | None = None, *, quiet: bool = False) -> "Settings":
    from backend import settings as settings_module
    from bot import logs

    settings = settings_module.load(**(given or {}))
    logs.configure(settings, quiet=quiet)
    return settings


def _service(settings: "Settings") -> "Service":
    from bot.channels.base import Channel
    from bot.service import Service

    database = open_database(settings)
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
