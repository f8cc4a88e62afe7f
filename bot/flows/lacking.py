"""What a pupil has to learn with at home."""

from backend.i18n import N_, _
from backend.support_requests.models import Lacking
from bot.questions import Choice, named
from bot.reading.base import Reading, unsure
from bot.reading.yes_no import read_yes_no

_SAID: dict[str, str] = {
    Lacking.NO_DEVICE: N_(
        "không có máy; chưa có; không có gì; không có gì hết; không có gì cả; không có cái gì;"
        " chưa có gì; chưa có gì hết; chưa có gì cả; chưa có cái gì; không có chi; không có chi hết;"
        " chưa có chi; chưa có chi hết"
    ),
    # One name with many words: any of them is of it.
    Lacking.SHARED: N_("dùng mượn học nhờ của bố mẹ ba má hàng xóm"),
    Lacking.BROKEN: N_("máy hỏng; máy hư; hỏng rồi; hư rồi; máy hỏng rồi; máy hư rồi"),
    Lacking.TV_ONLY: N_("xem tivi"),
    Lacking.HAS_DEVICE: N_("đã có máy; có máy rồi"),
}


class _Lacking(Choice):
    """Also any plain no, to be confirmed: "chưa có chi hết", "nỏ có mô", but "không hỏng" too."""

    def read_text(self, text: str) -> Reading[str]:
        """An option, or else that there is nothing."""
        reading = super().read_text(text)
        says_no = reading.value is None and read_yes_no(text).value is False
        return unsure(Lacking.NO_DEVICE.value) if says_no else reading


def lacking_of(child: str) -> Choice:
    """The question after what the child has to learn with."""
    asked = _("Hiện {child} học bằng gì ở nhà ạ?").format(child=child)
    options = tuple((kind.value, kind.label) for kind in Lacking)
    return _Lacking("lacking", asked, options, also=named(_SAID))
