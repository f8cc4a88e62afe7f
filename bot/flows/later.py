""" "Tối em làm tiếp", "mai chị nhắn lại": words that put a question off, beside those of `reading`."""

import re

from bot.reading.phrases import split

LONGEST = 10  # words
_PARTICLES = r"(?: (?:ạ|nhé|nhe|nha|nghe|em|đã|da|rồi|hen|hỉ))*"
_WHO = r"(?:(?:em|chị|chi|anh|cô|co|bác|bac|tôi|toi|mình|minh|tui|con|cháu|chau) )?"
# "Toi" alone is tôi as often as tối.
_WHEN = (
    r"(?:tối(?: nay| mai)?(?: về)?|toi (?:nay|mai|ve)|(?:ngày |ngay |sáng |sang )?mai|mốt"
    r"|chiều(?: nay)?|chieu nay|trưa(?: nay)?|(?:lúc|luc|khi|hôm) (?:khác|khac|sau)"
    r"|(?:tí|ti|lát|lat|chút|chut) (?:nữa|nua)|cuối tuần|cuoi tuan|(?:khi nào |khi nao )?(?:rảnh|ranh)"
    r"|bao giờ rảnh|xong (?:việc|viec))"
)
_DO = r"(?:(?:làm|lam|khai)(?: tiếp| tiep)?|(?:nhắn|nhan)(?: lại| lai)?|trả lời|tra loi|gửi|gui)"
# "Em đang đi làm, ", "để"
_BEFORE = rf"(?:(?:dạ|da|để|de|thôi|thoi|ok|giờ|gio) )*{_WHO}(?:(?:đang|dang|bận|ban) .{{0,25}} )?"
_LATER = re.compile(
    rf"{_BEFORE}{_WHEN} {_WHO}(?:(?:sẽ|se|mới|moi|rồi|roi) )?{_DO}(?: sau)?{_PARTICLES}"
    rf"|(?:dạ |da )?(?:(?:lúc|luc|khi|hôm) (?:khác|khac)|từ từ|tu tu){_PARTICLES}"
    rf"|{_BEFORE}{_DO} sau{_PARTICLES}"
)


def says_later(text: str) -> bool:
    """Whether a short message is nothing but such words; never a question."""
    words = [word.typed for word in split(text, raw=False)]
    is_short = len(words) <= LONGEST and "?" not in text
    return is_short and bool(_LATER.fullmatch(" ".join(words)))
