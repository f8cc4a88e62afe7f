"""Photos on officers' pages: shown only with the case that they belong to, and chosen from a file."""

from collections.abc import Collection

from starlette.responses import Response

from backend.admin.page import Page
from backend.errors import NotFound
from backend.i18n import _
from backend.media.models import MediaFile, MediaId, MediaState
from backend.media.uploads import LARGEST_PHOTO

_HEADERS = {"cache-control": "private, max-age=600"}


def picture(page: Page, media_id: MediaId, of_case: Collection[object]) -> Response:
    """One of the photos of a case that the officer may see. Raises `NotFound` for any other."""
    media = page.session.get(MediaFile, media_id) if media_id in of_case else None
    if media is None or media.state is not MediaState.STORED or media.content is None:
        raise NotFound(_("Không có ảnh này."))
    return Response(media.content, media_type=media.content_type, headers=_HEADERS)


def chosen(page: Page) -> bytes:
    """What was put into the form's field `photo`, at most a byte more than may be kept. Raises
    `Invalid` when nothing was."""
    return page.form.file("photo").file.read(LARGEST_PHOTO + 1)
