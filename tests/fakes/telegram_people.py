"""People on the fake Telegram: each deed makes the update that Telegram would make of it."""

import json
import time
from typing import TYPE_CHECKING, Any

from tests.fakes.platform import Button, Json, Sent

if TYPE_CHECKING:
    from tests.fakes.telegram import FakeTelegram

FILE = {"file_id": "AgAC-file", "file_unique_id": "AQAD"}
GROUP = {"id": -100123, "type": "supergroup", "title": "Phụ huynh lớp 3A"}


class TelegramPerson:
    """One person and their private chat with the bot. Deeds return the update."""

    def __init__(self, telegram: "FakeTelegram", name: str, person_id: int, phone: str) -> None:
        self.telegram = telegram
        self.name = name
        self.id = person_id
        self.phone = phone  # without "+", as Telegram often has it
        self.blocked = False

    @property
    def chat_id(self) -> str:
        """As the channel names it."""
        return str(self.id)

    @property
    def received(self) -> list[Sent]:
        """What the bot sent to this person."""
        return [sent for sent in self.telegram.sent if sent.chat_id == self.chat_id]

    def says(self, text: str) -> Json:
        """Writes."""
        return self._message(text=text)

    def starts(self, payload: str = "") -> Json:
        """Opens the bot, perhaps by a deep link."""
        return self.says(f"/start {payload}".strip())

    def taps(self, button: str) -> Json:
        """Taps the newest button with this label or data."""
        sent, found = self._find(button)
        if not found.data:  # a key of a reply keyboard writes its label
            if found.location:
                return self.location()
            return self.shares_phone() if found.contact else self.says(found.label)
        message = {
            "message_id": int(sent.message_id),
            "date": int(sent.at),
            "chat": self._chat(),
            "text": sent.text,
            "reply_markup": json.loads(sent.raw["reply_markup"]),
        }
        query = {
            "id": str(5_000_000 + self.telegram.next_number()),
            "from": self._me(),
            "chat_instance": "-77",
            "message": message,
            "data": found.data,
        }
        return self.telegram.update(callback_query=query)

    def shares_phone(self) -> Json:
        """Taps the key that hands over the own number."""
        return self._message(contact=self._card())

    def shares_contact_of(self, other: "TelegramPerson") -> Json:
        """Sends somebody else's card."""
        return self._message(contact=other._card())

    def forwards_own_contact(self) -> Json:
        """Forwards a card that names the forwarder: it may have been made up."""
        origin = {"type": "hidden_user", "sender_user_name": "?", "date": 1}
        return self._message(contact=self._card(), forward_origin=origin)

    def sends_photo(self, caption: str = "", content: bytes = b"") -> Json:
        """Sends a picture, of which Telegram makes smaller ones."""
        small, large = ({**FILE, "file_id": self._file(content)} for _size in range(2))
        sizes = [{**large, "width": 960, "height": 720}, {**small, "width": 90, "height": 68}]
        return self._message(photo=sizes, caption=caption)

    def sends_photo_as_file(self, kind: str = "image/jpeg", content: bytes = b"") -> Json:
        """Sends a picture as it is."""
        return self._message(document={**FILE, "file_id": self._file(content), "mime_type": kind})

    def _file(self, content: bytes) -> str:
        file_id = f"AgAC-{self.telegram.next_number()}"
        self.telegram.holds(file_id, content)
        return file_id

    def sticker(self) -> Json:
        """Sends a sticker."""
        kind = {"type": "regular", "is_animated": False, "is_video": False}
        return self._message(sticker={**FILE, **kind, "width": 512, "height": 512})

    def voice(self) -> Json:
        """Sends a voice message."""
        return self._message(voice={**FILE, "duration": 3})

    def location(self) -> Json:
        """Sends a place."""
        return self._message(location={"latitude": 16.27, "longitude": 107.23})

    def location_moves_on(self) -> Json:
        """Walks while sharing the place."""
        place = {"latitude": 16.28, "longitude": 107.24}
        return self.telegram.update(edited_message=self._body(location=place, edit_date=1))

    def document(self) -> Json:
        """Sends a file."""
        return self._message(document=FILE)

    def edits(self, text: str) -> Json:
        """Changes an earlier message."""
        return self.telegram.update(edited_message=self._body(text=text, edit_date=1))

    def says_in_group(self, text: str) -> Json:
        """Writes in the parents' group."""
        return self._message(chat=GROUP, text=text)

    def blocks(self) -> Json:
        """Blocks the bot: nothing can be sent any more."""
        return self._membership("kicked")

    def unblocks(self) -> Json:
        """Lets the bot write again."""
        return self._membership("member")

    def _membership(self, status: str) -> Json:
        old = "kicked" if self.blocked else "member"
        self.blocked = status == "kicked"
        bot = {"id": 123456, "is_bot": True, "first_name": "Nối Sóng"}
        member = {"user": bot, "until_date": 0}
        change = {
            "chat": self._chat(),
            "from": self._me(),
            "date": int(time.time()),
            "old_chat_member": {**member, "status": old},
            "new_chat_member": {**member, "status": status},
        }
        return self.telegram.update(my_chat_member=change)

    def _message(self, **content: Any) -> Json:
        return self.telegram.update(message=self._body(**content))

    def _body(self, **content: Any) -> Json:
        number, now = self.telegram.next_number(), int(time.time())
        chat = {"chat": self._chat(), "from": self._me()}
        return {"message_id": number, "date": now, **chat, **content}

    def _me(self) -> Json:
        return {"id": self.id, "is_bot": False, "first_name": self.name, "language_code": "vi"}

    def _chat(self) -> Json:
        return {"id": self.id, "type": "private", "first_name": self.name}

    def _card(self) -> Json:
        return {"phone_number": self.phone, "first_name": self.name, "user_id": self.id}

    def _find(self, wanted: str) -> tuple[Sent, Button]:
        seen = [(sent, button) for sent in reversed(self.received) for button in sent.buttons]
        for sent, button in seen:
            if wanted in (button.label, button.data):
                return sent, button
        raise AssertionError(f"no button {wanted!r} among {[button.label for _, button in seen]}")
