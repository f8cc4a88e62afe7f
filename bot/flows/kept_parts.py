"""All that is kept of a person, part by part, for XEM: how much there is, and its lines on demand."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.i18n import _
from backend.office import Office
from bot.flows.kept import kept_besides
from bot.flows.kept_requests import kept_requests

MOST_LINES = 8  # of a part in one message


@dataclass(frozen=True)
class Part:
    """`label` stands on its button, `counted` in the overview ("2 hồ sơ"), "" where it is no number."""

    code: str
    label: str
    counted: str
    lines: Sequence[str]

    def told(self) -> str:
        """Its first lines, and how many more there are."""
        more = len(self.lines) - MOST_LINES
        words = _("Còn {count} dòng nữa; cần bản đầy đủ, anh/chị nhắn: gặp cán bộ.")
        rest = [words.format(count=more)] if more > 0 else []
        return "\n".join([*self.lines[:MOST_LINES], *rest])


def given(office: Office) -> list[Part]:
    """What the person sent."""
    return _with_lines(
        ("requests", _("Hồ sơ đã gửi"), _("{count} hồ sơ"), kept_requests(office)),
        ("besides", _("Phiếu, việc khác"), _("{count} phiếu hoặc việc khác"), kept_besides(office)),
        ("asked", _("Việc đã hỏi về thông tin"), "", office.data_requests()),
    )


def gathered(office: Office) -> list[Part]:
    """What came to it since, at the offices and in the chat."""
    own = office.own_data
    messages = own.messages_kept()
    talk = _("{count} tin nhắn").format(count=messages.received + messages.sent)
    photos = _(", {count} ảnh").format(count=messages.photos) if messages.photos else ""
    return _with_lines(
        ("listed", _("Danh sách của xã"), _("{count} lần đối chiếu danh sách"), own.listed()),
        ("things", _("Máy, gói cước đã nhận"), _("{count} lần giao máy, gói cước"), own.things()),
        ("messages", _("Tin nhắn, ảnh"), talk + photos, [messages.line()]),
        ("consents", _("Lời đồng ý"), _("{count} lời đồng ý"), own.consents()),
        ("receivers", _("Đã đưa cho ai"), "", own.receivers()),
    )


def _with_lines(*parts: tuple[str, str, str, Sequence[str]]) -> list[Part]:
    return [
        Part(code, label, counted.format(count=len(lines)), lines)
        for code, label, counted, lines in parts
        if lines
    ]
