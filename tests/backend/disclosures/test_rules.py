"""What an officer may type into the register."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.disclosures import rules
from backend.disclosures.rules import Receiver
from backend.disclosures.words import FIELDS, Basis, ReceiverKind
from backend.errors import Invalid

RECEIVERS = [
    (("", "", ""), Receiver()),
    (("office", "", ""), Receiver()),
    (
        ("operator", " Viettel  Huế ", "consent"),
        Receiver(ReceiverKind.OPERATOR, "Viettel Huế", Basis.CONSENT),
    ),
    (("public", "", "duty"), Receiver(ReceiverKind.PUBLIC, "", Basis.DUTY)),
    (("school", "THCS số 2", "demand"), Receiver(ReceiverKind.SCHOOL, "THCS số 2", Basis.DEMAND)),
]
WRONG_RECEIVERS = [
    (("operator", "", "consent"), "receiver"),
    (("school", "   ", "duty"), "receiver"),
    (("other", "bà Mẫu 0912345678", "other"), "receiver"),
    (("other", "anh Mẫu 046 085 001 234", "other"), "receiver"),
    (("office", "Viettel", ""), "receiver_kind"),
    (("", "Viettel", ""), "receiver_kind"),
    (("x", "Viettel", ""), "receiver_kind"),
    (("school", "THCS", "x"), "basis"),
    (("school", "THCS", ""), "basis"),
    (("public", "", ""), "basis"),
]


@pytest.mark.parametrize(("typed", "read"), RECEIVERS)
def test_a_receiver_is_read(typed: tuple[str, str, str], read: Receiver) -> None:
    assert rules.receiver(*typed) == read


@pytest.mark.parametrize(("typed", "field"), WRONG_RECEIVERS)
def test_a_wrong_receiver_is_refused_beside_its_field(
    typed: tuple[str, str, str], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        rules.receiver(*typed)
    assert refused.value.field == field
    assert typed[1] not in str(refused.value) or not typed[1].strip()


@pytest.mark.parametrize(
    "text", ["công văn 12/UBND", "ngày 22/11/2026", "50 máy, 3 xã", "QĐ 168", ""]
)
def test_numbers_of_papers_and_days_may_stand_there(text: str) -> None:
    rules.require_no_number(text, "note")


@given(st.from_regex(r"\A0\d{9}\Z"), st.sampled_from(["", " ", ".", "-"]), st.text(max_size=20))
def test_no_number_of_a_person_gets_in_however_it_is_spaced(
    number: str, between: str, around: str
) -> None:
    with pytest.raises(Invalid):
        rules.require_no_number(f"{around} {between.join(number)} {around}", "note")


@given(st.integers(1, rules.MOST_PEOPLE))
def test_a_count_is_read_with_and_without_points(count: int) -> None:
    assert rules.people(str(count)) == rules.people(f"{count:,}".replace(",", ".")) == count


@given(st.text(max_size=30))
def test_whatever_is_typed_is_a_count_or_refused(typed: str) -> None:
    try:
        count = rules.people(typed)
    except Invalid:
        return
    assert 0 < count <= rules.MOST_PEOPLE


@given(st.lists(st.sampled_from([*FIELDS, "x"])))
def test_kinds_of_data_come_in_one_order(codes: list[str]) -> None:
    known = set(codes) & FIELDS.keys()
    if known:
        assert rules.fields(codes) == [code for code in FIELDS if code in known]
    else:
        with pytest.raises(Invalid):
            rules.fields(codes)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("HT-2026-000012", ["HT-2026-000012"]),
        ("ht-2026-000012; HT-2026-000013\nHT-2026-000012", ["HT-2026-000012", "HT-2026-000013"]),
        ("hồ sơ HT-2026-000012.", ["HT-2026-000012"]),
        ("", []),
        ("không có", []),
    ],
)
def test_codes_are_found_in_a_text(text: str, codes: list[str]) -> None:
    assert rules.request_codes(text) == codes
