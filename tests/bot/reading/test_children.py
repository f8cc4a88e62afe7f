"""Several children told in one sentence: each one's facts, and nobody else's."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.children import ToldChild, children_in, may_share_school, tells_children

TODAY = date(2026, 11, 23)
TI_AND_NA = [("Tí", "3", None), ("Na", "6", None)]

# what was said, and of each child the name, class and year of birth
TOLD = [
    ("tui có 2 đứa, thằng Tí lớp 3 con Na lớp 6", TI_AND_NA),
    ("xin máy cho Tí lớp 3 và Na lớp 6", TI_AND_NA),
    ("thằng Tí học lớp 3 còn con Na đang học lớp 6 ạ", TI_AND_NA),
    ("tui co 2 dua, thang ti lop 3 con na lop 6", [("Ti", "3", None), ("Na", "6", None)]),
    (
        "hai con: Hồ Văn Tí sn 2014 lớp 5, Hồ Thị Na sn 2016 lớp 3",
        [("Hồ Văn Tí", "5", 2014), ("Hồ Thị Na", "3", 2016)],
    ),
    (
        "Hồ Văn Tí, sn 2014, lớp 5; Hồ Thị Na, sn 2016, lớp 3",
        [("Hồ Văn Tí", "5", 2014), ("Hồ Thị Na", "3", 2016)],
    ),
    (
        "xin máy cho hai cháu nội, cháu Hồ Văn Tí sinh 2014 và cháu Hồ Thị Na sinh 2016",
        [("Hồ Văn Tí", "", 2014), ("Hồ Thị Na", "", 2016)],
    ),
    (
        "tôi có 2 con, cháu lớn lớp 9 tên Hùng, cháu nhỏ lớp 6 tên Hạnh",
        [("Hùng", "9", None), ("Hạnh", "6", None)],
    ),
    ("nhà em một đứa lớp 3 một đứa lớp 6", [("", "3", None), ("", "6", None)]),
    ("hai đứa lớp 5 và lớp 3", [("", "5", None), ("", "3", None)]),
    ("chị lớp 6 em lớp 3", [("", "6", None), ("", "3", None)]),
    ("xin máy cho thằng Tí với con Na", [("Tí", "", None), ("Na", "", None)]),
    (
        "Cháu Tí lớp 3, cháu Na lớp 6, cháu Hồ Văn Bo lớp 1",
        [("Tí", "3", None), ("Na", "6", None), ("Hồ Văn Bo", "1", None)],
    ),
    ("nha toi co ba dua con di hoc muon xin may", [("", "", None)] * 3),
]
ONE_OR_UNSURE = [
    "xin máy cho con Hồ Văn Tí sn 2014 lớp 5, chủ hộ Hồ Văn Dơm sinh 1955",
    "mẹ Hồ Thị Lan sn 1985, con Hồ Văn Tí sn 2014 lớp 5",
    "con tôi lớp 5, năm sau lên lớp 6",
    "con học lớp 5, năm ngoái lớp 4",
    "tôi có 3 con, xin máy cho thằng út lớp 3",
    "em chào chị, chị ơi cho em xin máy cho con em lớp 5",
    "tôi có hai đứa con muốn xin máy cho một đứa",
    "cháu Hồ Văn Tí lớp 5, ở nhà với chị gái lớp 9",
    "con em tên Hồ Văn Tí lớp 3, tên ở nhà là Bo",
    "nhà có 1 đứa lớp 3",
    "trường có 20 em lớp 3",
    "xin máy",
    "",
]


@pytest.mark.parametrize(("text", "children"), TOLD)
def test_each_child_has_its_own_facts(
    text: str, children: list[tuple[str, str, int | None]]
) -> None:
    told = children_in(text, TODAY)
    assert told is not None
    found = [(child.name, child.class_name, child.birth_year) for child in told.children]
    assert found == children


@pytest.mark.parametrize("text", ONE_OR_UNSURE)
def test_one_child_or_a_doubtful_sentence_is_not_taken_for_several(text: str) -> None:
    assert children_in(text, TODAY) is None


def test_what_is_told_besides_stays_and_no_class_does() -> None:
    told = children_in("xin máy cho con Tí lớp 3, con Na lớp 6, ở thôn 1, sđt 0912345678", TODAY)
    assert told is not None
    assert "cho con" in told.rest
    assert "thôn 1, sđt 0912345678" in told.rest
    assert "lớp" not in told.rest


def test_schools_stay_with_their_children() -> None:
    text = "con trai Hồ Văn Tí lớp 3 trường TH Hồng Thủy, con gái Na lớp 6 trường THCS Hồng Vân"
    told = children_in(text, TODAY)
    assert told is not None
    assert [child.school for child in told.children] == ["TH Hồng Thủy", "THCS Hồng Vân"]


def test_a_number_of_children_alone_tells_of_none() -> None:
    assert not tells_children("nhà tôi có ba đứa con", TODAY)
    assert tells_children("thằng Tí lớp 3, con Na lớp 6", TODAY)


@pytest.mark.parametrize(
    ("one", "other", "may"),
    [("3", "5", True), ("5", "6", False), ("9", "10A1", False), ("", "6", True), ("7", "9", True)],
)
def test_a_school_may_be_shared_unless_the_level_differs(one: str, other: str, may: bool) -> None:
    assert may_share_school(ToldChild(class_name=one), ToldChild(class_name=other)) is may


@given(st.text(max_size=120))
def test_any_text_is_read_without_an_error_and_never_gives_one_child(text: str) -> None:
    told = children_in(text, TODAY)
    assert told is None or len(told.children) > 1
