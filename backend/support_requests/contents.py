"""What a request has to say, by its programme: of a child or of the household, and in its own fields."""

from typing import Any

from backend.errors import Invalid
from backend.i18n import _
from backend.programmes.fields import Answer
from backend.programmes.schema import Programme, Request
from backend.support_requests.commands import SubmitSupportRequest
from backend.support_requests.models import Relation

_OF_CHILD = ("child_name", "school", "class_name")


def require_whole(programme: Programme, command: SubmitSupportRequest) -> None:
    """Raises `Invalid` for a benefit that is not offered, for a pupil's request without a pupil, one
    of a household that speaks of a child, a lack that is not said where it decides, and an answer
    that is missing or none of its field's."""
    if command.benefit not in {benefit.code for benefit in programme.grants}:
        raise Invalid(_("Chương trình này không có khoản hỗ trợ đó."), field="offer")
    request = programme.request
    if request is None:
        raise Invalid(_("Chương trình này hiện chưa nhận đề nghị."))
    if request.subject == "pupil" and not command.child_name:
        raise Invalid(
            _("Chương trình này xét cho học sinh. Anh/chị ghi tên cháu."), field="child_name"
        )
    if request.subject == "household" and any(getattr(command, each) for each in _OF_CHILD):
        raise Invalid(_("Chương trình này xét cho cả hộ, không ghi tên cháu."), field="child_name")
    if programme.eligible.without_device and command.lacking is None:
        raise Invalid(_("Anh/chị chọn cháu đang học bằng gì."), field="lacking")
    _require_answers(request, command.answers)


def _require_answers(request: Request, answers: tuple[Answer, ...]) -> None:
    given = {answer.field: str(answer.value) for answer in answers}
    known = {field.name for field in request.fields}
    if set(given) - known:
        raise Invalid(_("Chương trình này không hỏi điều đó. Anh/chị mở lại mẫu."))
    for field in request.fields:
        condition = field.when
        if condition and given.get(condition.field) not in condition.is_one_of:
            continue
        options = {option.value for option in field.options}
        if field.name not in given or (options and given[field.name] not in options):
            words = _("Còn thiếu câu trả lời: {label}.")
            raise Invalid(words.format(label=_(field.label)), field=field.name)


def said(programme: Programme, command: SubmitSupportRequest) -> dict[str, Any]:
    """The columns of a request that hold what was said; the answers with their labels."""
    columns = {k: v for k, v in vars(command).items() if k not in ("programme", "answers")}
    fields = programme.request.fields if programme.request else ()
    labels = {field.name: field.label for field in fields}
    facts = [
        {"name": a.field, "label": labels.get(a.field, a.field), "value": a.value, "shown": a.shown}
        for a in command.answers
    ]
    of_household = programme.request is not None and programme.request.subject == "household"
    if of_household and command.relation is not Relation.HELPER:
        columns["relation"] = Relation.MEMBER
    return {**columns, "facts": facts}
