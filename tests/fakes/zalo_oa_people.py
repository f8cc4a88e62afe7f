"""People on an Official Account: each deed makes the event that Zalo would make of it."""

import time
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.fakes.platform import Json, Sent

if TYPE_CHECKING:
    from tests.fakes.zalo_oa import FakeZaloOa

OA = {"id": "388613280879808645"}


class ZaloOaPerson:
    """One person and their chat with the account. Deeds return the event."""

    def __init__(self, zalo: "FakeZaloOa", name: str, person_id: str) -> None:
        self.zalo = zalo
        self.name = name
        self.id = person_id
        self.phone = "84912345678"
        self.blocked = False
        self.has_written_lately = True

    @property
    def chat_id(self) -> str:
        """As the channel names it."""
        return self.id

    @property
    def received(self) -> list[Sent]:
        """What the account sent to this person."""
        return [sent for sent in self.zalo.sent if sent.chat_id == self.id]

    def says(self, text: str) -> Json:
        """Writes."""
        return self._sends("text", text=text)

    def sends(self, kind: str, text: str = "", **payload: Any) -> Json:
        """Sends something with an attachment."""
        return self._sends(kind, text=text, attachments=[{"type": kind, "payload": payload}])

    def sends_photo(self, caption: str = "", content: bytes = b"") -> Json:
        """Sends a picture."""
        url = self.zalo.upload(f"/no/jpg/{uuid4().hex}.jpg", content)
        return self.sends("image", caption, url=url, thumbnail=f"{url}?small")

    def location(self) -> Json:
        """Sends a place."""
        coordinates = {"latitude": "16.27", "longitude": "107.23"}
        return self.sends("location", "Quán nước A Lưới", coordinates=coordinates)

    def shares_phone(self) -> Json:
        """Fills in the form that asks for the number, and sends it."""
        info = {"name": self.name, "phone": self.phone, "gender": "Nữ"}
        return self._event("user_submit_info", sender={"id": self.id}, recipient=OA, info=info)

    def follows(self) -> Json:
        """Follows the account."""
        self.blocked = False
        return self._follow("follow")

    def unfollows(self) -> Json:
        """Does not want to hear from the account any more."""
        self.blocked = True
        return self._follow("unfollow")

    def blocks(self) -> None:
        """Unfollows."""
        self.unfollows()

    def is_silent_for_a_week(self) -> None:
        """Only templates go from here on."""
        self.has_written_lately = False

    def _follow(self, name: str) -> Json:
        person = {"follower": {"id": self.id}, "oa_id": OA["id"], "source": "oa_profile"}
        return self._event(name, **person)

    def _sends(self, kind: str, **content: Any) -> Json:
        self.has_written_lately = True
        message = {**content, "msg_id": uuid4().hex[:20]}
        sides = {"sender": {"id": self.id}, "recipient": OA}
        return self._event(f"user_send_{kind}", **sides, message=message)

    def _event(self, name: str, **content: Any) -> Json:
        frame = {
            "app_id": "3608465248940903967",
            "user_id_by_app": f"app-{self.id}",
            "event_name": name,
            "timestamp": str(int(time.time() * 1000)),
        }
        return self.zalo.deliver({**frame, **content})
