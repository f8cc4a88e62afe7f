"""Whether somebody asks for a household that is not the own one."""

import re

from backend.vietnamese import fold

# "Xin điện thoại cho bà hàng xóm", "tôi là trưởng thôn, khai hộ": compared without marks.
_HELPS = re.compile(
    r"\bcho (?:\w+ )?(?:hang xom|nguoi quen|ho ngheo trong thon|ba con trong thon)\b"
    r"|\b(?:xin|nhan|khai|lam|dang ky) (?:giup|gium|dum|ho|dum cho|ho cho) (?:cho )?"
    r"(?:\w+ )?(?:hang xom|nguoi quen|gia dinh khac|ho khac)\b"
)


def helps_another(text: str) -> bool:
    """Whether a wish is told for neighbours."""
    return _HELPS.search(fold(text)) is not None
