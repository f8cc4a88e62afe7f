"""What people hear about a code, about a phone that was joined, and about one that was taken out."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.contacts import link_codes as codes
from backend.contacts.models import ChannelAddress, ContactId
from backend.contacts.rules import UNDO_WITHIN
from backend.i18n import _
from backend.messages.channel_names import channel_name
from backend.messages.models import Priority
from backend.messages.service import put
from backend.notices.service import notify


def tell_issued(session: Session, contact_id: ContactId, code: str) -> None:
    """The code, and what to do with it. Whom people trust most is who cheats them best."""
    told = _(
        "Trong {minutes} phút, anh/chị mở Zalo hoặc Telegram trên máy muốn nối, vào trò chuyện "
        "với em, nhắn: nối {code}\n"
        "Đừng đưa mã này cho ai, kể cả người xưng là cán bộ."
    )
    minutes = int(codes.VALID_FOR.total_seconds() // 60)
    notify(session, contact_id, told.format(minutes=minutes, code=codes.shown(code)))


def tell_joined(session: Session, new: ChannelAddress) -> None:
    """The new address that it was joined, with the question that is open; the others, that it was,
    and how to undo it."""
    notify(
        session,
        new.contact_id,
        _(
            "Đã nối xong. Máy này dùng chung hồ sơ với máy kia, từ giờ em báo tin về máy "
            "anh/chị nhắn gần nhất. Muốn bỏ, anh/chị nhắn: gỡ máy."
        ),
    )
    others = select(ChannelAddress).where(
        ChannelAddress.contact_id == new.contact_id, ChannelAddress.id != new.id
    )
    warning = _(
        "Một máy khác ({channel}) vừa nối vào hồ sơ của anh/chị và xem được hồ sơ. "
        "Không phải anh/chị hay người nhà? Nhắn: gỡ máy (trong {days} ngày)."
    ).format(channel=channel_name(new.channel), days=UNDO_WITHIN.days)
    _put(session, list(session.scalars(others)), warning)


def tell_undone(
    session: Session, contact_id: ContactId, taken_out: Sequence[ChannelAddress]
) -> None:
    """Both sides."""
    notify(
        session,
        contact_id,
        _(
            "Đã gỡ máy nối sau cùng ra, máy đó không xem được hồ sơ của anh/chị nữa. "
            "Cần cán bộ xem giúp, anh/chị nhắn: gặp cán bộ."
        ),
    )
    told = _("Máy này đã được gỡ ra, không dùng chung hồ sơ với máy kia nữa ạ.")
    _put(session, taken_out, told)


def _put(session: Session, addresses: Sequence[ChannelAddress], text: str) -> None:
    for address in addresses:
        if address.unreachable_at is None:
            put(session, address.id, {"text": text}, Priority.NOTICE)
