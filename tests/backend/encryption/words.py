"""What people and officers write about a family, planted in every column that holds such words."""

from datetime import UTC, date, datetime

from sqlalchemy.orm import Session

from backend.contacts.models import Consent, ContactId
from backend.data_packages.models import DataPackage, Operator
from backend.deliveries.models import (
    Delivery,
    DeliveryConfirmation,
    HandOverDay,
    HandOverPhoto,
    HandOverRow,
)
from backend.devices.models import Device, DeviceEvent, DeviceImei
from backend.devices.words import Condition, DeviceKind, DeviceState, Happened, Holder
from backend.households.models import Household, MatchDecision
from backend.inspections.models import Finding, InspectedDelivery, Inspection
from backend.media.models import MediaFile, MediaState
from backend.papers.models import Export
from backend.quotas.models import QuotaClaim
from backend.support_requests.models import (
    Decision,
    DecisionKind,
    RequestId,
    SupportRequest,
    Verification,
)
from backend.support_requests.moves import RequestQuestion, RequestTransfer
from tests.factories import World

DAY = date(2026, 11, 20)
NOW = datetime(2026, 11, 22, tzinfo=UTC)
IMEI, SIM = "356938035643809", "8984048000456789012"
# What somebody has said or written, each in another column.
SAID = {
    "answer of a consent": "em bằng lòng như anh chị nói",
    "question": "Nhà mình còn ai bị bệnh không",
    "answer": "bà nội bị tai biến nằm một chỗ",
    "decision": "cháu mồ côi cả cha lẫn mẹ",
    "transfer": "mẹ cháu đi làm thuê ở xã bên",
    "verification": "cùng tên với một hộ khác",
    "class": "trẻ khuyết tật nặng",
    "quota": "nguồn trước đã hết vì bão",
    "confirmation": "máy hỏng màn hình từ hôm đầu",
    "absence": "nhà có tang không đến được",
    "device": "cháu làm rơi xuống suối",
    "inspection": "gia đình đã bán máy lấy tiền thuốc",
    "package": "đổi số vì bố giữ SIM cũ",
    "operator": "TB bi chan hai chieu do no cuoc",
    "note of a list": "chủ hộ tâm thần đã được xác nhận",
    "filter": "tim chau ten Ho Thi Buom",
    "photo": "anh bia to ky nhan trong buoi giao",
}
# What officers and claims have in common: no key, and anybody could try all names of a commune.
CLAIM = "5a" * 32


def worked_on(session: Session, world: World, request: RequestId, contact: ContactId) -> None:
    """What officers and the family write about a request until long after the hand-over."""
    officer, unit = world.officer, world.commune
    own = session.get_one(SupportRequest, request)
    household = Household(
        unit_id=unit, hamlet="", head_name="Hồ Thị Lơ", head_key="hothilo", created_at=NOW
    )
    device = Device(
        serial="SN-99", model="Máy tính bảng", kind=DeviceKind.TABLET, source="", received_on=DAY,
        condition_note="", unit_id=unit, holder=Holder.FAMILY, condition=Condition.GOOD,
        state=DeviceState.HANDED_OVER, created_at=NOW,
    )  # fmt: skip
    session.add_all([household, device])
    session.flush()
    delivery = Delivery(
        request_id=request, device_id=device.id, handed_over_on=DAY, receiver_name="Hồ Thị Lơ",
        receiver_relation="mẹ", imei=IMEI, officer_id=officer, created_at=NOW,
    )  # fmt: skip
    session.add(delivery)
    session.flush()
    inspection = Inspection(
        unit_id=unit, seed="1", size=1, population=1, last_delivery_id=delivery.id,
        officer_id=officer, drawn_at=NOW,
    )  # fmt: skip
    day = HandOverDay(
        unit_id=unit, place="UBND xã", held_on=DAY, starts_at="7:30", giver="", officer_id=officer,
        created_at=NOW,
    )  # fmt: skip
    session.add_all([inspection, day])
    session.flush()
    moved = {"request_id": request, "officer_id": officer, "created_at": NOW}
    here = {"from_unit_id": unit, "to_unit_id": unit, "decisions_before": 1}
    session.add_all(
        [
            RequestQuestion(**moved, text=SAID["question"], answer=SAID["answer"]),
            RequestTransfer(**moved, **here, reason=SAID["transfer"]),
            Decision(**moved, step=0, kind=DecisionKind.SEND_BACK, reason=SAID["decision"]),
            Verification(
                **moved, verdict="none", score=0, reason="", candidates=[SAID["verification"]]
            ),
            QuotaClaim(
                request_id=request, priority=1, classes=[SAID["class"]], reason=SAID["quota"],
                claimed_at=NOW,
            ),
            MatchDecision(
                claim_key=CLAIM, household_id=household.id, is_same=False, officer_id=officer,
                decided_at=NOW,
            ),
            DeviceImei(imei=IMEI, device_id=device.id),
            DeviceEvent(
                device_id=device.id, kind=Happened.BROKE, on=DAY, note=SAID["device"],
                officer_id=officer, created_at=NOW,
            ),
            DeliveryConfirmation(
                delivery_id=delivery.id, contact_id=contact, received=False,
                note=SAID["confirmation"], created_at=NOW,
            ),
            InspectedDelivery(
                inspection_id=inspection.id, delivery_id=delivery.id, finding=Finding.GONE,
                note=SAID["inspection"],
            ),
            HandOverRow(day_id=day.id, request_id=request, came=False, reason=SAID["absence"]),
            HandOverPhoto(
                day_id=day.id, content=SAID["photo"].encode(), content_type="image/png",
                sha256="", officer_id=officer, created_at=NOW,
            ),
            MediaFile(
                contact_id=contact, reference="", state=MediaState.STORED, created_at=NOW,
                content=SAID["photo"].encode(), due_at=NOW,
            ),
            DataPackage(
                request_id=request, unit_id=own.unit_id, operator=Operator.VIETTEL, phone="",
                sim_serial=SIM, wording="", operator_words=SAID["operator"], note=SAID["package"],
                registered_at=NOW, registered_by=officer,
            ),
            Consent(
                contact_id=contact, notice_version="2026-11", purpose="ticket", channel="simulator",
                answer=SAID["answer of a consent"], event_id="1", given_at=NOW,
            ),
            Export(
                noun="requests", filters=SAID["filter"], reason="", officer_id=officer, unit_id=unit,
                created_at=NOW, expires_at=NOW,
            ),
        ]
    )  # fmt: skip
