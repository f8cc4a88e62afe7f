"""Answers as families type them, in sentences and without marks. `!` is taken at once, `?` is read back
to be confirmed, and for `-` the question is asked again."""

import pytest

from bot.flows.lacking import lacking_of
from bot.flows.relation import question
from bot.messages import Inbound, Kind
from bot.questions import Question
from bot.reading.grounds import ground_meant, lacks_covid

FOR_WHOM = """
con => parent !
con gai lop 5 => parent !
be ten la ho thi hong => parent ?
con ten la ho thi hong => parent ?
cho be nha em => parent ?
may dua nho => parent ?
cho 2 dua con => parent ?
chau noi => grandparent !
chau An => grandparent ?
e xin cho chau hoc lop 5 => grandparent ?
dua em ho => -
tui => self ?
em gai => sibling !
hoc tro cua toi => teacher !
khong => -
"""
LACKING = """
chua co => no_device !
hong co may => no_device !
khong co, nha ngheo lam => no_device ?
co cai dt cua bo => shared ?
hoc ke nha ban => shared ?
muon cua chi => shared ?
đt bể màn hình => broken !
hư rồi => broken !
co may ma hong => broken ?
dt do lam => broken ?
chi co tivi => tv_only ?
co dien thoai cu => has_device ?
co roi => has_device ?
co may khong? => -
"""
GROUNDS = """
co giay ho ngheo => poor !
nha em thuoc dien can ngheo => near_poor !
chua thoat ngheo => poor ?
ngheo da chieu => poor ?
thoat ngheo => none ?
moi thoat ngheo nam ngoai => none ?
khong ngheo => none ?
chua co so => none ?
ho tb => none ?
nha co nguoi khuyet tat => none ?
chau o voi ba ngoai => none ?
mo coi => covid_orphan ?
mat viec do dich => covid_hardship !
ho ngheo hay can ngheo? => -
hong thuy => -
"""


def rows(table: str) -> list[tuple[str, str]]:
    return [
        (text, said)
        for text, _arrow, said in (r.partition(" => ") for r in table.split("\n"))
        if text
    ]


def read(asked: Question[str], text: str) -> str:
    reading = asked.read(Inbound("telegram", "1", "1", Kind.TEXT, text))
    return f"{reading.value} {'?' if reading.confirm else '!'}" if reading.value else "-"


@pytest.mark.parametrize(("text", "meant"), rows(FOR_WHOM))
def test_for_whom(text: str, meant: str) -> None:
    assert read(question("máy"), text) == meant


@pytest.mark.parametrize(("text", "meant"), rows(LACKING))
def test_what_a_child_has_to_learn_with(text: str, meant: str) -> None:
    assert read(lacking_of("An"), text) == meant


@pytest.mark.parametrize(("text", "meant"), rows(GROUNDS))
def test_on_which_ground(text: str, meant: str) -> None:
    reading = ground_meant(text)
    said = f"{reading.value} {'?' if reading.confirm else '!'}" if reading.value else "-"
    assert said == meant


@pytest.mark.parametrize(
    ("text", "lacks"),
    [
        ("bố mẹ mất hết", True),
        ("nhà khó khăn lắm", True),
        ("bố mất vì covid", False),
        ("khó khăn do dịch", False),
        ("hộ nghèo", False),
    ],
)
def test_hardship_is_that_of_covid_only_where_covid_is_named(text: str, lacks: bool) -> None:
    assert lacks_covid(text) is lacks
