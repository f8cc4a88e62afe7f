"""«Gặp cán bộ»: the person's words go to the office of their commune."""

from typing import Any

from backend.administrative_units.models import UnitId
from backend.i18n import _
from backend.office import Office
from backend.tickets.commands import AskOfficer
from bot.conversation import Chat, Talk
from bot.flows.consent import consented_to_form
from bot.flows.household import ask_commune
from bot.flows.own_words import ask_words
from bot.questions import Question, Text


async def ask_officer(chat: Chat, office: Office) -> AskOfficer | None:
    """The question, and the commune where it is not known from a form or a request. Who would
    rather call is told the number before anything is asked."""
    talk, phone = chat.talk, office.operator.phone
    if phone and talk.waiting_for is None and "question" not in talk.answers:
        call = _("Anh/chị gọi {phone} là gặp được người ạ. Muốn nhắn, mình làm tiếp dưới đây.")
        chat.say(call.format(phone=phone))
    if not await consented_to_form(chat, office, _("Hỏi cán bộ"), _("lời nhắn, xã")):
        return None
    asked = _("Anh/chị muốn hỏi hoặc nhắn gì với cán bộ ạ? Em chuyển nguyên lời.")
    words = await ask_words(chat, Text("question", asked, longest=1000))
    requests = office.requests()
    if requests and "commune" not in chat.talk.answers:
        return AskOfficer(UnitId(requests[0].unit_id), words)
    return AskOfficer((await ask_commune(chat, office)).id, words)


def answers_about(talk: Talk, question: Question[Any]) -> dict[str, Any]:
    """The answers of this flow that pass an open question of another one on: what was asked and typed,
    of whom, the telephone; and the commune, where it is known."""
    answers = talk.answers
    lines = [_("[Nhờ giúp] Máy hỏi: {question}").format(question=question.short or question.text)]
    if talk.tried:
        tried = "; ".join(f"«{words}»" for words in talk.tried)
        lines.append(_("Người nhắn gõ: {tried}").format(tried=tried))
    if answers.get("child_name"):
        lines.append(_("Học sinh: {child}").format(child=answers["child_name"]))
    if answers.get("phone"):
        lines.append(_("Điện thoại: {phone}").format(phone=answers["phone"]))
    known = {"commune": answers["commune"]} if "commune" in answers else {}
    return {"question": "\n".join(lines), **known}
