"""The whole service over HTTP, and visitors from any address."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from starlette.applications import Starlette

from backend.db import Database
from backend.settings import ChannelMode
from bot.app import build_app
from bot.channels.base import Channel
from bot.channels.telegram import TelegramChannel
from bot.channels.zalo import ZaloChannel
from bot.service import Service
from bot.simulator.channel import SIMULATED
from tests.factories import World
from tests.site import Visitor, demo_settings, serving

SECRETS = {"telegram": "bi-mat-cua-telegram", "zalo": "bi-mat-cua-zalo"}
HEADERS = {
    "telegram": "X-Telegram-Bot-Api-Secret-Token",
    "zalo": "X-Bot-Api-Secret-Token",
}


@dataclass
class Whole:
    """A running service."""

    database: Database
    world: World
    service: Service
    app: Starlette
    address: str

    @contextmanager
    def visitor(self, address: str = "", username: str = "") -> Iterator[Visitor]:
        """Somebody behind a proxy that says from which `address` they come; signed in by name."""
        with Visitor(self.address) as visitor:
            if address:
                visitor.headers["X-Forwarded-For"] = address
            if username:
                visitor.sign_in(username)
            yield visitor


@contextmanager
def running(database: Database, world: World, secure_cookies: bool = False) -> Iterator[Whole]:
    """Serves everything, with webhooks and the simulator."""
    settings = demo_settings(
        simulator=True,
        channel_mode=ChannelMode.WEBHOOK,
        public_url="https://noisong.example.vn",
        secure_cookies=secure_cookies,
    )
    channels: dict[str, Channel] = {channel.name: channel for channel in SIMULATED.values()}
    channels["telegram"] = TelegramChannel("1:token", SECRETS["telegram"])
    channels["zalo"] = ZaloChannel("1:token", SECRETS["zalo"])
    service = Service(settings, database, channels)
    app = build_app(service)
    with serving(app) as address:
        yield Whole(database, world, service, app, address)
    service.close()
