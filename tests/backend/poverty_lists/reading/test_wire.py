"""What the child hands over arrives as it was."""

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.poverty_lists.draft import (
    Column,
    DraftSheet,
    LegacyColumn,
    ListDraft,
    ListMember,
    ListRow,
    Problem,
    StatedCount,
)
from backend.poverty_lists.reading.portions import Portion
from backend.poverty_lists.reading.problems import Kind
from backend.poverty_lists.reading.wire import Unfinished, pack, unpack

_text = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
_number = st.integers(1, 2**31)
_raw = st.dictionaries(_number, _text, max_size=3)
_members = st.builds(ListMember, row=_number, name=_text, relation=_text, raw=_raw).flatmap(
    lambda member: st.builds(
        member._replace,
        birth_date=st.none() | st.dates(),
        birth_precision=st.from_type(ListMember.__annotations__["birth_precision"]),
        sex=st.from_type(ListMember.__annotations__["sex"]),
        has_device=st.none() | st.booleans(),
    )
)
_rows = st.builds(
    ListRow,
    sheet=_text, row=_number, head_name=_text, hamlet=_text, citizen_id=st.none() | _text,
    standing=st.from_type(ListRow.__annotations__["standing"]),
    birth_date=st.none() | st.dates(),
    birth_year=st.none() | _number,
    birth_precision=st.from_type(ListRow.__annotations__["birth_precision"]),
    sex=st.from_type(ListRow.__annotations__["sex"]),
    deprivations=st.lists(_text, max_size=2).map(tuple),
    raw=_raw,
    members=st.lists(_members, max_size=2).map(tuple),
)  # fmt: skip
_problems = st.builds(
    Problem, _text, _number, _text, st.sampled_from(Kind), _text, st.booleans(), _number
)
_sheets = st.builds(
    DraftSheet,
    name=_text,
    role=st.from_type(DraftSheet.__annotations__["role"]),
    columns=st.dictionaries(_text, st.builds(Column, _text, _number), max_size=2),
    headers=_raw,
    legacy=st.lists(st.from_type(LegacyColumn), max_size=1).map(tuple),
)
_drafts = st.builds(
    ListDraft,
    file_name=_text,
    file_hash=_text,
    decision_date=st.none() | st.dates(),
    stated_count=st.builds(StatedCount, poor=st.none() | _number),
    sheets=st.lists(_sheets, max_size=2).map(tuple),
    rows=st.just(()),
    problems=st.just(()),
    notices=st.lists(_text, max_size=2).map(tuple),
)
_portions = st.builds(
    Portion,
    st.lists(_rows, max_size=3),
    st.lists(_problems, max_size=3),
    st.dictionaries(_text, st.builds(Column, _text, _number), max_size=2),
    _number,
    st.none() | _drafts,
    _text,
    _text,
)


@given(st.lists(_portions, max_size=3))
def test_portions_arrive_as_they_were(portions: list[Portion]) -> None:
    stream = BytesIO(b"".join(map(pack, portions)))

    arrived = [unpack(stream)[0] for _portion in portions]

    assert arrived == portions
    for portion, came in zip(portions, arrived, strict=True):
        for row, back in zip(portion.rows, came.rows, strict=True):
            assert list(map(type, row)) == list(map(type, back))


@given(_portions, st.data())
def test_what_is_cut_anywhere_is_unfinished(portion: Portion, data: st.DataObject) -> None:
    whole = pack(portion)
    end = data.draw(st.integers(0, len(whole) - 1))

    with pytest.raises(Unfinished):
        unpack(BytesIO(whole[:end]))
