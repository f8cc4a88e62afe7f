"""Whether somebody introduces themselves as a teacher."""

import re

from backend.vietnamese import fold

_TEACHER = r"(?:giao vien|co giao|thay giao|gv|gvcn|nha giao|hieu truong|hieu pho|chu nhiem)"
# "Vợ tôi là giáo viên" is about somebody else.
_IS_TEACHER = re.compile(
    rf"^(?:(?:da|chao|thua|alo|em|anh|chi|co|thay|ad|ban|xa|oi|a|xin)[ ,.]+)*"
    rf"(?:(?:em|toi|tui|minh|co|thay|t)[ ,]+(?:day )?(?:la|lam|dang la|von la)(?: \w+)? {_TEACHER}\b"
    rf"|(?:toi|tui|minh|em) (?:dang |hien )?day (?:hoc |o |tai )+|{_TEACHER}(?: day| o day)?[ .!a]*$)"
)


def says_teacher(text: str) -> bool:
    """Whether a message does: "tôi là cô giáo", "em là giáo viên trường Hồng Thủy"."""
    return bool(_IS_TEACHER.search(fold(text)))
