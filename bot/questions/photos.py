"""A question that is answered by a photo."""

from dataclasses import dataclass
from itertools import dropwhile

from backend.i18n import N_, _
from bot.messages import Inbound, Kind
from bot.questions.base import Options, Question
from bot.reading.base import NOTHING, Reading, sure, unsure
from bot.reading.phrases import spell_out, split
from bot.reading.yes_no import read_yes_no

NO_PHOTO = ""
SHORTEST = 2  # words
# Without marks, as they are compared.
_REFUSING = ("khong", "chua", "thoi", "khoi")
_LATER = ("bo qua", "de sau", "khoi", "de sau nhe", "bo qua nhe", "cho qua")
_POLITE = {"da", "em", "chi", "toi", "minh", "thi"}
_WAITING = {"cho", "doi"}
_PHOTO_WORDS = {"anh", "hinh", "chup", "gui", "camera"}
_UNUSABLE = {
    Kind.IMAGE: N_("Ảnh chưa tới được em. Anh/chị gửi lại giúp em, hoặc nhắn: không."),
    Kind.FILE: N_("Em chỉ nhận ảnh, chưa mở được tệp. Anh/chị gửi ảnh giúp em, hoặc nhắn: không."),
    Kind.TEXT: N_("Anh/chị gửi một tấm ảnh vào đây giúp em. Không có ảnh thì nhắn: không."),
}


@dataclass(frozen=True)
class Photo(Question[str]):
    """A photo as its reference, "channel:handle", which `media.service.keep` takes; or `NO_PHOTO`.
    The photo itself is fetched later, so that nobody waits for it."""

    options: Options = (("none", N_("Không có ảnh")),)

    def read(self, message: Inbound) -> Reading[str]:
        """The photo that was sent, or that there is none."""
        if message.kind is Kind.IMAGE and message.media:
            return sure(f"{message.channel}:{message.media}")
        return super().read(message)

    def read_option(self, value: str) -> Reading[str]:
        """The way out for those who have none."""
        return sure(NO_PHOTO) if value == "none" else NOTHING

    def read_text(self, text: str) -> Reading[str]:
        """Only that there is none; what sounds like it ("máy không lên") is asked back."""
        said = [word.bare for word in spell_out(split(text))]
        words = list(dropwhile(_POLITE.__contains__, said)) or said
        if " ".join(words) in _LATER:
            return sure(NO_PHOTO)
        says_no = read_yes_no(text)
        refuses = says_no.value is False
        if refuses and says_no.certain and (len(words) <= SHORTEST or words[0] in _REFUSING):
            return sure(NO_PHOTO)
        about_photos = "khong" in words and not _PHOTO_WORDS.isdisjoint(words)
        return unsure(NO_PHOTO) if refuses or about_photos else NOTHING

    def unclear(self, message: Inbound) -> str:
        """What to send instead."""
        if message.kind is Kind.TEXT and _asks_to_wait(message.text):
            return _(
                "Dạ em chờ. Anh/chị chụp xong cứ gửi vào đây. Không chụp được thì nhắn: không."
            )
        if message.kind is Kind.TEXT and self.hint:
            return self.hint
        return _(_UNUSABLE[message.kind]) if message.kind in _UNUSABLE else super().unclear(message)

    def show(self, value: str) -> str:
        """Whether there is one; never the reference."""
        return _("có ảnh") if value else _("không có ảnh")


def _asks_to_wait(text: str) -> bool:
    """Such as "chờ em chụp", "đợi tí"."""
    words = {word.bare for word in spell_out(split(text))}
    return not _WAITING.isdisjoint(words)
