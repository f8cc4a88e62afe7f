"""The head of the household, whom people also tell by the way."""

from dataclasses import dataclass

from backend.i18n import _
from backend.office import Office
from bot.conversation import Chat
from bot.questions import BirthYear, PersonName
from bot.reading.base import Reading
from bot.reading.heads import given_name, head_name_in, year_behind

YEAR_OF = "head_birth_year_of"  # kept among the answers: the given name, folded


@dataclass(frozen=True)
class _HeadName(PersonName):
    """Also told by the way, behind "chủ hộ"."""

    def glean(self, text: str) -> Reading[str]:
        """The name behind the word for it."""
        return head_name_in(text)

    def tell(self, value: str) -> str:
        """Behind the word that says who it is."""
        return _("chủ hộ {name}").format(name=value)


@dataclass(frozen=True)
class _HeadBirthYear(BirthYear):
    """Also told right behind the name of the head."""

    head: str = ""

    def glean(self, text: str) -> Reading[int]:
        """The year behind the name."""
        return year_behind(self.head, text, self.today)

    def tell(self, value: int) -> str:
        """Behind the word that says whose it is."""
        return _("chủ hộ {year}").format(year=self.show(value))


def _forget_another_years(chat: Chat, head: str) -> None:
    """Another person, as an edit may name one, has another year; a name spelled anew has not."""
    answers, given = chat.talk.answers, given_name(head)
    if answers.get(YEAR_OF, given) != given:
        answers.pop("head_birth_year", None)
    answers[YEAR_OF] = given


async def ask_head(
    chat: Chat, office: Office, *, is_writing: bool = False
) -> tuple[str, int | None]:
    """The head's name and year of birth; None when nobody knows it. `is_writing`: the head is the
    person who writes."""
    asked = _("Họ tên chủ hộ là gì ạ? Ghi như trong căn cước giúp em.")
    if is_writing:
        asked = _("Họ tên của anh/chị là gì ạ? Ghi như trong căn cước giúp em.")
    head = await chat.ask(
        _HeadName(
            "head_name",
            asked,
            hint=_("Em cần họ và tên chủ hộ, ví dụ: Hồ Thị Mai."),
        )
    )
    _forget_another_years(chat, head)
    born = await chat.ask(
        _HeadBirthYear(
            "head_birth_year",
            _("Anh/chị sinh năm nào ạ?")
            if is_writing
            else _("{head} sinh năm nào ạ?").format(head=head),
            hint=_("Anh/chị ghi năm sinh, ví dụ: 1985; hoặc chọn «Không nhớ»."),
            today=office.today(),
            head=head,
        )
    )
    return head, born or None
