"""Households without a need, over HTTP: one, a sheet, and nobody else's."""

from tests.backend.need_answers.test_sheet import workbook
from tests.site import Visitor, words

HERE = "/admin/need-answers"
CODE = "dien-thoai-thong-minh"
TYPED = {
    "programme": CODE,
    "head_name": "Kăn Thị Mẫu",
    "head_birth_year": "1980",
    "hamlet": "Thôn 1",
    "phone": "",
}


def test_an_empty_page_says_what_to_do(officer: Visitor) -> None:
    page = officer.open(f"{HERE}?programme={CODE}")
    assert "Chưa ghi hộ nào." in words(page)


def test_a_household_is_written_down_once(officer: Visitor, stranger: Visitor) -> None:
    officer.open(HERE)
    answer = officer.submit(HERE, **TYPED)
    assert answer.status_code == 303, words(answer)
    page = officer.open(answer.headers["location"])
    assert "Kăn Thị Mẫu 1980 Thôn 1, xã A Lưới 1 Cán bộ nhập" in words(page)
    again = officer.submit(HERE, **TYPED)
    assert again.status_code == 409
    assert "đã được ghi" in words(again)
    stranger.sign_in("canbo5")
    assert "Kăn Thị Mẫu" not in stranger.open(f"{HERE}?programme={CODE}").text


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(officer: Visitor) -> None:
    officer.open(HERE)
    refused = officer.submit(HERE, **{**TYPED, "head_birth_year": "85x"})
    assert refused.status_code == 422
    assert 'value="Kăn Thị Mẫu"' in refused.text
    assert 'class="error"' in refused.text


def test_a_programme_that_is_not_here_is_refused(officer: Visitor) -> None:
    officer.open(HERE)
    for code in ("khong-co", "may-tinh-cong-cong", ""):
        assert officer.submit(HERE, **{**TYPED, "programme": code}).status_code == 422


def test_a_sheet_is_read_and_its_bad_rows_are_named(officer: Visitor) -> None:
    officer.open(HERE)
    content = workbook(("Hồ Thị Hoa", 1988, "Thôn 1", ""), ("Hoa", "", "", ""))
    answer = officer.post(
        f"{HERE}/sheet",
        data={"csrf_token": officer.token, "programme": CODE},
        files={"file": ("ho.xlsx", content)},
    )
    assert answer.status_code == 303, words(answer)
    said = words(officer.open(answer.headers["location"]))
    assert "Đã ghi 1 hộ." in said
    assert "Dòng 3: Cột A" in said


def test_a_file_that_is_no_table_is_refused(officer: Visitor) -> None:
    officer.open(HERE)
    answer = officer.post(
        f"{HERE}/sheet",
        data={"csrf_token": officer.token, "programme": CODE},
        files={"file": ("ho.xlsx", b"%PDF-1.7")},
    )
    assert answer.status_code == 422
