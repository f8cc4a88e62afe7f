"""What a pupil has to learn with at home."""

from backend.i18n import N_, _
from backend.support_requests.models import Lacking
from bot.questions import Choice, named

_SAID: dict[str, str] = {
    Lacking.NO_DEVICE: N_(
        "không có máy; chưa có; không có gì; không có gì hết; không có chi; không có chi hết"
    ),
    # One name with many words: any of them is of it.
    Lacking.SHARED: N_("dùng mượn học nhờ của bố mẹ ba má hàng xóm"),
    Lacking.BROKEN: N_("máy hỏng; máy hư"),
    Lacking.TV_ONLY: N_("xem tivi"),
    Lacking.HAS_DEVICE: N_("đã có máy; có máy rồi"),
}


def lacking_of(child: str) -> Choice:
    """The question after what the child has to learn with."""
    asked = _("Hiện {child} học bằng gì ở nhà ạ?").format(child=child)
    options = tuple((kind.value, kind.label) for kind in Lacking)
    return Choice("lacking", asked, options, also=named(_SAID))
