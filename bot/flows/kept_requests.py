"""What is kept of a person's own requests, one line each, as it was said."""

from backend.i18n import _
from backend.office import Office
from backend.support_requests.models import SupportRequest


def kept_requests(office: Office) -> list[str]:
    """Newest first."""
    return [
        _of_household(office, request) if request.is_for_household else _of_pupil(request)
        for request in office.requests()
    ]


def _of_pupil(request: SupportRequest) -> str:
    words = _(
        "Hồ sơ {code}: học sinh {child}, sinh {born}, {school}, lớp {class_name}; "
        "chủ hộ {head}; {hamlet}; điện thoại {phone}."
    )
    return words.format(
        code=request.code,
        child=request.child_name,
        born=request.child_birth_year or _("không nhớ"),
        school=request.school,
        class_name=request.class_name,
        head=request.head_name,
        hamlet=request.hamlet,
        phone=request.phone or _("không có số"),
    )


def _of_household(office: Office, request: SupportRequest) -> str:
    """What is kept of a request for the household as a whole."""
    own = "".join(f"; {_(fact['label']).lower()}: {fact['shown']}" for fact in request.facts)
    words = _(
        "Hồ sơ {code}, xin {thing}: chủ hộ {head}, sinh {born}; {hamlet}; điện thoại {phone}{own}."
    )
    return words.format(
        code=request.code,
        thing=_(office.thing_of(request)),
        head=request.head_name,
        born=request.head_birth_year or _("không nhớ"),
        hamlet=request.hamlet,
        phone=request.phone or _("không có số"),
        own=own,
    )
