"""Which spellings of a name are one, which are for an officer's eyes, and which are somebody else."""

from collections.abc import Callable
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import create_engine, literal, select

from backend.households.keys import is_named
from backend.households.names import NameMatch, compare_names
from backend.vietnamese import compact, fold, normal

EXACT, FOLDED, NEAR, DIFFERENT = NameMatch

# As it was said, as the list has it, how they agree. Every pair is compared both ways round.
CASES = {
    "the same text, in another dress": """
        Hồ Thị A Lơ | Hồ Thị A Lơ = exact
        HỒ THỊ A LƠ | Hồ Thị A Lơ = exact
        hồ thị a lơ | Hồ Thị A Lơ = exact
        Hồ  Thị\u00a0A Lơ | Hồ Thị A Lơ = exact
        Hồ Thị A\u200b Lơ | Hồ Thị A Lơ = exact
        Ho\u0302\u0300 Thi\u0323 A Lo\u031b | Hồ Thị A Lơ = exact
        \u00d0ặng Quốc Huy | Đặng Quốc Huy = exact
        ĐẶNG QUỐC HUY | \u00f0ặng quốc huy = exact
        Trần Thị Thủy. | Trần Thị Thủy = exact
        Cil Múp K’Thu | Cil Múp K'Thu = exact
    """,
    "where the tone stands": """
        Hồ Thị Hoà | Hồ Thị Hòa = exact
        HỒ THỊ HOÀ | Hồ Thị Hòa = exact
        Trần Thị Thuỷ | Trần Thị Thủy = exact
        Bùi Thị Thuý | Bùi Thị Thúy = exact
        Lê Văn Khoẻ | Lê Văn Khỏe = exact
        Lê Thị Hoàn | Lê Thị Hòan = near
        Trần Thị Thuỷ | Trần Thị Thúy = near
        Mùa A Sình | Muà A Sình = near
    """,
    "i and y": """
        Lí Thị Dung | Lý Thị Dung = exact
        LÍ THỊ DUNG | Lý Thị Dung = exact
        Ngô Quí Lí | Ngô Quý Lý = exact
        Ngô Qui | Ngô Quy = exact
        Võ Thị Mĩ Lệ | Võ Thị Mỹ Lệ = exact
        Lê Văn Kì | Lê Văn Kỳ = exact
        Lê Văn Sĩ | Lê Văn Sỹ = exact
        Lê Văn Vĩ | Lê Văn Vỹ = exact
        Ly Thi Dung | Lí Thị Dung = folded
        Nguyễn Ngọc Thi | Nguyễn Ngọc Thy = near
        Trần Tường Vi | Trần Tường Vy = near
        Hồ Khánh Ly | Hồ Khánh Li = near
        Lê Thúy | Lê Thúi = near
        Hồ Văn Hải | Hồ Văn Hảy = near
    """,
    "without marks": """
        Ho Thi A Lo | Hồ Thị A Lơ = folded
        HO THI A LO | Hồ Thị A Lơ = folded
        dang quoc huy | Đặng Quốc Huy = folded
        Ho Thi Hoa | Hồ Thị Hòa = folded
        Ho Thi Hoa | Hồ Thị Hoá = folded
        vu a dia | Vừ A Dia = folded
        Y Sam | Y Sâm = folded
        H'Wien Bya | H’Wiên Byă = folded
        Y Thong Ayun | Y Thông Ayŭn = folded
        Hồ Văn Nghiên | HO VAN NGHIEN = folded
    """,
    "with other marks, or with some of them": """
        Hồ Thị Hoa | Hồ Thị Hòa = near
        Hồ Thị Hoá | Hồ Thị Hoạ = near
        Lê Thị Lan | Lê Thị Lân = near
        Trần Văn Dũng | Trần Văn Dung = near
        Vũ A Dia | Vừ A Dia = near
        Ho Thị A Lo | Hồ Thị A Lơ = near
        Rờ Châm Y Thảo | Rơ Chăm Y Thảo = near
        Trần Thị Thuỷ | Trần Thị Thuỹ = near
    """,
    "written together or apart": """
        Hồ Thị Alơ | Hồ Thị A Lơ = exact
        ho thi alo | Hồ Thị A Lơ = folded
        RơChâm H’Bian | Rơ Châm H’Bian = exact
        Rơ Châm H Bian | Rơ Châm H’Bian = exact
        Rơ Châm HBian | Rơ Châm H’Bian = exact
        Rơ Châm H' Bian | Rơ Châm H’Bian = exact
        Pơloong Thị Mai | Pơ Loong Thị Mai = exact
        Alăng Thị Bhướp | A Lăng Thị Bhướp = exact
        Bhnướch Thị Nga | Bh’nướch Thị Nga = exact
        K’sor H’Lan | Ksor H’Lan = exact
        K Sor H'Lan | Ksor H’Lan = exact
        Kơ Sor H’Lan | Ksor H’Lan = near
    """,
    "abbreviations are never sure": """
        Hồ T. Hoa | Hồ Thị Hoa = near
        Ng. Văn Đức | Nguyễn Văn Đức = near
        Ng~ Văn Đức | Nguyễn Văn Đức = near
        Ngy Văn Đức | Nguyễn Văn Đức = near
        Ng Văn Đức | Ngô Văn Đức = near
        Tr. Thị Thủy | Trương Thị Thủy = near
        Nguyễn V Đức | Nguyễn Văn Đức = near
        Ng. V. Đức | Nguyễn Văn Đức = near
        Đ. Q. Huy | Đặng Quốc Huy = near
        H. Bian | H’Bian = near
        Ng. Văn Đức | Ng. Văn Đức = near
        Tr. Văn Đức | Nguyễn Văn Đức = different
        Hồ T. Hoa | Hồ Văn Hoa = different
    """,
    "regional doublets are other legal names": """
        Hoàng Tấn Phát | Huỳnh Tấn Phát = near
        Vũ Thị Mai | Võ Thị Mai = near
        Lê Văn Phúc | Lê Văn Phước = near
        Lê Văn Sinh | Lê Văn Sanh = near
        Lê Văn Nhật | Lê Văn Nhựt = near
        Lê Văn Cảnh | Lê Văn Kiểng = near
        Lê Văn Bảo | Lê Văn Bửu = near
        Chu Thị Lan | Châu Thị Lan = near
        Vu Thi Mai | Võ Thị Mai = near
    """,
    "another marker is another person": """
        Hồ Văn Hoa | Hồ Thị Hoa = different
        ho van hoa | Hồ Thị Hoa = different
        A Thút | Y Thút = different
        Rơ Châm A Thảo | Rơ Châm Y Thảo = different
        Hồ Thị A Lơ | Hồ Thị Y Lơ = different
        H’Bian | A Bian = different
        Rơ Mah H’Nga | Rơ Mah Y Nga = different
        Rơ Mah H’Nga | Rơ Mah Văn Nga = different
        Nguyen Van Anh | Nguyễn Thị Vân Anh = near
        Nguyễn Văn Thi | Nguyễn Văn Thị = near
        Trần Thị Vân | Tran Thi Van = folded
    """,
    "one-letter words are names": """
        Hồ Thị Lơ | Hồ Thị A Lơ = near
        Hồ Dư | Hồ A Dư = near
        Lê Y | Lê = near
        Lê Y | Lê O = near
        Đỗ Thị O | Đỗ Thị Ô = near
        Do Thi O | Đỗ Thị O = folded
        Thút | A Thút = near
        Sùng A | Sùng = near
    """,
    "slips are only ever candidates": """
        A Lu | A Lơ = near
        A Lơ | A Lan = different
        Y Sim | Y Sâm = near
        Hồ Thị Hao | Hồ Thị Hoa = near
        Nguyễn Vawn Đức | Nguyễn Văn Đức = near
        Nguyễm Văn Đứt | Nguyễn Văn Đức = near
        Ng Thị Thuyy | Nguyễn Thị Thủy = different
        Hồ Thị Hoa | Hồ Thị Lan = different
        Nguyễn Thị Ngọc Mai | Nguyễn Thị Ngọc Mùa = different
        Hồ Văn Nghiên | Hồ Văn Nam = different
        Lê An | Lò Ún = different
        Trần Văn Hải | Lê Thị Mai = different
    """,
    "written as it is spoken": """
        Dàng A Páo | Giàng A Páo = near
        Zàng A Páo | Giàng A Páo = near
        Xùng Thị Dở | Sùng Thị Dở = near
        Lê Thị Lang | Lê Thị Lan = near
        Huỳnh Tấn Phác | Huỳnh Tấn Phát = near
        Chần Văn Hải | Trần Văn Hải = near
        Nò Văn Pản | Lò Văn Pản = near
    """,
    "another order, or less of it": """
        Hoa Hồ Thị | Hồ Thị Hoa = near
        H’Bian Rơ Châm | Rơ Châm H’Bian = near
        Hồ Hoa | Hồ Thị Hoa = near
        bà Hồ Thị Hoa | Hồ Thị Hoa = near
        Hồ Thị Hoa B | Hồ Thị Hoa = near
        Hồ Thị Hoa (B) | Hồ Thị Hoa = near
        Hồ Thị Hoa (Kăn Tưi) | Hồ Thị Hoa = near
        Hồ Thị Hoa 2 | Hồ Thị Hoa = near
        Hồ Thị Hoa 2 | Hồ Thị Hoa 2 = exact
        Vừ Nhìa Dia | Vừ A Dia = different
        Vừ Dia | Vừ Nhìa Dia = near
        Hồ Thị | Hồ Thị Hoa = different
    """,
    "nothing to compare": """
        - | ' = different
        . | Hồ Thị Hoa = different
        () | Hồ Thị Hoa = different
    """,
}


def cases() -> list[object]:
    rows: list[object] = []
    for group, table in CASES.items():
        for line in filter(None, map(str.strip, table.splitlines())):
            pair, _sign, match = line.rpartition(" = ")
            one, _sign, other = pair.partition(" | ")
            rows.append(pytest.param(one, other, NameMatch(match), id=f"{group}: {line}"))
    return rows


@pytest.mark.parametrize(("one", "other", "match"), cases())
def test_two_names_agree_as_the_table_says(one: str, other: str, match: NameMatch) -> None:
    assert (compare_names(one, other)[0], compare_names(other, one)[0]) == (match, match)


WORDS = (
    *("Hồ", "Thị", "Văn", "A", "Y", "H’Bian", "Lơ", "Hoa", "Hòa", "Hoà"),
    *("Hoá", "Nguyễn", "Ng.", "T.", "Ng", "Thi", "Thy", "Lý", "Lí", "Quý"),
    *("Vừ", "Vũ", "Võ", "Rơ", "Châm", "RơChâm", "Đặng", "Dang", "K’", "O"),
    *("Ô", "Ún", "Mai", "Mùa", "(B)", "B", "2", "-", "'", "."),
)
names = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join), st.text(max_size=20)
)


@given(names, names)
def test_it_does_not_matter_which_name_was_said(one: str, other: str) -> None:
    assert compare_names(one, other) == compare_names(other, one)


@given(names, names)
def test_the_likeness_is_whole_for_the_same_name_only(one: str, other: str) -> None:
    match, score = compare_names(one, other)
    assert 0 <= score <= 100
    assert (match in (EXACT, FOLDED)) <= (score == 100)
    assert (match is NEAR) <= (score < 100)


@given(names, names)
def test_two_names_with_marks_are_never_the_same_but_for_marks(one: str, other: str) -> None:
    if compare_names(one, other)[0] is FOLDED:
        assert any(fold(name) == normal(name) for name in (one, other))


IN_MEMORY = create_engine("sqlite://")
RESPELLED = (
    *(str.upper, fold, lambda name: name.replace(" ", ""), lambda name: name.replace("’", "'")),
    *(lambda name: name.replace("ý", "í"), lambda name: name.replace("í", "ý")),
)


@given(names, st.lists(st.sampled_from(RESPELLED), max_size=3))
def test_the_database_hides_nobody_who_has_the_name(
    said: str, respelled: list[Callable[[str], str]]
) -> None:
    other = reduce(lambda name, change: change(name), respelled, said)
    if compare_names(said, other)[0] in (EXACT, FOLDED):
        with IN_MEMORY.connect() as connection:
            assert connection.scalar(select(is_named(literal(compact(other)), compact(said))))
