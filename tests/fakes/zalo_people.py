"""People on the fake Zalo: each deed makes the update that Zalo would make of it."""

import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.fakes.platform import Json, Sent

if TYPE_CHECKING:
    from tests.fakes.zalo import FakeZalo

GROUP = {"chat_type": "GROUP", "id": "zgr-f8a7"}


class ZaloPerson:
    """One person and their private chat with the bot. Deeds return the update."""

    def __init__(self, zalo: "FakeZalo", name: str, person_id: str, protected: bool) -> None:
        self.zalo = zalo
        self.name = name
        self.id = person_id
        self.protected = protected
        self.blocked = False
        self.vanished = False

    @property
    def chat_id(self) -> str:
        """As the channel names it: in a private chat the person's id."""
        return self.id

    @property
    def received(self) -> list[Sent]:
        """What the bot sent to this person."""
        return [sent for sent in self.zalo.sent if sent.chat_id == self.id]

    def says(self, text: str) -> Json:
        """Writes."""
        return self._event("text", text=text)

    def sends_photo(self, caption: str = "", content: bytes = b"") -> Json:
        """Sends a picture."""
        url = self.zalo.upload(f"/no/jpg/{message_id()}.jpg", content)
        return self._event("image", message_type="CHAT_PHOTO", caption=caption, photo_url=url)

    def sticker(self) -> Json:
        """Sends a sticker."""
        return self._event("sticker", message_type="CHAT_STICKER", sticker="2be8", url="https://z")

    def voice(self) -> Json:
        """Sends a voice message."""
        return self._event("voice", message_type="CHAT_VOICE", voice_url="https://f2.zdn.vn/x.aac")

    def sends_unsupported(self) -> Json:
        """Sends what bots are not shown: a file, a card, a place."""
        return self._event("unsupported")

    def shares_phone(self) -> Json:
        """Sends a contact card, of which the bot sees nothing."""
        return self.sends_unsupported()

    def says_in_group(self, text: str) -> Json:
        """Mentions the bot in a group."""
        return self._event("text", chat=GROUP, text=f"@Bot {text}")

    def blocks(self) -> None:
        """Takes the permission away: Zalo tells bots only when they send (422)."""
        self.blocked = True

    def vanishes(self) -> None:
        """Leaves Zalo (410)."""
        self.vanished = True

    def _event(self, kind: str, **content: Any) -> Json:
        if self.protected:
            kind, content = "unsupported", {}
        message = {
            "date": int(time.time() * 1000),
            "chat": {"chat_type": "PRIVATE", "id": self.id},
            "message_id": message_id(),
            "from": {"id": self.id, "is_bot": False, "display_name": self.name},
            **content,
        }
        return self.zalo.deliver({"event_name": f"message.{kind}.received", "message": message})


def message_id() -> str:
    """Twenty hexadecimal digits, as on Zalo."""
    return uuid4().hex[:20]
