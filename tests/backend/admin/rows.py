"""One row of the first commune for whatever an address of the site can hold."""

from collections.abc import Callable
from datetime import timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.access_points.service import except_day
from backend.administrative_units.models import AdministrativeUnit, UnitId
from backend.approved_lists.signing import Signature
from backend.broadcasts.audience import Audience
from backend.broadcasts.service import write as write_broadcast
from backend.coverage.reports import hamlet_named
from backend.coverage.service import Found
from backend.coverage.service import record as record_coverage
from backend.data_requests.models import DataRequest
from backend.deliveries.models import HandOverPhoto
from backend.deliveries.service import HandOver, hand_over
from backend.donors.models import Donor
from backend.inspections.models import InspectedDelivery
from backend.inspections.service import draw_sample
from backend.learning_titles.contents import scores
from backend.learning_titles.decisions import awards
from backend.learning_titles.recognising import freeze
from backend.learning_titles.recognising import gather as gather_titles
from backend.media.models import MediaFile, MediaState
from backend.media.uploads import keep_uploaded
from backend.message_templates.service import add as add_message_template
from backend.officers.models import Appointment, Officer, OfficerId, Role
from backend.posts.service import PostForm
from backend.posts.service import add as add_post
from backend.poverty_lists.draft import Column, DraftSheet, ListDraft, SheetRole
from backend.poverty_lists.models import ListId, PovertyListFile, PovertyListProblem
from backend.poverty_lists.service import keep_draft
from backend.programmes.fields import Answer
from backend.quotas.service import QuotaForm, set_quota
from backend.saved_views.service import save as save_view
from backend.support_requests.filters import Filters
from backend.support_requests.models import DecisionKind, Status, SupportRequest
from backend.support_requests.service import decide
from backend.teachers.models import Teacher
from backend.tickets.commands import SubmitTicket
from backend.tickets.service import submit
from tests.backend.access_points.factory import make_access_point
from tests.backend.breaches.factory import make_breach
from tests.backend.data_packages.factory import make_order
from tests.backend.devices.factory import make_device
from tests.backend.disclosures.factory import make_disclosure
from tests.backend.gifts.factory import make_gift, make_round
from tests.backend.invitations.factory import make_invitation
from tests.backend.learning_titles.factory import apply_by_chat, make_course, officer_of, passed
from tests.backend.media.pictures import PNG_PICTURE
from tests.backend.papers.factory import make_day, make_export, make_signed_list
from tests.backend.public_computers.factory import make_public_computers
from tests.backend.reports.factory import make_report
from tests.backend.school_needs.factory import make_need, make_pledge
from tests.backend.schools.factory import make_school, make_site
from tests.factories import (
    World,
    make_contact,
    make_household,
    make_officer,
    make_request,
)

Numbers = dict[str, int | str]


def _request(session: Session, world: World) -> Numbers:
    return {"request_id": make_request(session, world.commune).id}


def _ticket(session: Session, world: World) -> Numbers:
    asking = make_contact(session, "hoi")
    answers = (Answer("photo", "telegram:f1", "có ảnh"),)
    ticket = submit(session, asking, SubmitTicket("report_fault", UnitId(world.commune), answers))
    photo = session.scalars(select(MediaFile)).one()
    photo.state, photo.content, photo.content_type = MediaState.STORED, b"\x89PNG", "image/png"
    return {"ticket_id": ticket.id, "media_id": photo.id}


def _access_point(session: Session, world: World) -> Numbers:
    point = make_access_point(session, world)
    day = clock.today() + timedelta(days=1)
    officer = session.get_one(Officer, world.officer)
    exception = except_day(session, officer, point.id, day, "tập huấn")
    return {"point_id": point.id, "exception_id": exception.id}


def _public_computers(session: Session, world: World) -> Numbers:
    return make_public_computers(session, world)


def _poverty_lists(session: Session, world: World) -> Numbers:
    officer = session.get_one(Officer, world.officer)
    header = Column("Họ và tên", 2)
    sheet = DraftSheet("Xã", SheetRole.LIST, (1,), {"head_name": header}, headers={2: "Họ tên"})
    draft = ListDraft("tep.csv", "1" * 64, sheets=(sheet,), rows=(make_household(),))
    kept = keep_draft(session, officer, UnitId(world.commune), draft).id
    for list_id in (kept, ListId(world.poverty_list)):
        session.add(PovertyListFile(list_id=list_id, content="STT,Họ và tên\n1,Y Sâm".encode()))
        place = {"sheet": "Sheet1", "row": 2, "column": "", "column_number": 0}
        words = {"kind": "not_understood", "sentence": "Em không hiểu.", "refused": True}
        session.add(PovertyListProblem(list_id=list_id, **place, **words))
    return {"draft_id": kept, "list_id": world.poverty_list, "number": 1}


def _invitation(session: Session, world: World) -> Numbers:
    return {"invitation_id": make_invitation(session, world).id}


def _officer(session: Session, world: World) -> Numbers:
    unit = session.get_one(AdministrativeUnit, world.commune)
    made = make_officer(session, "thukho", "Phạm Thị Kho", unit, Role.STOREKEEPER)
    appointment = select(Appointment.id).where(Appointment.officer_id == made.id)
    return {"officer_id": made.id, "appointment_id": session.scalars(appointment).one()}


def _hand_over_day(session: Session, world: World, request: SupportRequest) -> Numbers:
    day = make_day(session, world, request)
    photo = HandOverPhoto(
        day_id=day.id,
        content=b"\x89PNG",
        content_type="image/png",
        sha256="1" * 64,
        officer_id=OfficerId(world.officer),
        created_at=clock.now(),
    )
    session.add(photo)
    session.flush()
    return {"day_id": day.id, "photo_id": photo.id}


def _device(session: Session, world: World) -> Numbers:
    donor = Donor(unit_id=UnitId(world.commune), name="Hội mẫu", created_at=clock.now())
    session.add(donor)
    session.flush()
    return {"device_id": make_device(session, world).id, "happened": "lost", "donor_id": donor.id}


def _papers(session: Session, world: World) -> Numbers:
    request = make_request(session, world.commune, chat_id="van-ban", child_name="Hồ Thị Mẫu")
    return {
        "approved_list_id": make_signed_list(session, world, request).id,
        **_hand_over_day(session, world, request),
        "export_id": make_export(session, world).id,
    }


def _package_order(session: Session, world: World) -> Numbers:
    made = make_order(session, world)
    return {"order_id": made.order_id, "line_id": made.line_id, "answer_id": made.answer_id}


def _teacher(session: Session, world: World) -> Numbers:
    made = Teacher(
        contact_id=make_contact(session, "thay-co"),
        unit_id=UnitId(world.commune),
        school="Tiểu học Hồng Thủy",
        officer_id=OfficerId(world.officer),
        confirmed_at=clock.now(),
    )
    session.add(made)
    session.flush()
    return {"teacher_id": made.id}


def _school(session: Session, world: World) -> Numbers:
    school = make_school(session, world)
    need = make_need(session, world, school)
    need.media_id = keep_uploaded(session, PNG_PICTURE)
    return {
        "need_media_id": need.media_id,
        "school_id": school.id,
        "site_id": make_site(session, world, school).id,
        "need_id": need.id,
        "pledge_id": make_pledge(session, world, need).id,
    }


def _broadcast(session: Session, world: World) -> Numbers:
    officer = session.get_one(Officer, world.officer)
    text = "Máy của {child} đã về, mời anh/chị đến {place}."
    kept = add_message_template(session, officer, "Mời đến nhận", text)
    audience = Audience(UnitId(world.commune))
    written = write_broadcast(session, officer, audience, text, {"place": "xã"})
    return {"template_id": kept.id, "broadcast_id": written.id}


def _quota(session: Session, world: World) -> Numbers:
    officer = session.get_one(Officer, world.officer)
    given = QuotaForm(
        officer.unit_id, "song-va-may-tinh", "device", "ngan-sach", "ca-chuong-trinh", "20"
    )
    return {"quota_id": set_quota(session, officer, 0, given).id}


def _saved_view(session: Session, world: World) -> Numbers:
    officer = session.get_one(Officer, world.officer)
    return {"view_id": save_view(session, officer, "Chờ", Filters(status=Status.WAITING)).id}


def _inspection(session: Session, world: World) -> Numbers:
    officer = session.get_one(Officer, world.officer)
    request = make_request(session, world.commune, chat_id="da-giao", child_name="Hồ Văn Giao")
    decide(session, officer, request.id, request.version, DecisionKind.APPROVE)
    handed = HandOver("MAU-KT-0001", "Máy tính bảng", clock.today(), "Hồ Thị A Lơ", "mẹ")
    delivery = hand_over(session, officer, request.id, request.version, handed)
    drawn = draw_sample(session, officer, "1", "mau")
    row = select(InspectedDelivery.id).where(InspectedDelivery.inspection_id == drawn.id)
    return {
        "inspection_id": drawn.id,
        "row_id": session.scalars(row).one(),
        "delivery_id": delivery.id,
    }


def _aid(session: Session, world: World) -> Numbers:
    officer = session.get_one(Officer, world.officer)
    hamlet = hamlet_named(session, UnitId(world.commune), "Thôn 2")
    assert hamlet is not None
    found = Found("weak", "3g", "viettel", clock.today(), "cán bộ đo (mẫu)")
    post = PostForm("Loa sáng thứ hai (mẫu)", "loudspeaker", clock.today())
    gift = make_gift(session, world)
    made, share = make_round(session, world, gift)
    return {
        "coverage_id": record_coverage(session, officer, hamlet, 0, found).id,
        "post_id": add_post(session, officer, officer.unit_id, post).id,
        "gift_id": gift.id,
        "round_id": made.id,
        "share_id": share.id,
    }


def _report(session: Session, world: World) -> Numbers:
    return {"report_id": make_report(session, world).id}


def _learning_title(session: Session, world: World) -> Numbers:
    officer = officer_of(session, world.officer)
    one = passed(session, world, apply_by_chat(session, world, make_contact(session, "danh-hieu")))
    photo = next(score.media_id for score in scores(session, one).values() if score.media_id)
    picture = session.get_one(MediaFile, photo)
    picture.state, picture.content = MediaState.STORED, b"\x89PNG"
    picture.content_type = "image/png"
    draft = gather_titles(session, officer, one.year)
    signed = Signature("01/QĐ-UBND", clock.today(), "Hồ Văn Ký", "Chủ tịch")
    freeze(session, officer, draft.id, draft.version, signed)
    course = make_course(session, world)
    return {
        "title_application_id": one.id,
        "title_media_id": photo,
        "title_decision_id": draft.id,
        "award_id": awards(session, draft)[0].id,
        "centre_id": course.centre_id,
        "course_id": course.id,
    }


def _data_request(session: Session, world: World) -> Numbers:
    asking = make_contact(session, "xin-xoa")
    answers = (Answer("words", "xóa hết giúp tôi", "xóa hết giúp tôi"),)
    command = SubmitTicket("data_delete", UnitId(world.commune), answers)
    ticket = submit(session, asking, command)
    made = select(DataRequest.id).where(DataRequest.ticket_id == ticket.id)
    return {"data_request_id": session.scalars(made).one()}


def _breach(session: Session, world: World) -> Numbers:
    return {"breach_id": make_breach(session, world).id}


def _disclosure(session: Session, world: World) -> Numbers:
    return {"disclosure_id": make_disclosure(session, world).id}


# A new page whose address holds a number of a new kind adds its row here.
ROWS: tuple[Callable[[Session, World], Numbers], ...] = (
    _request,
    _ticket,
    _access_point,
    _poverty_lists,
    _invitation,
    _officer,
    _broadcast,
    _teacher,
    _school,
    _papers,
    _package_order,
    _quota,
    _saved_view,
    _inspection,
    _device,
    _public_computers,
    _report,
    _aid,
    _learning_title,
    _breach,
    _disclosure,
    _data_request,
)


def make_rows(session: Session, world: World) -> Numbers:
    """All of them, by the name of the parameter."""
    numbers: Numbers = {}
    for make in ROWS:
        numbers |= make(session, world)
    return numbers
