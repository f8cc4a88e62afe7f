"""Invented lists and minutes, as the other packages hand them over."""

from datetime import date
from typing import Any

from backend.approved_lists.models import ApprovedListRow, RowKind
from backend.approved_lists.paper import ApprovedListPaper
from backend.deliveries.queries import HandOverMinutes, MinutesRow

LONG = "Hồ Thị Ngọc Ánh Nguyệt Thùy Dương Phương Thảo Uyên Nhi Nguyễn Hoàng Bảo Trâm Anh"


def list_row(number: int = 1, **said: Any) -> ApprovedListRow:
    """One line of a list."""
    fields: dict[str, Any] = {
        "kind": RowKind.LISTED,
        "number": number,
        "code": f"HT-2026-{number:06d}",
        "child_name": "Hồ Văn Nam",
        "child_birth_year": 2014,
        "head_name": "Hồ Thị A Lơ",
        "unit_name": "xã A Lưới 1",
        "hamlet": "Thôn 1",
        "standing": "Hộ nghèo",
        "benefit": "Máy tính, thiết bị học",
        "source": "Ngân sách nhà nước",
        "note": "",
    }
    return ApprovedListRow(**{**fields, **said})


def signed_list(*rows: ApprovedListRow, **said: Any) -> ApprovedListPaper:
    """A signed list of xã A Lưới 1."""
    fields: dict[str, Any] = {
        "unit": "xã A Lưới 1",
        "programme": "Sóng và Máy tính cho em",
        "round": "",
        "number": "7/QĐ-UBND",
        "date": date(2026, 2, 5),
        "signer_name": "Hồ Văn Mẫu",
        "signer_title": "Chủ tịch UBND xã",
        "amends": "",
        "amends_date": None,
        "rows": rows or (list_row(),),
    }
    return ApprovedListPaper(**{**fields, **said})


def minutes_row(number: int = 1, **said: Any) -> MinutesRow:
    """One device on the minutes."""
    fields: dict[str, Any] = {
        "number": number,
        "code": f"HT-2026-{number:06d}",
        "programme": "Sóng và Máy tính cho em",
        "child": "Hồ Văn Nam",
        "head": "Hồ Thị A Lơ",
        "hamlet": "Thôn 1",
        "school": "TH Hồng Thủy",
        "class_name": "5A",
        "device": "Máy tính bảng Mẫu 10",
        "serial": "MAU0000012345678901",
        "receiver": "Hồ Thị A Lơ",
        "relation": "mẹ",
    }
    return MinutesRow(**{**fields, **said})


def day_minutes(*rows: MinutesRow, **said: Any) -> HandOverMinutes:
    """The minutes of one day."""
    fields: dict[str, Any] = {
        "unit": "xã A Lưới 1",
        "programme": "Sóng và Máy tính cho em",
        "place": "hội trường UBND xã",
        "date": date(2026, 11, 25),
        "starts_at": "7:30",
        "people": ("Lê Thị Mai, cán bộ xã",),
        "rows": rows or (minutes_row(),),
        "closed": True,
    }
    return HandOverMinutes(**{**fields, **said})
