"""What a person reads about an application for a title."""

from sqlalchemy.orm import Session

from backend.administrative_units.models import AdministrativeUnit
from backend.i18n import _, day
from backend.learning_titles import contents, rubrics
from backend.learning_titles.models import TitleApplication, TitleAward, TitleDecision
from backend.learning_titles.rules import total
from backend.learning_titles.titles import title_of
from backend.learning_titles.words import AwardKind, TitleStatus


def office_of(session: Session, application: TitleApplication) -> str:
    """Who has it now, as people call it: the step's own office, else the commune's."""
    steps = contents.steps(session, application)
    if application.step < len(steps) and (own := steps[application.step].office):
        return _(own)
    unit = session.get_one(AdministrativeUnit, application.unit_id)
    return _("UBND {unit}").format(unit=unit.full_name)


def submitted(session: Session, application: TitleApplication) -> str:
    """After it came in: the own points, the code, who has it, and until when."""
    rubric = rubrics.rubric_of(session, application.rubric_id)
    points = contents.points(session, application, rubric)
    words = _(
        "Em đã gửi hồ sơ {code} ({title}). Điểm tự chấm: {own}/{most}, đạt từ {mark}. "
        "Chậm nhất ngày {due} sẽ có trả lời ở đây."
    ).format(
        code=application.code,
        title=_(title_of(session, application).name),
        own=sum(each.own for each in points.values()),
        most=rubric.most_points,
        mark=rubric.pass_mark,
        due=day(application.due_on),
    )
    if not rubric.sample:
        return words
    return f"{words} " + _("Đây là bộ tiêu chí mẫu, Hội Khuyến học sẽ chấm lại.")


def counted_already(session: Session, application: TitleApplication) -> str:
    """When the same was sent this year."""
    words = _("Năm nay anh/chị đã đăng ký ở hồ sơ {code} rồi ạ. {standing}")
    return words.format(code=application.code, standing=standing(session, application))


def confirmed(session: Session, application: TitleApplication, step: str) -> str:
    """After a step before the scoring."""
    return _("Hồ sơ {code}: bước «{step}» đã xong. Tiếp theo: {office}.").format(
        code=application.code, step=_(step), office=office_of(session, application)
    )


def passed(session: Session, application: TitleApplication) -> str:
    """After the scoring."""
    return _("Hồ sơ {code}: Hội Khuyến học chấm {points}. Còn chờ quyết định công nhận.").format(
        code=application.code, points=_points(session, application)
    )


def sent_back(application: TitleApplication, reason: str) -> str:
    """After an officer asked for more."""
    words = _("Hồ sơ {code} cần bổ sung: {reason}\nĐể bổ sung, anh/chị nhắn: bổ sung.")
    return words.format(code=application.code, reason=reason)


def refused(session: Session, application: TitleApplication, reason: str) -> str:
    """After a refusal, with the way to have it looked at again."""
    words = _(
        "Hồ sơ {code} năm nay chưa đạt{points}: {reason}\nChưa đồng ý, anh/chị nhắn: bổ sung, em "
        "chuyển lời xin xem lại."
    )
    scored = _points(session, application)
    return words.format(
        code=application.code, points=f" ({scored})" if scored else "", reason=reason
    )


def added(session: Session, application: TitleApplication) -> str:
    """After the person added something or appealed."""
    return _("Em đã chuyển lời anh/chị vào hồ sơ {code}. Hẹn trả lời ngày {due}.").format(
        code=application.code, due=day(application.due_on)
    )


def decided(award: TitleAward, decision: TitleDecision) -> str:
    """After a signature: the title, the corrected line, or that the title is taken away."""
    words = {
        AwardKind.RECOGNISED: _(
            "Chúc mừng anh/chị! {title} năm {year} đã được công nhận theo Quyết định {number} ngày "
            "{day}. Số giấy chứng nhận: {certificate}."
        ),
        AwardKind.CORRECTED: _(
            "Quyết định {number} ngày {day} đã sửa lại danh hiệu {title} năm {year} của anh/chị: "
            "{note}\n"
            "Danh hiệu vẫn giữ nguyên. Số giấy chứng nhận mới: {certificate}."
        ),
        AwardKind.REVOKED: _(
            "Em xin báo: Quyết định {number} ngày {day} hủy công nhận {title} năm {year} của anh/chị. "
            "Lý do: {note}\nChưa rõ hoặc chưa đồng ý, anh/chị nhắn: gặp cán bộ."
        ),
    }[award.kind]
    return words.format(
        title=award.title_name,
        year=award.year,
        number=decision.decision_number,
        day=_day(decision),
        certificate=award.certificate,
        note=award.note,
    )


def standing(session: Session, application: TitleApplication) -> str:
    """Where it stands, its points, and what comes next."""
    name = _(title_of(session, application).name)
    about = _("Hồ sơ {code} ({title} {year})").format(
        code=application.code, title=name, year=application.year
    )
    return f"{about}: {_standing(session, application)}"


def _standing(session: Session, application: TitleApplication) -> str:
    scored = _points(session, application)
    match application.status:
        case TitleStatus.RECOGNISED:
            award = contents.award_of(session, application)
            if award is None:
                return application.status.label
            words = _("đã công nhận, Quyết định {number} ngày {day}, được {points}.")
            _line, decision = award
            return words.format(number=decision.decision_number, day=_day(decision), points=scored)
        case TitleStatus.REVOKED:
            ended = contents.revocation_of(session, application)
            if ended is None:
                return application.status.label
            words = _("Quyết định {number} ngày {day} đã hủy công nhận. Lý do: {reason}")
            line, decision = ended
            return words.format(
                number=decision.decision_number, day=_day(decision), reason=line.note
            )
        case TitleStatus.PASSED:
            words = _("đạt {points}, chờ quyết định công nhận, hẹn ngày {due}.")
            return words.format(points=scored, due=day(application.due_on))
        case TitleStatus.REFUSED:
            told = _("năm nay chưa đạt")
            again = _("Muốn xin xem lại, anh/chị nhắn: bổ sung.")
            return f"{told} ({scored}). {again}" if scored else f"{told}. {again}"
        case TitleStatus.SENT_BACK:
            return _("chờ anh/chị bổ sung. Anh/chị nhắn: bổ sung.")
        case TitleStatus.WAITING:
            words = _("{step}, hẹn trả lời ngày {due}. Điểm tự chấm: {own}.")
            rubric = rubrics.rubric_of(session, application.rubric_id)
            points = contents.points(session, application, rubric)
            own = sum(each.own for each in points.values())
            step = contents.steps(session, application)[application.step]
            return words.format(
                step=_("đang ở bước «{step}»").format(step=_(step.name)),
                due=day(application.due_on),
                own=f"{own}/{rubric.most_points}",
            )


def _day(decision: TitleDecision) -> str:
    return day(decision.decision_date) if decision.decision_date else ""


def _points(session: Session, application: TitleApplication) -> str:
    """ "85/100 điểm"; "" while not everything is scored."""
    rubric = rubrics.rubric_of(session, application.rubric_id)
    given = total(list(contents.points(session, application, rubric).values()))
    if given is None:
        return ""
    return _("{given}/{most} điểm").format(given=given, most=rubric.most_points)
