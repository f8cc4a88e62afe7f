"""On which ground a family asks: poor, near-poor, hardship."""

from collections.abc import Sequence

from backend.i18n import N_, _
from backend.programmes.rules import Circumstance
from bot.conversation import Chat
from bot.flows.invitation import know
from bot.questions import Choice, named
from bot.reading.base import NOTHING, Reading, doubt, unsure
from bot.reading.grounds import NONE_OF_THESE, ground_in, ground_meant, lacks_covid

# A name of two, such as "khó khăn", chooses neither: it is asked again.
_IN_WORDS = {
    Circumstance.POOR.value: N_(
        "nghèo; nghèo lắm; sổ nghèo; có sổ nghèo; sổ hộ nghèo; có sổ hộ nghèo; thuộc diện nghèo; "
        "diện nghèo; nhà nghèo; hộ nghèo của xã; khó khăn"
    ),
    Circumstance.NEAR_POOR.value: N_(
        "cận nghèo; sổ cận nghèo; có sổ cận nghèo; sổ hộ cận nghèo; có sổ hộ cận nghèo; "
        "thuộc diện cận nghèo; diện cận nghèo; nhà cận nghèo; hộ cận nghèo của xã; khó khăn"
    ),
    Circumstance.POLICY.value: N_(
        "chính sách; diện chính sách; người có công; thương binh; liệt sĩ; gia đình liệt sĩ; "
        "bệnh binh; chất độc da cam; bảo trợ xã hội; người khuyết tật; có công với cách mạng"
    ),
    NONE_OF_THESE: N_("không biết; không rõ; không có; không thuộc diện nào"),
}


class _Ground(Choice):
    """Also told by the way, and in a sentence: "có giấy hộ nghèo", "mới thoát nghèo"."""

    def read_text(self, text: str) -> Reading[str]:
        """An option, or what the sentence means."""
        reading, meant = super().read_text(text), ground_meant(text)
        is_offered = meant.value is None or meant.value in dict(self.options)
        if reading.value is not None and not (reading.confirm and is_offered and meant.certain):
            return doubt(reading) if lacks_covid(text) else reading
        # a ground of which this programme does not know is none of these
        return meant if is_offered else unsure(NONE_OF_THESE)

    def glean(self, text: str) -> Reading[str]:
        """What is told beyond doubt."""
        told = ground_in(text)
        return told if told.certain and told.value in dict(self.options) else NOTHING

    def tell(self, value: str) -> str:
        """Behind the word that says what it is."""
        return _("diện {ground}").format(ground=self.show(value))


async def ask_ground(chat: Chat, among: Sequence[Circumstance]) -> Circumstance | None:
    """The one that the family names; None for none of them, or when nobody knows."""
    kinds = tuple((kind.value, kind.label) for kind in among)
    question = _Ground(
        "circumstance",
        _("Gia đình thuộc diện nào ạ?"),
        (*kinds, (NONE_OF_THESE, N_("Không thuộc, hoặc không rõ"))),
        also=tuple(each for each in named(_IN_WORDS) if each[1] in {*among, NONE_OF_THESE}),
    )
    told = (ground_in(text).value for text in chat.talk.told)
    know(chat, question, next((each for each in told if each in among), None), certain=False)
    named_one = await chat.ask(question)
    return None if named_one == NONE_OF_THESE else Circumstance(named_one)
