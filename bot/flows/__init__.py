"""The conversations, one file each: what each is called, and the wishes that begin it."""

from collections.abc import Mapping

from backend.i18n import N_
from bot.flows import (
    about_programme,
    allow_publication,
    apply_for_title,
    ask_officer,
    check_package,
    check_status,
    child_protection,
    confirm_receipt,
    courses,
    coverage,
    find_access_point,
    find_collection,
    find_need,
    link_channel,
    menu,
    my_data,
    no_need,
    report_fault,
    request_support,
    stop,
    supplement,
    teacher_need,
    upset,
    view_data,
    withdraw_request,
)
from bot.flows.registered import Registered
from bot.flows.submit_ticket import form
from bot.reading.intents import Intent

MENU, CHILD_PROTECTION, ASK_OFFICER = "menu", "child_protection", "ask_officer"
RECEIPT = (Intent.CONFIRM_RECEIVED, Intent.DENY_RECEIVED)
FLOWS: Mapping[str, Registered] = {
    MENU: Registered(menu.menu, (Intent.MENU, Intent.HELP, Intent.GREET)),
    "request_support": Registered(
        request_support.request_support,
        (Intent.REQUEST_DEVICE,),
        unfinished=N_("đề nghị xin máy"),
    ),
    "no_need": Registered(no_need.no_need),
    "check_status": Registered(check_status.check_status, (Intent.CHECK_STATUS,)),
    "confirm_receipt": Registered(
        confirm_receipt.confirm_receipt, (Intent.CONFIRM_RECEIVED,), RECEIPT
    ),
    "deny_receipt": Registered(confirm_receipt.deny_receipt, (Intent.DENY_RECEIVED,)),
    "check_package": Registered(check_package.check_package, (Intent.REQUEST_DATA_PACKAGE,)),
    "about_programme": Registered(
        about_programme.about_programme,
        (Intent.ABOUT_PROGRAMME, Intent.ABOUT_DEVICE, Intent.ABOUT_PACKAGE),
    ),
    "supplement": Registered(supplement.supplement, (Intent.SUPPLEMENT,)),
    "ask_officer": Registered(ask_officer.ask_officer, (Intent.HUMAN,)),
    "report_fault": Registered(
        report_fault.report_fault, (Intent.REPORT_FAULT,), unfinished=N_("phiếu báo máy hỏng")
    ),
    report_fault.PUBLIC: Registered(
        report_fault.report_public_fault, unfinished=N_("phiếu báo máy công cộng hỏng")
    ),
    "report_coverage": Registered(
        coverage.coverage, (Intent.REPORT_COVERAGE,), unfinished=N_("phiếu báo sóng")
    ),
    "complain": form("complain", N_("phiếu phản ánh"), Intent.COMPLAINT),
    "appeal": form("appeal", N_("đơn khiếu nại")),
    "learning_title": Registered(
        apply_for_title.apply_for_title,
        (Intent.LEARNING_TITLE,),
        unfinished=N_("hồ sơ danh hiệu"),
    ),
    "donate": form("donate", N_("phiếu ủng hộ"), Intent.DONATE),
    "need_of_school": form("school_need", N_("phiếu nhu cầu của trường")),
    "class_survey": form("class_survey", N_("phiếu khảo sát lớp")),
    "confirm_teacher": form("confirm_teacher", N_("phiếu xác nhận thầy cô")),
    "teacher_need": Registered(teacher_need.teacher_need, (Intent.TEACHER_NEED,)),
    "upset": Registered(upset.upset),
    CHILD_PROTECTION: Registered(child_protection.child_protection, (Intent.CHILD_PROTECTION,)),
    "find_access_point": Registered(find_access_point.find_access_point, (Intent.ACCESS_POINT,)),
    "find_collection": Registered(find_collection.find_collection, (Intent.COLLECTION,)),
    "courses": Registered(courses.courses, (Intent.COURSES,)),
    "find_need": Registered(find_need.find_need, (Intent.FIND_NEED,)),
    "view_data": Registered(view_data.view_data, (Intent.DATA_VIEW,), waits=False),
    "fix_data": Registered(my_data.fix_data, (Intent.DATA_FIX,)),
    "delete_data": Registered(my_data.delete_data, (Intent.DATA_DELETE,)),
    "stop": Registered(stop.stop, (Intent.DATA_STOP,), (Intent.DATA_STOP,), waits=False),
    "allow_photo": Registered(
        allow_publication.allow_photo, (Intent.ALLOW_PHOTO,), (Intent.ALLOW_PHOTO,)
    ),
    "allow_name": Registered(
        allow_publication.allow_name, (Intent.ALLOW_NAME,), (Intent.ALLOW_NAME,)
    ),
    "link_channel": Registered(
        link_channel.link_channel, (Intent.LINK_CHANNEL,), (Intent.LINK_CHANNEL,)
    ),
    "undo_link": Registered(link_channel.undo_link, (Intent.UNDO_LINK,)),
    "withdraw_request": Registered(withdraw_request.withdraw_request, (Intent.CANCEL,)),
}
_BY_INTENT = {intent: name for name, flow in FLOWS.items() for intent in flow.intents}


def flow_for(intent: Intent | None) -> str | None:
    """The flow that serves an intent, if one does."""
    return _BY_INTENT.get(intent) if intent else None
