"""An operator's words, and what they must never be taken for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.data_packages.models import RefusalReason as Why
from backend.data_packages.reconciliation_models import Verdict
from backend.data_packages.statuses import Outcome, outcome_of

OPENED, LAW = Outcome(Verdict.ACTIVATED), Outcome(Verdict.NEEDS_IDENTITY)
PENDING, UNCLEAR = Outcome(Verdict.PENDING), Outcome(Verdict.NOT_UNDERSTOOD)
AGAINST = Outcome(Verdict.CONTRADICTORY)


def no(reason: Why) -> Outcome:
    return Outcome(Verdict.REFUSED, reason)


SAID = [
    ("Thành công", "", OPENED),
    ("THÀNH CÔNG", "", OPENED),
    ("thanh cong", "", OPENED),
    ("OK", "", OPENED),
    ("Ok.", "", OPENED),
    ("Đã kích hoạt", "", OPENED),
    ("ĐÃ MỞ", "", OPENED),
    ("Đang sử dụng", "", OPENED),
    ("Success", "", OPENED),
    ("ACTIVE", "", OPENED),
    ("Thành công", "gói 3 tháng", OPENED),
    ("Lỗi: thuê bao chưa chuẩn hoá thông tin", "", LAW),
    ("Lỗi: thuê bao chưa chuẩn hóa thông tin", "", LAW),
    ("Loi - TB chua chuan hoa TT", "", LAW),
    ("Chưa xác thực sinh trắc học", "", LAW),
    ("Khóa 1 chiều do chưa định danh", "", LAW),
    ("Không thành công", "Thuê bao chưa định danh", LAW),
    ("Thất bại", "SIM không chính chủ", LAW),
    ("Đã có gói", "", no(Why.HAS_PACKAGE)),
    ("Lỗi", "Thuê bao đang có gói khác", no(Why.HAS_PACKAGE)),
    ("Sai số", "", no(Why.WRONG_NUMBER)),
    ("Số thuê bao không tồn tại", "", no(Why.WRONG_NUMBER)),
    ("Không thuộc mạng Viettel", "", no(Why.OTHER_NETWORK)),
    ("Thuê bao đã chuyển mạng", "", no(Why.OTHER_NETWORK)),
    ("Thuê bao bị khóa 2 chiều", "", no(Why.BLOCKED)),
    ("Đã thu hồi", "", no(Why.ENDED)),
    ("Hủy kích hoạt", "", no(Why.ENDED)),
    ("Không hoạt động", "", no(Why.ENDED)),
    ("Không thành công", "", no(Why.OTHER)),
    ("Chưa thành công", "", no(Why.OTHER)),
    ("Không kích hoạt được", "", no(Why.OTHER)),
    ("NOK", "", no(Why.OTHER)),
    ("Lỗi: E1042", "", no(Why.OTHER)),
    ("Chưa kích hoạt", "", PENDING),
    ("Đang xử lý", "", PENDING),
    ("Chờ kích hoạt", "", PENDING),
    ("Thành công", "Lỗi: sai số", AGAINST),
    ("Đã mở", "chưa chuẩn hoá thông tin", AGAINST),
    ("OK", "đang xử lý", AGAINST),
    ("", "", UNCLEAR),
    ("1", "", UNCLEAR),
    ("0", "", UNCLEAR),
    ("x", "", UNCLEAR),
    ("Đã xác thực", "", UNCLEAR),
    ("Không lỗi", "", UNCLEAR),
    ("không OK", "", UNCLEAR),
    ("Hoang động", "", UNCLEAR),
    ("Bookmark", "", UNCLEAR),
    ("", "thành công", OPENED),
    ("", "sai số", no(Why.WRONG_NUMBER)),
]


@pytest.mark.parametrize(("status", "remark", "outcome"), SAID)
def test_an_operators_words_are_read(status: str, remark: str, outcome: Outcome) -> None:
    assert outcome_of(status, remark) == outcome


DENIED = ["không", "chưa", "hủy", "ngừng", "hết", "không được"]


@pytest.mark.parametrize("denial", DENIED)
@pytest.mark.parametrize("said", ["thành công", "ok", "kích hoạt", "đã mở", "hoạt động", "active"])
def test_a_denied_success_is_never_a_success(denial: str, said: str) -> None:
    assert outcome_of(f"{denial} {said}").verdict is not Verdict.ACTIVATED


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_has_one_meaning_and_a_reason_exactly_when_it_refuses(
    status: str, remark: str
) -> None:
    outcome = outcome_of(status, remark)
    assert (outcome.reason is not None) == (outcome.verdict is Verdict.REFUSED)
