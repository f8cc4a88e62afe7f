"""What children are called before their full names are known."""

from backend.i18n import _
from bot.reading.children import ToldChild


def called(child: ToldChild) -> str:
    """As people called the child, or else by the class."""
    grade = _("lớp {name}").format(name=child.class_name) if child.class_name else ""
    if child.name:
        return f"{child.name} ({grade})" if grade else child.name
    return _("học sinh {grade}").format(grade=grade) if grade else _("học sinh tiếp theo")


def in_order(told: tuple[ToldChild, ...]) -> str:
    """Says that one comes after another."""
    if told[0] == ToldChild():
        return _("Em làm lần lượt từng học sinh: gửi xong hồ sơ này, em hỏi tiếp học sinh sau ạ.")
    first, *others = map(called, told)
    return _("Em làm lần lượt, mỗi học sinh một hồ sơ: {first} trước, rồi đến {others} ạ.").format(
        first=first, others=", ".join(others)
    )
