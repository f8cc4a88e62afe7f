"""A channel that ends on a page: what is "sent" is read from the outbox by the simulator."""

from collections.abc import AsyncGenerator, Mapping
from typing import Any

from bot.channels.base import Capabilities
from bot.messages import Inbound, Outgoing
from bot.simulator.picture import picture


class SimulatorChannel:
    """Stands for a platform: with its abilities, without its network."""

    webhook_secret = webhook_secret_header = ""

    def __init__(self, like: str, capabilities: Capabilities) -> None:
        self.name = f"simulator-{like}"
        self.capabilities = capabilities

    async def start(self) -> None:
        """Nothing to open."""

    async def stop(self) -> None:
        """Nothing to close."""

    def parse(self, payload: Mapping[str, Any]) -> Inbound | None:
        """The page makes its messages itself."""
        return None

    async def send(self, chat_id: str, message: Outgoing) -> str:
        """The page shows it as soon as it counts as sent."""
        return ""

    def pieces(self, message: Outgoing) -> int:
        """One: the page cuts nothing."""
        return 1

    async def fetch(self, handle: str) -> bytes:
        """The invented picture that the page's button stands for."""
        return picture()

    async def typing(self, chat_id: str) -> None:
        """The page shows the answer as soon as it is there."""

    async def acknowledge(self, inbound: Inbound) -> None:
        """No spinner to stop."""

    async def poll(self) -> AsyncGenerator[Mapping[str, Any], None]:
        """Nothing comes from outside."""
        return
        yield {}

    async def set_webhook(self, url: str) -> None:
        """There is nobody to tell."""

    async def delete_webhook(self) -> None:
        """There is none."""


TELEGRAM = SimulatorChannel(
    "telegram", Capabilities(remote=False, buttons=True, phone=True, location=True, photos=True)
)
ZALO = SimulatorChannel("zalo", Capabilities(remote=False, photos=True))
SIMULATED = {"telegram": TELEGRAM, "zalo": ZALO}
