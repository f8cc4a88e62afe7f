"""Photos that prove a criterion, put to an application by an officer: somebody without a phone brought
the paper, or it was seen on the spot."""

from sqlalchemy.orm import Session

from backend.errors import Conflict, Invalid
from backend.i18n import _
from backend.learning_titles import contents, queries, rubrics
from backend.learning_titles.histories import note
from backend.learning_titles.models import ApplicationId, TitleApplication
from backend.learning_titles.words import TitleHappened, TitleStatus
from backend.media.uploads import keep_uploaded
from backend.officers.models import Officer

OPEN = (TitleStatus.WAITING, TitleStatus.SENT_BACK, TitleStatus.REFUSED)


def add_photo(
    session: Session,
    officer: Officer,
    application_id: ApplicationId,
    version: int,
    criterion: str,
    content: bytes,
) -> TitleApplication:
    """Keeps the photo of one criterion, in the place of an earlier one. Raises `Invalid` beside the
    field, `Conflict` once the points are given or when the page was old."""
    found = queries.application(session, officer, application_id, lock=True)
    if found.version != version:
        raise Conflict(_("Hồ sơ này vừa có thay đổi. Anh/chị xem lại ở dưới rồi làm tiếp."))
    if found.status not in OPEN:
        raise Conflict(_("Hồ sơ đã chấm xong, không thêm minh chứng được nữa."))
    asked = {
        each.code: each
        for each in rubrics.rubric_of(session, found.rubric_id).criteria
        if each.evidence
    }
    if criterion not in asked:
        raise Invalid(_("Anh/chị chọn ảnh này là minh chứng cho tiêu chí nào."), field="criterion")
    score = contents.scores(session, found)[criterion]
    score.media_id = keep_uploaded(session, content)
    note(session, found, TitleHappened.EVIDENCE, _(asked[criterion].name), by=officer)
    return found
