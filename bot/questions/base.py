"""What every kind of question has."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from backend.i18n import N_, _
from backend.vietnamese import clean
from bot.messages import Inbound, Kind
from bot.questions.plain import surer, without_particles
from bot.reading.base import NOTHING, Reading

T = TypeVar("T")
Options = tuple[tuple[str, str], ...]


class Stale(Exception):
    """A remembered answer does not fit the question any more."""


@dataclass(frozen=True)
class Step:
    """Part of an answer, read in place of one; the rest is asked next."""

    said: str


@dataclass(frozen=True)
class Question(Generic[T]):
    """The common part. `text` is one question; `options` are (value, label) pairs."""

    name: str
    text: str
    options: Options = ()
    hint: str = ""  # said when an answer could not be read: what would be readable
    short: str = ""  # the question once more, after it was misunderstood
    ask_phone = False
    an_officer_may_help = True
    may_be_answered_ahead = True  # by words that were said before it was shown
    ask_location = False

    def read(self, message: Inbound) -> Reading[T]:
        """What the message answers."""
        if message.kind is Kind.CHOICE:
            return self.read_option(message.value)
        if message.kind is not Kind.TEXT or not clean(message.text):
            return NOTHING
        reading = self.read_text(message.text)
        if not reading.confirm:
            return reading
        plain = self.read_text(without_particles(message.text))
        return plain if surer(reading, plain) else reading

    def read_aside(self, message: Inbound) -> Reading[T]:
        """What a message answers here that by itself clearly asks for something else ("hồ sơ tới
        đâu rồi"). A question that takes nearly any words has to be careful with it."""
        return self.read(message)

    def is_unmistakable(self, text: str) -> bool:
        """Whether a sure answer can hardly be meant for the question that comes next."""
        return True

    def glean(self, text: str) -> Reading[T]:
        """What a text that answers something else tells beside it; only beyond doubt."""
        return NOTHING

    def tell(self, value: T) -> str:
        """A gleaned answer as it is read back, in words that say what it is."""
        return self.show(value)

    def read_option(self, value: str) -> Reading[T]:
        """What a tap answers."""
        return NOTHING

    def read_text(self, text: str) -> Reading[T]:
        """What typed words answer; nothing, unless a kind of question reads them."""
        return NOTHING

    def easier(self, steps: Sequence[str], tried: Sequence[str]) -> "Question[Any] | None":
        """The same asked in another way, for who was misunderstood twice; None where there is none.
        `steps` are the parts of the answer so far, `tried` the words that were no answer. Its
        readings may be a `Step`; what it does not read, this question may."""
        return None

    def kept(self, steps: Sequence[str]) -> list[str]:
        """The parts of an answer that stay when the next one was not understood: none."""
        return []

    def unclear(self, message: Inbound) -> str:
        """One kind sentence on why that was no answer, and what would be."""
        return self.flaw(message) or self.hint or _("Em chưa hiểu ý anh/chị ạ.")

    def flaw(self, message: Inbound) -> str:
        """What is wrong with the message itself, however one asks; empty where nothing is."""
        if message.kind is Kind.TEXT and clean(message.text):
            return ""
        return _(UNREADABLE.get(message.kind, UNREADABLE[Kind.UNSUPPORTED]))

    def dump(self, value: T) -> Any:
        """The stored form."""
        return value

    def load(self, stored: Any) -> T:
        """Reads what `dump` wrote."""
        value: T = stored
        return value

    def show(self, value: T) -> str:
        """The answer, as it is read back to the person."""
        return str(value)


UNREADABLE = {
    Kind.VOICE: N_("Em chưa nghe được tin thoại. Anh/chị gõ chữ giúp em, không cần dấu cũng được."),
    Kind.IMAGE: N_("Câu này em chưa cần ảnh nên không giữ ảnh vừa rồi. Anh/chị gõ chữ giúp em ạ."),
    Kind.STICKER: N_("Em cảm ơn ạ. Hình này em chưa hiểu, anh/chị gõ chữ giúp em."),
    Kind.LOCATION: N_("Em chưa dùng được vị trí. Anh/chị gõ tên thôn, tên xã giúp em ạ."),
    Kind.FILE: N_("Em chưa mở được tệp và không giữ tệp này. Anh/chị gõ chữ giúp em ạ."),
    Kind.CONTACT: N_("Em chưa dùng được danh thiếp này. Anh/chị gõ số điện thoại giúp em ạ."),
    Kind.PHONE: N_("Em chưa cần số điện thoại ở bước này. Anh/chị trả lời câu hỏi giúp em ạ."),
    Kind.TEXT: N_("Em chưa thấy chữ nào. Anh/chị gõ câu trả lời giúp em ạ."),
    Kind.UNSUPPORTED: N_(
        "Em chưa đọc được tin này. Anh/chị gõ chữ giúp em; nếu vẫn không được, "
        "anh/chị nhờ người thân, thầy cô hoặc cán bộ xã nhắn hộ ạ."
    ),
}
