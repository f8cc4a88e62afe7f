"""The steps of a request in one short line each: done with its day, waited for, and to come."""

from collections.abc import Iterator
from datetime import date, datetime

from backend import clock
from backend.data_packages.models import DataPackage, PackageState
from backend.i18n import _
from backend.support_requests.course import Course
from backend.support_requests.models import DecisionKind, Status

DONE, NOW, AHEAD, ENDED = "✓", "●", "○", "✗"


def lines(course: Course) -> list[str]:
    """The lines, oldest first: "✓ 12/11 gửi đề nghị", "● đang chờ: …", "○ bàn giao máy"."""
    return [*_done(course), *_now(course), *_ahead(course)]


def brief(day: date, today: date) -> str:
    """A day without its year, if it is of this year: "19/11"."""
    return f"{day.day}/{day.month}" + ("" if day.year == today.year else f"/{day.year}")


def _done(course: Course) -> Iterator[str]:
    request, today = course.request, course.today

    def at(moment: datetime | date, words: str, mark: str = DONE) -> str:
        on = clock.local(moment).date() if isinstance(moment, datetime) else moment
        return f"{mark} {brief(on, today)} {words}"

    if request.paper_on:
        yield at(request.paper_on, _("giấy đề nghị"))
    for old in course.events.earlier:
        number = f" ({old.number})" if old.number else ""
        yield at(old.decided_on, f"{old.office}: {old.name}{number}")
    yield at(request.created_at, _("gửi đề nghị"))
    added = iter(course.events.supplements)
    for decision in course.events.decisions:
        if decision.kind is DecisionKind.APPROVE:
            name = course.programme.steps[decision.step].name
            words = _("{step} (xã xét thay thôn)") if decision.stands_in else "{step}"
            yield at(decision.created_at, words.format(step=name))
        elif decision.kind is DecisionKind.REFUSE:
            yield at(decision.created_at, _("chưa được duyệt"), ENDED)
        elif decision.kind is DecisionKind.REOPEN:
            yield at(decision.created_at, _("được xét lại"))
        elif decision.kind is DecisionKind.SEND_BACK:
            yield at(decision.created_at, _("cán bộ hỏi thêm"))
            # By what must have been, not by the clock: one addition answers each question.
            if supplement := next(added, None):
                yield at(supplement.created_at, _("anh/chị đã bổ sung"))
    if request.withdrawn_at:
        yield at(request.withdrawn_at, _("anh/chị đã rút"), ENDED)
    if course.continued_in:
        words = _("gộp vào hồ sơ {code}").format(code=course.continued_in)
        yield at(request.updated_at, words, ENDED)
    if course.events.delivery:
        yield at(
            course.events.delivery.handed_over_on,
            _("cán bộ ghi đã giao {thing}").format(thing=course.thing),
        )
    if course.events.confirmations and course.events.confirmations[-1].received:
        yield at(course.events.confirmations[-1].created_at, _("anh/chị xác nhận đã nhận"))
    if package := course.package:
        words = _("gói cước đã đăng ký với {operator}").format(operator=package.operator)
        yield at(package.registered_at, words)
        if package.activated_on and package.expires_on:
            last = brief(package.expires_on, today)
            words = _("gói cước đã mở, dùng đến hết {day}").format(day=last)
            yield at(package.activated_on, words)


def _now(course: Course) -> Iterator[str]:
    if words := _waited_for(course):
        yield f"{NOW} {words}"


def _waited_for(course: Course) -> str:
    """What the request waits for; "" when for nothing."""
    status = course.request.status
    if course.due:
        words = (
            _("đang chờ: {step}, đến {day}")
            if not course.days_late
            else _("đang chờ: {step}, đã quá hẹn {day}")
        )
        return words.format(step=course.step.name, day=brief(course.due, course.today))
    if status is Status.SENT_BACK:
        return _("đang chờ anh/chị bổ sung")
    if status is Status.QUEUED:
        return _("đủ điều kiện, đang chờ chỉ tiêu")
    if status is Status.APPROVED:
        return _("đang chờ {thing} về, cán bộ hẹn ngày nhận").format(thing=course.thing)
    if status is Status.HANDED_OVER:
        return _("đang chờ anh/chị xác nhận đã nhận {thing}").format(thing=course.thing)
    if status is Status.NOT_RECEIVED:
        return _("anh/chị báo chưa nhận {thing}, cán bộ đang kiểm tra").format(thing=course.thing)
    if status is Status.RECEIVED and course.package_is_owed:
        return _("đang chờ: đăng ký gói cước")
    if status is Status.RECEIVED and course.package:
        return _of_package(course.package)
    return ""


def _of_package(package: DataPackage) -> str:
    if package.state is PackageState.NEEDS_IDENTITY:
        return _("đang chờ chủ SIM xác thực tại cửa hàng nhà mạng")
    if package.state in (PackageState.TO_ORDER, PackageState.REFUSED):
        return _("cán bộ đang làm lại việc đăng ký gói cước")
    return "" if package.activated_on else _("đang chờ nhà mạng mở gói cước")


def _ahead(course: Course) -> Iterator[str]:
    status = course.request.status
    if status in (Status.REFUSED, Status.WITHDRAWN, Status.MERGED, Status.RECEIVED):
        return
    steps = [step.name for step in course.steps_ahead]
    if status is Status.SENT_BACK:
        steps = [course.step.name, *steps]
    if status in (Status.WAITING, Status.SENT_BACK, Status.QUEUED):
        steps.append(_("bàn giao {thing}").format(thing=course.thing))
    if course.package_is_owed:
        steps.append(_("gói cước"))
    yield from (f"{AHEAD} {step}" for step in steps)
