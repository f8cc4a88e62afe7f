"""In an empty world every list says what to do next, not only that there is nothing."""

import re

import pytest

from tests.site import Visitor

LISTS = (
    "requests", "tickets", "devices", "hand-overs", "data-packages", "access-points", "donors",
    "schools", "school-needs", "inspections", "broadcasts", "papers/exports", "approved-lists",
    "quotas", "teachers", "requests/transferred", "requests/answers", "requests/touched",
    "approvals", "figures?about=tickets",
)  # fmt: skip
EMPTY = re.compile(r'<div class="empty"><p><strong>([^<]+)</strong></p><p>(.+?)</p></div>', re.S)
DOES = re.compile(
    r"<a |<button|anh/chị|khi |bấm|chọn|nhập|thêm|mở|tạo|ghi|nhờ|đặt |bốc thăm|sẽ hiện",
    re.IGNORECASE,
)


@pytest.mark.parametrize("path", LISTS)
def test_a_list_without_rows_says_what_to_do_next(officer: Visitor, path: str) -> None:
    page = officer.get(f"/admin/{path}")
    assert page.status_code == 200
    empty = EMPTY.search(page.text)
    assert empty, "no empty state"
    nothing, onward = empty.groups()
    assert onward.strip() != nothing.strip()
    assert DOES.search(onward), onward
