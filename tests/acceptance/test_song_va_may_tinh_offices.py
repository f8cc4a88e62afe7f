"""Sóng và máy tính cho em, for its offices: coverage, schools, machines, gifts, report, loudspeaker."""

import pytest

from backend.administrative_units.models import AdministrativeUnit, Level
from backend.administrative_units.service import add_unit
from backend.coverage.plan import load_plans
from tests.acceptance.offices import takes_in
from tests.acceptance.steps import CODE, Town, cells
from tests.factories import SINCE, make_officer


@pytest.fixture
def commune_of_a_min(town: Town) -> None:
    """xã A Lưới 4, with its officer "canbo4" and the hamlets that the plan names."""
    with town.database.transaction() as session:
        province = session.get_one(AdministrativeUnit, town.world.province)
        commune = add_unit(
            session,
            Level.COMMUNE,
            "xã",
            "A Lưới 4",
            parent=province,
            code="20101",
            valid_from=SINCE,
        )
        make_officer(session, "canbo4", "Hồ Văn Sóng (mẫu)", commune)
        load_plans(session)


@pytest.mark.usefixtures("commune_of_a_min")
def test_i_reported_no_signal_and_the_list_shows_hamlet_operator_and_day(town: Town) -> None:
    """«Tôi báo A Min C9 mất sóng; danh sách có thôn tôi, nhà mạng và ngày khắc phục xong.»
    Phủ sóng 4G những thôn chưa có sóng."""
    villager, desk = town.phone("Anh Min"), town.desk("canbo4")
    villager.says("thôn A Min C9 không có sóng gì hết", "đồng ý", "A Lưới 4", "Viettel")
    sent = villager.says("gửi đi")
    assert CODE.search(sent)
    assert "đến UBND xã A Lưới 4" in sent

    hamlet = "Thôn A Min C9, xã A Lưới 4"
    desk.opens("coverage")
    (before,) = desk.table(heading="Người báo, 90 ngày")
    assert (before["Thôn"], before["Người báo, 90 ngày"]) == (hamlet, "1")
    assert "Chưa có sóng" in before["Tình trạng"]
    assert before["Xong ngày"] == "–"

    town.days_pass(20)
    desk.opens("coverage")
    desk.follows("A Min C9")
    now = {"Tình trạng": "Có sóng tốt", "Mạng tốt nhất": "4G", "Nhà mạng": "Viettel"}
    seen = {"Ngày xem, đo": "10/12/2026", "Căn cứ": "biên bản đo của nhà mạng (mẫu)"}
    desk.presses("Ghi vào sổ", {**now, **seen})
    desk.opens("coverage")
    (after,) = desk.table(heading="Người báo, 90 ngày")
    assert after["Thôn"] == hamlet
    assert (after["Mạng"], after["Xong ngày"]) == ("4G Viettel", "10/12/2026")
    told = "Thôn A Min C9 đã có sóng 4G Viettel từ ngày 10/12/2026"
    assert told in villager.hears()
    assert told in town.phone("Chị Xa").says("bao giờ thôn A Min C9 xã A Lưới 4 có sóng")


def test_the_list_of_schools_without_internet_is_one_click_and_up_to_date(town: Town) -> None:
    """«Danh sách trường chưa có Internet: bấm một lần là có, và luôn mới.» Máy chủ, đường truyền và khảo
    sát Internet của trường."""
    desk, department = town.desk(), town.desk("tinh")
    school, lacks = "Trường Tiểu học Hồng Thủy (mẫu)", "Nơi thiếu Internet"
    desk.opens("schools/import")
    line = f"{school}; Tiểu học; Điểm chính, Điểm Thôn 2, Điểm Thôn 1"
    desk.presses("Xem trước", {"Mỗi dòng một trường": line})
    desk.presses("Thêm vào danh sách")

    def survey(site: str, internet: str) -> None:
        desk.opens("schools")
        desk.follows(school)
        desk.follows(site)
        desk.presses("Ghi thay đổi", {"Internet": internet})

    def listed() -> list[tuple[str, str, str, str]]:
        department.opens("schools")
        department.follows(lacks)
        rows = department.table(heading="Điểm trường")
        return [(r["Tên trường"], r["Điểm trường"], r["Xã"], r["Internet"][2:]) for r in rows]

    survey("Điểm chính", "Có")
    survey("Điểm Thôn 2", "Không")
    survey("Điểm Thôn 1", "Yếu")
    commune = "xã A Lưới 1"
    assert listed() == [
        (school, "Điểm Thôn 1", commune, "Yếu"),
        (school, "Điểm Thôn 2", commune, "Không"),
    ]
    survey("Điểm Thôn 2", "Có")
    assert listed() == [(school, "Điểm Thôn 1", commune, "Yếu")]

    department.follows("Xuất Excel")
    department.presses("Xuất Excel")
    town.worker_runs()
    department.opens(str(department.page.url.path).removeprefix("/admin/"))
    rows = cells(department.downloads("Tải tệp Excel"))
    assert [1, school, "Tiểu học", "Điểm Thôn 1", commune, "Yếu"] in rows
    assert not any("Điểm Thôn 2" in row for row in rows)


def test_i_see_who_has_which_machine_which_is_in_repair_and_when_it_comes_back(town: Town) -> None:
    """«Tôi thấy máy nào ở em nào, máy nào đang sửa và ngày nào phải trả.» Thư viện máy tính, có duy tu,
    bảo dưỡng."""
    desk = town.desk()
    takes_in(desk, ["TV-01", "TV-02", "TV-03"], "Máy tính xách tay")
    lent = (("TV-01", "Hồ Văn Một", "30/11/2026"), ("TV-02", "Hồ Thị Hai", "7/12/2026"))
    for serial, pupil, until in lent:
        desk.opens("devices?state=in_stock")
        desk.follows(serial)
        desk.presses("Ghi: cho mượn", {"Người mượn": f"{pupil} (mẫu)", "Hẹn trả ngày": until})
    desk.presses("Ghi: báo hỏng", {"Ghi chú": "vỡ màn hình"})
    assert "Tiệm Mẫu" in desk.presses("Ghi: đưa đi sửa", {"Nơi sửa": "Tiệm Mẫu"})

    desk.opens("devices/loans")
    loans = {row["Số sê-ri"]: row for row in desk.table(heading="Hẹn trả")}
    assert list(loans) == ["TV-01", "TV-02"]
    assert loans["TV-01"]["Người mượn"] == "Hồ Văn Một (mẫu)"
    assert loans["TV-01"]["Hẹn trả"].startswith("30/11/2026")
    assert loans["TV-02"]["Người mượn"] == "Hồ Thị Hai (mẫu)"
    assert "Đang sửa" in loans["TV-02"]["Máy"]
    assert loans["TV-02"]["Hẹn trả"].startswith("7/12/2026")
    for state, serial in (("in_repair", "TV-02"), ("in_stock", "TV-03"), ("lent", "TV-01")):
        desk.opens(f"devices?state={state}")
        assert [row["Số sê-ri"] for row in desk.table(heading="Số sê-ri")] == [serial]

    town.days_pass(10)
    late = desk.opens("devices/loans?due=over")
    assert "TV-01" in late
    assert "TV-02" not in late
