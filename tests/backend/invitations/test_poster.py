"""The PDF: one page whatever the names are, with nothing in them taken for markup."""

import json
from typing import Any

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.administrative_units.models import UnitId
from backend.administrative_units.tree import Place
from backend.invitations.models import InvitationKind, Invited
from backend.invitations.poster import TEMPLATE, posters, words_of
from backend.public.ways import Ways

ADDRESS = "https://noisong.example.vn/s/abcdefghjk"
WAYS = Ways("https://t.me/noisong_bot?start=abcdefghjk", "https://zalo.me/123", "UBND xã", "0234 1")
LONG = "Trường Phổ thông Dân tộc bán trú Tiểu học và Trung học cơ sở Hồng Thủy, điểm trường A Đeng"


def invited(place: str = "Thôn 1") -> Invited:
    commune = Place(UnitId(2), "xã", "A Lưới 1")
    return Invited("abcdefghjk", InvitationKind.HAMLET, "THON 4825", commune, hamlet=place)


def compiled(words: dict[str, object]) -> bytes:
    return typst.compile(
        TEMPLATE,
        root=TEMPLATE.parent,
        ignore_system_fonts=True,
        format="png",
        sys_inputs={"words": json.dumps([words])},
        ppi=20,
    )


def shown(words: dict[str, object], label: str) -> Any:
    """What the compiled document holds under a label."""
    document = typst.Compiler(
        TEMPLATE, root=TEMPLATE.parent, sys_inputs={"words": json.dumps([words])}
    )
    return json.loads(document.query(f"<{label}>"))


def test_the_file_is_a_pdf_of_one_page() -> None:
    pdf = posters([words_of(invited(), ADDRESS, WAYS)])
    assert pdf.startswith(b"%PDF-")
    assert b"/Type/Pages/Count 1/" in pdf
    assert len(pdf) < 100_000


def test_a_file_of_many_has_a_page_for_each() -> None:
    many = [words_of(invited(f"Thôn {number}"), ADDRESS, WAYS) for number in range(12)]
    assert b"/Type/Pages/Count 12/" in posters(many)


@pytest.mark.parametrize("place", ["Thôn 1", LONG[:100], "A" * 100, "W " * 50])
@pytest.mark.parametrize("phone", ["", "0234 3878 123", "0234 3878 123 hoặc 0912 345 678"])
def test_it_stays_one_page_with_long_names(place: str, phone: str) -> None:
    ways = Ways("https://t.me/" + "b" * 32, "https://zalo.me/" + "1" * 30, LONG, phone)
    words = words_of(invited(place), ADDRESS + "/" + "x" * 60, ways)
    assert isinstance(compiled(words), bytes), "more than one page comes as a list"


@pytest.mark.parametrize("place", ["*Thôn* _1_", "#panic(1)", "$x^2$ <b>", "@a // b", "\\ \" ' {}"])
def test_markup_in_a_name_stays_text(place: str) -> None:
    words = words_of(invited(place), ADDRESS, WAYS)
    assert words["place"] == f"{place}, xã A Lưới 1"
    assert "".join(_strings(shown(words, "place"))) == f"{place}, xã A Lưới 1"


@settings(max_examples=25)
@given(st.text(max_size=100))
def test_any_name_can_be_printed(place: str) -> None:
    assert isinstance(compiled(words_of(invited(place), ADDRESS, WAYS)), bytes)


def test_the_poster_says_what_to_scan_what_to_type_and_whom_to_call() -> None:
    words = words_of(invited(), ADDRESS, WAYS)
    assert _strings(shown(words, "code")) == ["THON 4825"]
    assert _strings(shown(words, "phone")) == ["0234 1"]
    assert words["chats"] == ["zalo.me/123", "t.me/noisong_bot"], "without the code in the link"


def test_without_a_telephone_the_office_is_named() -> None:
    words = words_of(invited(), ADDRESS, Ways("", "", "UBND xã A Lưới 1", ""))
    assert words["help"] == "Không nhắn tin được? Đến UBND xã A Lưới 1."
    assert words["chats"] == []
    assert shown(words, "phone") == []


def test_the_picture_keeps_a_quiet_margin_and_survives_damage() -> None:
    small = str(words_of(invited(), "https://a.vn/s/abcdefghjk", WAYS)["picture"])
    assert 'width="41"' in small  # version 4 at level H: 33 modules and 4 on each side


def _strings(value: Any) -> list[str]:
    """All texts inside a queried element, in order."""
    if isinstance(value, dict):
        if "text" in value:
            return [value["text"]]
        return [text for part in value.values() for text in _strings(part)]
    return [text for part in value for text in _strings(part)] if isinstance(value, list) else []
