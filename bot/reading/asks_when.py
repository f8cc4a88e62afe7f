"""Whether a sentence asks when something will come."""

import re

from backend.vietnamese import fold

_WHEN = re.compile(
    r"\b(bao gio|khi nao|chung nao|luc nao|bao lau|ngay nao|thang nao|nam nao|khi mo|bay cho|bua mo)\b"
)


def asks_when(text: str) -> bool:
    """ "bao giờ thôn em có sóng", "chung mo phu song": yes, with or without marks."""
    return bool(_WHEN.search(fold(text))) or "chung mo" in fold(text)
