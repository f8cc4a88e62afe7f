"""Photos that officers choose on a page: kept at once, and like a family's without what their file
tells beside the picture."""

import hashlib
from typing import NamedTuple

from sqlalchemy.orm import Session

from backend import clock
from backend.errors import Invalid
from backend.i18n import _
from backend.media.models import MediaFile, MediaId, MediaState
from backend.media.stripping import NotAPicture, stripped

LARGEST_PHOTO = 5 * 2**20  # bytes


class Picture(NamedTuple):
    """What is kept of a photo; `sha256` (hex) is of `content`."""

    content_type: str
    content: bytes
    sha256: str


def picture_of(content: bytes) -> Picture:
    """The picture alone, of the field `photo` of a form. Raises `Invalid` for what is none or too
    large."""
    if len(content) > LARGEST_PHOTO:
        raise Invalid(_("Ảnh lớn quá 5 MB. Anh/chị chụp lại nhỏ hơn."), field="photo")
    try:
        content_type, picture = stripped(content)
    except NotAPicture:
        words = _("Tệp này không phải ảnh JPG, PNG hoặc WebP. Anh/chị chọn ảnh khác.")
        raise Invalid(words, field="photo") from None
    return Picture(content_type, picture, hashlib.sha256(picture).hexdigest())


def keep_uploaded(session: Session, content: bytes) -> MediaId:
    """Keeps a photo. Raises `Invalid` as `picture_of` does."""
    picture = picture_of(content)
    now = clock.now()
    kept = MediaFile(
        contact_id=None,
        reference="",
        state=MediaState.STORED,
        content=picture.content,
        content_type=picture.content_type,
        sha256=picture.sha256,
        created_at=now,
        due_at=now,
        stored_at=now,
    )
    session.add(kept)
    session.flush()
    return kept.id
