"""What people may allow apart from what a request or a ticket needs. Each is asked for by itself, only
when it is wanted; a no to it blocks nothing, and it can be taken back alone (Law 91/2025/QH15)."""

from dataclasses import dataclass

from backend.contacts.commands import NAME, PHOTO
from backend.i18n import N_

WORDING = "2026-11-23"  # of all that follows: a word changed is a new version


@dataclass(frozen=True)
class Leave:
    """`name` is what it is for, `asked` the question for it, in which `child` is filled in, and `ends`
    the words of who takes it back. `asked_child` is what the parent asks the child from seven years on,
    where the law wants the child's own yes: for what makes private life public. "" where not. `typed`
    is what a parent writes to answer."""

    code: str
    name: str
    asked: str
    ends: str
    typed: str
    asked_child: str = ""


LEAVES = (
    Leave(
        PHOTO,
        N_("đăng ảnh lễ trao máy"),
        N_(
            "Xã muốn đăng ảnh lễ trao máy có em {child} trên trang, bảng tin của xã. Không đồng ý thì "
            "hồ sơ vẫn như thường."
        ),
        N_("Thôi cho đăng ảnh"),
        N_("việc đăng ảnh"),
        asked_child=N_(
            "Anh/chị hỏi em {child} giúp em: em có đồng ý cho đăng ảnh mình không? Em trả lời sao, "
            "anh/chị ghi đúng lời em ạ."
        ),
    ),
    Leave(
        NAME,
        N_("nêu tên học sinh với người ủng hộ, báo chí"),
        N_(
            "Xã muốn nêu tên em {child} với người ủng hộ, báo chí. Không đồng ý thì hồ sơ vẫn như "
            "thường."
        ),
        N_("Thôi cho nêu tên"),
        N_("việc nêu tên"),
        asked_child=N_(
            "Anh/chị hỏi em {child} giúp em: em có đồng ý cho nêu tên mình không? Em trả lời sao, "
            "anh/chị ghi đúng lời em ạ."
        ),
    ),
)
BY_CODE = {leave.code: leave for leave in LEAVES}
