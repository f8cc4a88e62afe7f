"""What a pupil has to learn with at home."""

import re

from backend.i18n import N_, _
from backend.support_requests.models import Lacking
from bot.questions import Choice, named
from bot.reading.base import NOTHING, Reading, sure, unsure
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


_DEVICE = r"(?:máy|may|điện thoại|dien thoai|dthoai|đt|dt|ipad|laptop|smartphone)"
_SCREEN = re.compile(r"\b(?:bể|be|vỡ|vo|nứt|nut|hư|hu|hỏng|hong|sọc|soc) (?:màn|man)\b", re.I)
_WITH_OTHERS = re.compile(
    r"\b(?:cả nhà|ca nha|thay nhau|xài chung|xai chung|học ké|hoc ke)\b", re.I
)
# To be confirmed, the first that fits: "có cái đt của bố", "máy hay đơ", "có đt cũ rồi".
_TOLD = (
    (Lacking.SHARED, re.compile(r"\b(?:của|cua|mượn|muon|chung|ké|dùng nhờ|dung nho)\b", re.I)),
    (
        Lacking.BROKEN,
        re.compile(
            r"\b(?:hư|hu|hỏng|bể|vỡ|nứt|đơ|lỗi|yếu|yeu|chết nguồn|chet nguon"
            rf"|(?:ma|bi|nhung|hay|{_DEVICE}) (?:hong|do|loi))\b",
            re.I,
        ),
    ),
    (Lacking.TV_ONLY, re.compile(r"\b(?:tivi|ti vi|tv)\b", re.I)),
    (Lacking.HAS_DEVICE, re.compile(rf"^(?:dạ |da )?(?:có|co)\b|\b{_DEVICE}\b", re.I)),
)


class _Lacking(Choice):
    """Also any plain no, to be confirmed: "chưa có chi hết", "nỏ có mô", but "không hỏng" too."""

    def read_text(self, text: str) -> Reading[str]:
        """An option, or else that there is nothing, or what a sentence speaks of."""
        reading = super().read_text(text)
        if reading.value is not None or "?" in text:
            return reading
        if _SCREEN.search(text):
            return sure(Lacking.BROKEN.value)
        if _WITH_OTHERS.search(text):
            return unsure(Lacking.SHARED.value)
        if read_yes_no(text).value is False:
            return unsure(Lacking.NO_DEVICE.value)
        told = next((kind for kind, said in _TOLD if said.search(text)), None)
        return unsure(told.value) if told else NOTHING


def lacking_of(child: str) -> Choice:
    """The question after what the child has to learn with."""
    asked = _("Hiện {child} học bằng gì ở nhà ạ?").format(child=child)
    options = tuple((kind.value, kind.label) for kind in Lacking)
    return _Lacking("lacking", asked, options, also=named(_SAID))
