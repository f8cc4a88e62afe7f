"""Orders and operators' answers over HTTP: made, sent, taken out, answered; never by another commune."""

import re
import threading
from datetime import timedelta
from html import unescape
from unittest.mock import patch

import pytest
from sqlalchemy import event, select

from backend import clock
from backend.administrative_units.models import AdministrativeUnit
from backend.audit import AuditEntry
from backend.data_packages import applying
from backend.data_packages.models import DataPackage, Operator, PackageState
from backend.data_packages.order_models import PackageOrderLine
from backend.db import Database
from backend.disclosures.models import Disclosure
from backend.jobs.runner import claim, run
from backend.jobs.service import fail
from backend.officers.models import Role
from backend.support_requests.models import Status
from tests.backend.counter import Counter
from tests.backend.data_packages.factory import delivered, draft, sent, take_in, workbook
from tests.factories import World, make_officer, make_request
from tests.site import Visitor, words

ORDERS = "/admin/data-packages/orders"


@pytest.fixture
def counter(database: Database, world: World) -> Counter:
    """The counter of xã A Lưới 1."""
    return Counter(database, world)


def test_an_order_is_made_sent_taken_out_and_answered(officer: Visitor, counter: Counter) -> None:
    first, second = delivered(counter, 2)
    assert "Gói cước: Chưa đặt gói" in words(officer.open("/admin/data-packages"))
    assert "2 học sinh đã nhận máy, chưa đặt gói" in words(officer.open(ORDERS))
    place = officer.submit(ORDERS, operator="Viettel").headers["location"]
    assert "Hồ Văn Mẫu 1" in words(officer.open(place))
    ticks = {f"request-{id_}": "on" for id_ in (first, second)}
    officer.submit(f"{place}/add", version=1, **ticks)
    assert "Chốt đơn 2 số" in words(officer.open(place))
    officer.submit(f"{place}/send", version=2)
    shown = officer.open(place)
    assert "Đã chốt" in words(shown)
    assert "0912000001" not in shown.text
    file = officer.submit(f"{place}/file")
    assert file.content.startswith(b"PK")
    assert "dat-goi-Viettel-GC-" in file.headers["content-disposition"]
    assert "tải" in words(officer.open(place))
    today = f"{clock.today():%d/%m/%Y}"
    content = workbook(
        (1, "84912000001", "OK", today, ""), (2, "912000002", "chưa định danh", "", "")
    )
    answered = officer.post(
        f"{place}/answer",
        data={"csrf_token": officer.token, "on": ""},
        files={"file": ("ket-qua.xlsx", content)},
    )
    answer = answered.headers["location"]
    preview = words(officer.open(answer))
    assert "2 dòng sẽ đổi trạng thái gói" in preview
    assert "chưa ghi" in preview
    opened = words(officer.open(f"{answer}?figure=activated"))
    assert "Hồ Văn Mẫu 1" in opened
    assert "Hồ Văn Mẫu 2" not in opened
    officer.submit(f"{answer}/apply")
    assert "Ghi xong lúc" in words(officer.open(answer))
    listed = words(officer.open("/admin/data-packages?state=needs_identity"))
    assert "Hồ Văn Mẫu 2" in listed
    assert "không tính là lỗi của nhà mạng" in listed
    case = words(officer.open(f"/admin/requests/{second}"))
    assert "Khóa theo luật" in case
    with counter.database.reading() as session:
        (given,) = session.scalars(select(Disclosure)).all()
        assert (given.people, given.receiver) == (2, "Viettel")
        details = str(session.scalars(select(AuditEntry.details)).all())
    assert "0912" not in details


def test_a_wrong_entry_is_told_beside_its_field_and_kept(
    officer: Visitor, counter: Counter
) -> None:
    (request_id,) = delivered(counter, 1, phone="")
    place = f"{ORDERS}/{draft(counter, [request_id])}"
    assert "thiếu số" in words(officer.open(place))
    refused = officer.submit(f"{place}/lines/1/change", version=2, phone="123456")
    assert refused.status_code == 422
    assert "Số thuê bao có 10 chữ số" in words(refused)
    assert 'value="123456"' in refused.text
    assert officer.submit(f"{place}/lines/1/change", version=2, phone="0912 000 009").is_redirect
    assert officer.submit(f"{place}/lines/1/take-out", version=2).status_code == 409
    assert officer.submit(f"{place}/lines/1/take-out", version=3).is_redirect
    assert officer.submit(f"{place}/add", version=4).status_code == 422
    assert officer.submit(f"{place}/drop", version=4).is_redirect
    assert officer.get(place).status_code == 404


@pytest.mark.parametrize("content", [b"", b"%PDF-1.4", b"x;y\n1;2\n"])
def test_a_file_that_is_no_answer_is_refused_in_words(
    officer: Visitor, counter: Counter, content: bytes
) -> None:
    place = f"{ORDERS}/{sent(counter, delivered(counter, 1))}"
    officer.open(place)
    refused = officer.post(
        f"{place}/answer",
        data={"csrf_token": officer.token},
        files={"file": ("ket-qua.xlsx", content)},
    )
    assert refused.status_code == 422
    assert "Anh/chị" in words(refused)


def test_a_case_corrects_orders_again_and_renews(officer: Visitor, counter: Counter) -> None:
    (request_id,) = delivered(counter, 1)
    counter.register(request_id, "0912000001")
    place = f"/admin/requests/{request_id}"
    officer.open(place)
    correction = {"operator": "MobiFone", "phone": "0912 000 099"}
    version = counter.version(request_id)
    refused = officer.submit(f"{place}/correct-data-package", version=version, **correction)
    assert refused.status_code == 422
    assert "ghi lý do" in words(refused)
    officer.submit(f"{place}/correct-data-package", version=version, reason="đổi số", **correction)
    shown = words(officer.open(place))
    assert "Chờ đặt lại" in shown
    assert "sửa số nhận gói cước" in shown
    early = officer.submit(
        f"{place}/renew-data-package", version=counter.version(request_id), reason="QĐ 1"
    )
    assert early.status_code == 409


def test_another_commune_and_another_role_get_nothing(address: str, counter: Counter) -> None:
    (request_id,) = delivered(counter, 1)
    order = sent(counter, [request_id])
    answer = take_in(counter, order, workbook((1, "0912000001", "OK", "", "")))
    places = (f"{ORDERS}/{order}", f"/admin/data-packages/answers/{answer}")
    with Visitor(address) as stranger:
        stranger.sign_in("canbo5")
        for place in places:
            assert stranger.get(place).status_code == 404
            for verb in ("send", "file", "apply", "discard"):
                assert stranger.submit(f"{place}/{verb}", version=3).status_code == 404
        assert "Hồ Văn Mẫu" not in stranger.open("/admin/data-packages?state=ordered").text
        assert "GC-" not in stranger.open(ORDERS).text


def test_who_may_not_order_looks_without_forms(
    address: str, counter: Counter, database: Database, world: World
) -> None:
    order = draft(counter, delivered(counter, 1))
    with database.transaction() as session:
        commune = session.get_one(AdministrativeUnit, world.commune)
        make_officer(session, "kiemtra", "Phan Thị Kiểm", commune, Role.INSPECTOR)
    with Visitor(address) as inspector:
        inspector.sign_in("kiemtra")
        shown = inspector.open(f"{ORDERS}/{order}")
        assert "Chốt đơn" not in words(shown)
        assert inspector.submit(f"{ORDERS}/{order}/send", version=2).status_code == 403


def statements(database: Database, visitor: Visitor, path: str) -> int:
    """How often the database is asked for one page."""
    counted = []

    def count(*_given: object) -> None:
        counted.append(1)

    event.listen(database.engine, "before_cursor_execute", count)
    try:
        assert visitor.open(path).status_code == 200
    finally:
        event.remove(database.engine, "before_cursor_execute", count)
    return len(counted)


def weight(visitor: Visitor, path: str) -> int:
    """Bytes of the answer's body as they travel."""
    with visitor.stream("GET", path) as answer:
        return sum(len(chunk) for chunk in answer.iter_raw())


def fill(database: Database, world: World, first: int, last: int, order_id: int | None) -> None:
    """Children with a device, and packages or lines of a draft for them, as rows alone."""
    with database.transaction() as session:
        for number in range(first, last):
            request = make_request(
                session,
                world.commune,
                chat_id=f"nhieu-{number}",
                child_name=f"Hồ Thị Ngọc Ánh Nguyệt {number}",
                phone=f"09130000{number:02}",
            )
            request.status = Status.RECEIVED
            if order_id is None:
                session.add(
                    DataPackage(
                        request_id=request.id,
                        unit_id=request.unit_id,
                        operator=Operator.VIETTEL,
                        phone=request.phone,
                        sim_serial="",
                        wording="Gói",
                        registered_at=clock.now(),
                        registered_by=world.officer,
                    )
                )
            elif order_id:
                session.add(
                    PackageOrderLine(order_id=order_id, request_id=request.id, phone=request.phone)
                )


@pytest.mark.parametrize("kind", ["packages", "owed", "draft"])
def test_a_long_list_is_light_and_asks_the_database_no_more_often(
    officer: Visitor, counter: Counter, database: Database, world: World, kind: str
) -> None:
    order = draft(counter, []) if kind == "draft" else None
    order_id = order if kind == "draft" else None if kind == "packages" else 0
    path = {
        "packages": "/admin/data-packages?state=ordered",
        "owed": "/admin/data-packages?state=to_register",
        "draft": f"{ORDERS}/{order}",
    }[kind]
    fill(database, world, 0, 3, order_id)
    officer.open(path)
    few = statements(database, officer, path)
    fill(database, world, 3, 30, order_id)
    assert statements(database, officer, path) <= few
    assert weight(officer, path) <= 5 * 1024
    shown = officer.open(path)
    assert "Ánh Nguyệt 24" in shown.text
    assert "Ánh Nguyệt 25" not in shown.text
    following = re.search(r'href="(\?[^"]*after=[0-9]+)"', shown.text)
    assert following
    assert "Ánh Nguyệt 29" in officer.open(path.split("?")[0] + unescape(following[1])).text


def test_each_figure_of_an_operator_opens_to_exactly_its_rows(
    officer: Visitor, counter: Counter, database: Database, world: World
) -> None:
    fill(database, world, 0, 40, None)
    with database.transaction() as session:
        for number, package in enumerate(session.scalars(select(DataPackage))):
            package.operator = list(Operator)[number % 2]
            package.state = list(PackageState)[number % len(PackageState)]
            if package.state is PackageState.ACTIVE:
                package.activated_on = clock.today() - timedelta(days=number * 10)
                package.expires_on = clock.today() + timedelta(days=100 - number * 10)
    shown = officer.open("/admin/data-packages").text
    figures = re.findall(r'href="([?]state=[a-z_]+&amp;operator=[^"]+)"[^>]*>([0-9]+)</a>', shown)
    assert len(figures) == 2 * 4
    for address, count in figures:
        path, rows = "/admin/data-packages" + unescape(address), 0
        while path:
            text = officer.open(path).text
            rows += text.count('class="whole"')
            following = re.search(r'href="([?][^"]*after=[0-9]+)"', text)
            path = f"/admin/data-packages{unescape(following[1])}" if following else ""
        assert rows == int(count), address


def test_a_long_answer_is_written_down_by_a_worker_and_the_page_says_how_far_it_is(
    officer: Visitor, counter: Counter, database: Database
) -> None:
    order = sent(counter, delivered(counter, 2))
    rows = [(number, f"091200000{number}", "Sai số", "", "") for number in (1, 2)]
    answer = take_in(counter, order, workbook(*rows))
    place = f"/admin/data-packages/answers/{answer}"
    officer.open(place)
    with patch.object(applying, "AT_ONCE", 1):
        assert officer.submit(f"{place}/apply").is_redirect
        assert officer.submit(f"{place}/apply").is_redirect
        waiting = officer.open(place)
        assert "Đang chờ đến lượt" in words(waiting)
        assert "Ghi 2 dòng" not in words(waiting)
        work = claim(database, threading.Event())
        assert work
        with database.transaction() as session:
            work.step(session, 1, 2)
        assert "Đã ghi 1 trên 2 dòng" in words(officer.open(place))
        assert officer.submit(f"{place}/discard").status_code == 409
        run(work, applying.HANDLER)
    assert "Ghi xong lúc" in words(officer.open(place))
    assert claim(database, threading.Event()) is None


def test_an_answer_that_could_not_be_written_down_says_so_and_is_asked_for_again(
    officer: Visitor, counter: Counter, database: Database
) -> None:
    order = sent(counter, delivered(counter, 1))
    answer = take_in(counter, order, workbook((1, "0912000001", "Sai số", "", "")))
    place = f"/admin/data-packages/answers/{answer}"
    officer.open(place)
    with patch.object(applying, "AT_ONCE", 1):
        officer.submit(f"{place}/apply")
    work = claim(database, threading.Event())
    assert work
    with database.transaction() as session:
        fail(session, work.held, "Máy chủ bận.")
    again = officer.open(place)
    assert "Máy chủ bận." in words(again)
    assert "Làm tiếp" in words(again)
    officer.submit(f"{place}/apply")
    assert "Ghi xong lúc" in words(officer.open(place))
