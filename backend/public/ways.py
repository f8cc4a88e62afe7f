"""How a family reaches the service: what of it is set up, and how it is called."""

from dataclasses import dataclass

from backend.settings import Settings


@dataclass(frozen=True)
class Ways:
    """Links to the chats, "" for a channel that is not set up. Where `simulated`, both lead to the
    simulator, which is sent a form."""

    telegram: str
    zalo: str
    operator: str
    phone: str
    simulated: bool = False

    @property
    def dialled(self) -> str:
        """The telephone as a link calls it: "+" and digits only."""
        return "".join(letter for letter in self.phone if letter in "+0123456789")


def ways_of(settings: Settings, code: str = "") -> Ways:
    """The ways in. `code` is the invitation's, which Telegram hands over; Zalo cannot."""
    name = (settings.telegram_bot_name or "").removeprefix("@")
    telegram = f"https://t.me/{name}" if name else ""
    return Ways(
        telegram=f"{telegram}?start={code}" if telegram and code else telegram,
        zalo=settings.zalo_link or "",
        operator=settings.operator_name,
        phone=settings.operator_phone or "",
        simulated=settings.simulator,
    )
