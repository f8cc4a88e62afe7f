"""Điều ước cho em: what schools need, and who helps them."""

import re
from collections import Counter

from tests.acceptance.other_provinces import opens_dien_bien
from tests.acceptance.steps import Desk, Town, document_text

SCHOOLS = (("Mầm non", "nhà vệ sinh", 23), ("Tiểu học", "nước", 25), ("THCS", "chăn màn", 19))
NAMES = [
    (f"Trường {level} Bản {number} (mẫu)", level, f"Điểm Bản {number}", need)
    for level, need, count in SCHOOLS
    for number in range(1, count + 1)
]


def writes_down_schools(desk: Desk) -> None:
    """The list of all schools of the commune, pasted."""
    desk.opens("schools/import")
    lines = "\n".join(f"{name}; {level}; {site}" for name, level, site, _need in NAMES)
    desk.presses("Xem trước", {"Mỗi dòng một trường": lines})
    desk.presses("Thêm vào danh sách")


def writes_down_needs(desk: Desk, wanted: list[tuple[str, str, str, str]]) -> None:
    """What these schools need, pasted."""
    desk.opens("school-needs/import")
    lines = "\n".join(f"{name}; {site}; {need}; {need}; 1" for name, _level, site, need in wanted)
    desk.presses("Xem trước", {"Mỗi dòng một nhu cầu": lines})
    desk.presses(f"Ghi {len(wanted)} nhu cầu")


def test_67_of_67_schools_updated_and_the_three_tables_match(town: Town) -> None:
    """«67/67 trường đã cập nhật nhu cầu; ba bảng khớp với nền tảng.» Cập nhật nhu cầu lên nền tảng Nhân
    đạo."""
    opens_dien_bien(town)
    desk = town.desk("dienbien")
    writes_down_schools(desk)
    assert "0/67 trường đã báo" in desk.opens("school-needs/reporting")
    writes_down_needs(desk, NAMES[:-1])
    assert "66/67 trường đã báo" in desk.opens("school-needs/reporting")
    writes_down_needs(desk, NAMES[-1:])
    assert "67/67 trường đã báo" in desk.opens("school-needs/reporting")
    desk.opens("reports")
    report = desk.presses("Lập báo cáo", {"Báo cáo nào": "Điều ước", "Kỳ báo cáo": "Năm nay"})
    for heading in ("điện, nước", "nhà vệ sinh", "nhu cầu thường xuyên"):
        assert f"Các khó khăn về {heading}" in report or heading in report
    assert "67/67" in report
    counted = [
        int(found) for _l, _n, count in SCHOOLS for found in re.findall(rf"\b{count}\b", report)
    ]
    assert set(counted) == {count for _level, _need, count in SCHOOLS}
    assert len(desk.downloads("Tải Word")) > 1000


def test_what_is_on_the_platform_is_what_the_three_tables_count(town: Town) -> None:
    """«67/67 trường đã cập nhật nhu cầu; ba bảng khớp với nền tảng.» Bảng nào cũng bằng đúng số nhu cầu
    đã đưa lên, và chưa lên hết thì báo cáo nói còn mấy nhu cầu."""
    opens_dien_bien(town)
    desk = town.desk("dienbien")
    writes_down_schools(desk)
    chosen = [*NAMES[:3], *NAMES[23:25], NAMES[48]]
    writes_down_needs(desk, chosen)
    desk.opens("reports")
    desk.presses("Lập báo cáo", {"Báo cáo nào": "Điều ước", "Kỳ báo cáo": "Năm nay"})
    report = desk.path
    assert "Trong đó còn 6 nhu cầu đã ghi nhận, đang chờ đưa lên nền tảng" in desk.opens(report)

    platform: list[str] = []  # as somebody types it there, school by school
    while needs := to_push(desk):
        platform.append(needs[0]["Trường"])
        desk.follows(needs[0]["Cần gì"].split()[0])
        link = f"https://example.org/nhan-dao/{len(platform)}"
        pushed = desk.presses("Ghi đã đưa lên", {"Đường dẫn": link})
        assert "Đã ghi là có trên nền tảng Nhân đạo" in pushed
        left = len(chosen) - len(platform)
        assert (f"còn {left} nhu cầu đã ghi nhận" in desk.opens(report)) is bool(left)

    assert len(platform) == len(set(platform)) == len(chosen)
    schools = Counter(school.split()[1] for school in platform)  # by the level in the name
    assert schools == {"Mầm": 3, "Tiểu": 2, "THCS": 1}
    said = desk.opens(report)
    power, toilets, regular = (
        said.partition(f"Các khó khăn về {group}")[2].partition(".")[0]
        for group in ("nhu cầu sử dụng điện, nước", "nhà vệ sinh", "nhu cầu thường xuyên")
    )
    assert power.endswith("cấp TH: 02 trường (02 điểm trường)")
    assert toilets.endswith("cấp MN: 03 trường (03 điểm trường)")
    assert regular.endswith("cấp THCS: 01 trường (01 điểm trường)")
    printed = document_text(desk.downloads("Tải Word"))
    for sentence in (power, toilets, regular):
        assert sentence in " ".join(printed.split())


def to_push(desk: Desk) -> list[dict[str, str]]:
    """The needs that are not on the platform yet."""
    page = desk.opens("school-needs?work=to_push")
    return [] if "Không có nhu cầu nào" in page else desk.table(heading="Cần gì")


def test_i_found_a_school_site_that_needs_a_toilet_and_got_the_focal_officer(town: Town) -> None:
    """«Tôi tìm được điểm trường cần nhà vệ sinh và có ngay đầu mối để gọi.» Kết nối nhà hảo tâm với
    trường."""
    opens_dien_bien(town)
    desk = town.desk("dienbien")
    writes_down_schools(desk)
    writes_down_needs(desk, [NAMES[0], NAMES[23]])
    desk.opens("school-needs/focal-officers")
    forms = [f for f in desk._tree().forms if "preschool" in [v for _k, v in f.form_values()]]
    token = dict(forms[0].form_values())["csrf_token"]
    focal = {"csrf_token": token, "level": "preschool", "version": "0"}
    named = {"name": "cô Mẫu Thị Một", "phone": "0215 3878 301"}
    desk.post("/admin/school-needs/focal-officers", data={**focal, **named})
    giver = town.phone("Anh Bình")
    answer = giver.says("trường nào ở Thanh Yên đang thiếu nhà vệ sinh")
    name, _level, site, _need = NAMES[0]
    assert f"{site}, {name}" in answer
    assert "xã Thanh Yên" in answer
    assert "Đầu mối: cô Mẫu Thị Một, 0215 3878 301" in answer
    assert NAMES[23][0] not in answer, "that school needs water"
    assert giver.sent == 1
