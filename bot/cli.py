"""The command line: `noisong COMMAND`."""

import asyncio
import sys
from pathlib import Path
from typing import Annotated

import typer
from sqlalchemy import select

from backend import settings as settings_module
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.db import DATABASE_AWAY, Database
from backend.errors import NotFound, Refused
from backend.i18n import _
from backend.migrate import migrate as migrate_database
from backend.migrate import require_newest
from backend.officers.models import Role
from backend.officers.service import add_officer
from backend.programmes.service import load_catalogue
from backend.settings import Settings
from bot import console, importing, logs, server
from bot.channels.registry import configured
from bot.demo.world import OFFICERS, PASSWORD, make_world
from bot.service import Service
from bot.simulator.channel import SIMULATED

app = typer.Typer(
    help="Nối Sóng: đăng ký và theo dõi hỗ trợ cho học sinh nghèo qua tin nhắn.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
officers = typer.Typer(help="Tài khoản cán bộ.", no_args_is_help=True)
app.add_typer(officers, name="officers")

Port = Annotated[int | None, typer.Option(help="Cổng của trang web.", min=1, max=65535)]
Host = Annotated[str | None, typer.Option(help="Địa chỉ mà trang web lắng nghe.")]


@app.command()
def demo(
    folder: Annotated[Path, typer.Option(help="Nơi giữ dữ liệu mẫu.")] = Path("noisong-demo"),
    port: Port = 8000,
) -> None:
    """Chạy thử trọn bộ với dữ liệu mẫu: không cần token, không cần máy chủ nào khác."""
    folder.mkdir(parents=True, exist_ok=True)
    settings = Settings(
        _env_file=None,
        database_url=f"sqlite:///{folder / 'noisong.db'}",
        host="127.0.0.1",
        port=port or 8000,
        public_url=None,
        channel_mode=None,
        telegram_token=None,
        zalo_token=None,
        simulator=True,
        secure_cookies=False,
        operator_name=_("UBND xã A Lưới 1 (chạy thử)"),
        operator_phone=None,
    )
    logs.configure(settings)
    service = _service(settings)
    migrate_database(service.database)
    make_world(service.database, folder)
    typer.echo(
        _(
            "Nối Sóng đang chạy thử, mọi tên và số đều bịa.\n\n"
            "  Trò chuyện thử:    http://127.0.0.1:{port}/simulator\n"
            "  Trang của cán bộ:  http://127.0.0.1:{port}/admin\n"
            "  Đăng nhập:         {username}   mật khẩu: {password}\n\n"
            "Dữ liệu nằm trong {folder}. Dừng bằng Ctrl-C; chạy lại thì dữ liệu vẫn còn."
        ).format(port=port, username=OFFICERS[0].username, password=PASSWORD, folder=folder)
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
    given = {name: value for name, value in (("host", host), ("port", port)) if value is not None}
    service = _service(_settings(**given))
    require_newest(service.database)
    _load_programmes(service.database)
    server.serve(service, with_worker=with_worker)


@app.command()
def worker() -> None:
    """Chạy worker: gửi tin, hỏi tin mới ở kênh không có webhook, dọn dẹp."""
    service = _service(_settings())
    require_newest(service.database)
    server.run_worker(service)


@app.command()
def migrate() -> None:
    """Đưa cơ sở dữ liệu lên phiên bản mới nhất và nạp các chương trình."""
    database = Database(_settings().database_url)
    migrate_database(database)
    _load_programmes(database)
    typer.echo(_("Cơ sở dữ liệu đã ở phiên bản mới nhất."))


@officers.command("add")
def officers_add(
    username: Annotated[str, typer.Argument(help="Tên đăng nhập.")],
    full_name: Annotated[str, typer.Option("--name", help="Họ tên cán bộ.")],
    unit: Annotated[str, typer.Option(help="Mã đơn vị hành chính, ví dụ 20056.")],
    role: Annotated[Role, typer.Option(help="Vai trò.")] = Role.APPROVER,
    password: Annotated[
        str, typer.Option(prompt=True, hide_input=True, confirmation_prompt=True)
    ] = "",
) -> None:
    """Thêm một tài khoản cán bộ."""
    database = Database(_settings().database_url)
    require_newest(database)
    with database.transaction() as session:
        unit_id = session.scalar(
            select(AdministrativeUnit.id).where(AdministrativeUnit.code == unit)
        )
        if unit_id is None:
            raise NotFound(_("Không có đơn vị mang mã {code}.").format(code=unit))
        add_officer(session, username, full_name, password, role, UnitId(unit_id))
    typer.echo(_("Đã thêm tài khoản {username}.").format(username=username))


@app.command("import")
def import_(
    file: Annotated[Path, typer.Argument(help="Tệp danh sách hộ nghèo (.xlsx).")],
    officer: Annotated[str, typer.Option(help="Tên đăng nhập của cán bộ đứng tên.")],
    unit: Annotated[str | None, typer.Option(help="Mã xã; mặc định: đơn vị của cán bộ.")] = None,
    check: Annotated[bool, typer.Option("--check", help="Chỉ đọc và báo, không công bố.")] = False,
) -> None:
    """Đọc một danh sách hộ nghèo, báo từng dòng có vấn đề, rồi công bố."""
    database = Database(_settings().database_url)
    require_newest(database)
    importing.import_file(database, file, officer, unit, publish=not check)


@app.command()
def chat() -> None:
    """Trò chuyện ngay trong cửa sổ này, không cần token."""
    settings = _settings()
    database = Database(settings.database_url)
    require_newest(database)
    _load_programmes(database)
    asyncio.run(console.converse(settings, database))


def main() -> None:
    """Runs a command; what is refused is said in one sentence."""
    try:
        app()
    except Refused as refused:
        typer.echo(str(refused), err=True)
        sys.exit(1)
    except DATABASE_AWAY:
        typer.echo(_("Không dùng được cơ sở dữ liệu. Xem lại thiết lập DATABASE_URL."), err=True)
        sys.exit(1)


def _settings(**given: object) -> Settings:
    settings = settings_module.load(**given)
    logs.configure(settings)
    return settings


def _service(settings: Settings) -> Service:
    channels = configured(settings)
    if settings.simulator:
        channels |= {channel.name: channel for channel in SIMULATED.values()}
    if not channels:
        typer.echo(
            _("Chưa có token của Telegram hay Zalo: chỉ trang web và `noisong chat` dùng được."),
            err=True,
        )
    return Service(settings, Database(settings.database_url), channels)


def _load_programmes(database: Database) -> None:
    with database.transaction() as session:
        load_catalogue(session)
