"""What a text with variables says: "Máy của {child} đã về {place}"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from backend.i18n import N_, _

SHORT = 300  # letters that are read aloud in one go, and sent as one message everywhere
LONGEST = 1500
_VARIABLE = re.compile(r"\{([^{}]*)\}")

# Each with what it is, and an invented example.
VARIABLES: dict[str, tuple[str, str]] = {
    "child": (N_("tên học sinh, hoặc chủ hộ khi hỗ trợ cả hộ"), N_("Hồ Văn Mẫu")),
    "code": (N_("mã hồ sơ"), "HT-2026-000000"),
    "date": (N_("ngày"), "15/12/2026"),
    "place": (N_("nơi đến"), N_("nhà văn hóa Thôn 1")),
}
TYPED = ("date", "place")  # the sender says them once; the others differ from family to family


@dataclass(frozen=True)
class Flaw:
    """Something in a text that nobody could fill in. `written` is what stands there."""

    written: str
    likely: str = ""

    def __str__(self) -> str:
        if not self.written:
            return _("Có dấu {{ hoặc }} lẻ. Chỗ trống viết đủ hai dấu, ví dụ {{child}}.").format()
        words = _("Không có chỗ trống {written}.").format(written=f"{{{self.written}}}")
        if self.likely:
            return words + " " + _("Có phải {likely} không?").format(likely=f"{{{self.likely}}}")
        known = ", ".join(f"{{{name}}}" for name in VARIABLES)
        return words + " " + _("Dùng được: {known}.").format(known=known)


def used(text: str) -> list[str]:
    """The variables of a text, each once, in the order of their first place."""
    return list(dict.fromkeys(name for name in _VARIABLE.findall(text) if name in VARIABLES))


def flaws(text: str) -> list[Flaw]:
    """Unknown variables, and braces that hold none."""
    unknown = dict.fromkeys(name for name in _VARIABLE.findall(text) if name not in VARIABLES)
    found = [Flaw(name, _likely(name)) for name in unknown if name]
    rest = _VARIABLE.sub("", text)
    if "" in unknown or "{" in rest or "}" in rest:
        found.append(Flaw(""))
    return found


def _likely(name: str) -> str:
    near = get_close_matches(name.strip().lower(), VARIABLES, n=1, cutoff=0.5)
    return near[0] if near else ""


def missing(text: str, values: Mapping[str, str]) -> list[str]:
    """Variables of the text for which there is no value."""
    return [name for name in used(text) if not values.get(name, "").strip()]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The text with its variables; what has no value stays as it is. A value is never read for
    variables again."""
    return _VARIABLE.sub(lambda found: values.get(found[1]) or found[0], text)


def example(text: str) -> str:
    """The text as an invented family would read it."""
    return fill(text, {name: _(value) for name, (_what, value) in VARIABLES.items()})
