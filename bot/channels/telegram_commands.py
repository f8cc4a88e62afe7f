"""The commands behind Telegram's menu button: each stands for words that everybody may type."""

import re

from backend.i18n import N_

# The name (a-z, 0-9 and _ only), what it stands for, and how the menu explains it.
COMMANDS = (
    ("menu", "menu", N_("Xem những việc em giúp được")),
    ("xinmay", "xin máy tính cho con", N_("Xin máy tính cho con đi học")),
    ("trangthai", "trạng thái", N_("Xem hồ sơ tới đâu")),
    ("gapcanbo", "gặp cán bộ", N_("Nhắn cho cán bộ xã")),
    ("quaylai", "quay lại", N_("Quay lại câu trước")),
    ("huy", "huỷ", N_("Bỏ phần đang làm")),
)
_WORDS = {name: words for name, words, _explained in COMMANDS}
_COMMAND = re.compile(r"/(\w+)(?:@\w+)?(?=\s|$)")


def spoken(text: str) -> str:
    """A text whose command, "/trangthai" or "/trangthai@bot", is put into words. One that is not in
    the menu only loses its mark, for people may guess: "/help"."""
    command = _COMMAND.match(text)
    if command is None:
        return text
    name = command[1].lower()
    return _WORDS.get(name, command[1]) + text[command.end() :]
