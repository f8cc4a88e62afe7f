"""What a person and an officer read about an erasure."""

from collections.abc import Iterable, Iterator

from backend.data_requests.models import DataRequest
from backend.data_requests.wording import named
from backend.i18n import N_, _, day
from backend.retention.erasure import Erasure

LONGEST = 300  # letters of a message
# What people call the rows of which tables; what is not here goes with one of them.
_GROUPS = (
    (N_("hồ sơ"), ("support_requests",)),
    (N_("phiếu"), ("tickets",)),
    (N_("hồ sơ danh hiệu"), ("title_applications",)),
    (N_("lời báo không có nhu cầu"), ("need_answers",)),
    (N_("tin nhắn"), ("inbox_messages", "outbox_messages")),
    (N_("ảnh"), ("media_files", "hand_over_photos")),
)


def erased(request: DataRequest, office: str, done: Erasure) -> Iterator[str]:
    """What was erased, what stays and why, and how long backups still hold it."""
    words = _("{office} đã xóa thông tin của anh/chị theo yêu cầu {code}: {counts}.")
    yield from _cut(words.format(office=office, counts=counted(done), **named(request)))
    if done.kept:
        yield from _gathered([_("Còn giữ lại:"), *(f"- {line}" for line in done.kept)])
    if done.backups_until:
        yield _(
            "Bản sao lưu còn giữ thông tin cũ đến ngày {day}, rồi tự mất. Anh/chị không cần làm gì thêm."
        ).format(day=day(done.backups_until))


def counted(done: Erasure) -> str:
    """What was erased, each kind with its number; "" for nothing."""
    named = [
        (sum(done.erased.get(table, 0) for table in tables), _(name)) for name, tables in _GROUPS
    ]
    known = {table for _name, tables in _GROUPS for table in tables}
    others = sum(count for table, count in done.erased.items() if table not in known)
    every = [*named, (others, _("mục đi kèm"))]
    return ", ".join(f"{count} {name}" for count, name in every if count)


def _gathered(lines: Iterable[str]) -> Iterator[str]:
    """Lines as few messages."""
    message = ""
    for line in lines:
        if message and len(message) + 1 + len(line) > LONGEST:
            yield from _cut(message)
            message = line
        else:
            message = f"{message}\n{line}".strip()
    yield from _cut(message)


def _cut(text: str) -> Iterator[str]:
    """The text as messages, cut between words."""
    while len(text) > LONGEST:
        at = text.rfind(" ", 0, LONGEST)
        at = at if at > 0 else LONGEST
        yield text[:at]
        text = text[at:].strip()
    yield text
