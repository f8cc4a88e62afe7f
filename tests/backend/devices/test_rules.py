"""What may happen to a device, and which numbers can be its own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.devices.rules import (
    Standing,
    after,
    imei_of,
    is_serial,
    possible,
    serial_of,
    standing_of,
)
from backend.devices.words import Condition, DeviceState, Happened, Holder

H, C = Holder, Condition
EVENTS = {
    (H.STOCK, C.GOOD): "sent handed_over lent broke lost scrapped",
    (H.STOCK, C.BROKEN): "sent sent_to_repair repaired lost scrapped",
    (H.STOCK, C.IN_REPAIR): "repaired lost scrapped",
    (H.WAY, C.GOOD): "accepted called_back lost",
    (H.WAY, C.BROKEN): "accepted called_back lost",
    (H.WAY, C.IN_REPAIR): "lost",  # never reached: a device in a workshop is not sent on
    (H.FAMILY, C.GOOD): "returned broke lost",
    (H.FAMILY, C.BROKEN): "returned sent_to_repair repaired lost",
    (H.FAMILY, C.IN_REPAIR): "returned repaired lost",
    (H.READER, C.GOOD): "extended given_back broke lost",
    (H.READER, C.BROKEN): "given_back sent_to_repair repaired lost",
    (H.READER, C.IN_REPAIR): "given_back repaired lost",
    **{(holder, C.LOST): "found scrapped" for holder in H},
    **{(holder, C.SCRAPPED): "" for holder in H},
}


def test_the_table_speaks_of_every_standing() -> None:
    assert set(EVENTS) == {(holder, condition) for holder in H for condition in C}


@pytest.mark.parametrize("pair", EVENTS, ids=lambda pair: f"{pair[0]}-{pair[1]}")
def test_what_may_happen_in_each_standing(pair: tuple[Holder, Condition]) -> None:
    assert {str(happened) for happened in possible(Standing(*pair))} == set(EVENTS[pair].split())


def test_a_life_begins_by_coming_in_and_only_once() -> None:
    assert possible(None) == [Happened.RECEIVED]
    assert after(Standing(H.STOCK, C.GOOD), Happened.RECEIVED) is None


@pytest.mark.parametrize(
    ("life", "state"),
    [
        ("received", DeviceState.IN_STOCK),
        ("received sent", DeviceState.ON_THE_WAY),
        ("received broke sent", DeviceState.ON_THE_WAY),
        ("received broke sent accepted", DeviceState.BROKEN),
        ("received handed_over", DeviceState.HANDED_OVER),
        ("received handed_over broke sent_to_repair", DeviceState.IN_REPAIR),
        ("received handed_over broke sent_to_repair repaired", DeviceState.HANDED_OVER),
        ("received handed_over lost found", DeviceState.HANDED_OVER),
        ("received handed_over returned handed_over", DeviceState.HANDED_OVER),
        ("received lent broke given_back repaired", DeviceState.IN_STOCK),
        ("received lent lost scrapped", DeviceState.SCRAPPED),
        ("received sent lost", DeviceState.LOST),
    ],
)
def test_lives_and_where_they_lead(life: str, state: DeviceState) -> None:
    standing = standing_of(map(Happened, life.split()))
    assert standing
    assert standing.state is state


@pytest.mark.parametrize(
    "life",
    [
        "handed_over",
        "received handed_over handed_over",
        "received handed_over lent",
        "received lent handed_over",
        "received broke handed_over",
        "received handed_over scrapped",
        "received scrapped found",
        "received sent handed_over",
    ],
)
def test_lives_that_cannot_be(life: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the event is the message
        standing_of(map(Happened, life.split()))


@given(st.lists(st.sampled_from(Happened), max_size=40))
def test_a_device_is_never_in_two_hands_whatever_is_tried(tried: list[Happened]) -> None:
    standing, with_family, with_reader, on_way = None, 0, 0, 0
    for happened in tried:
        following = after(standing, happened)
        if following is None:
            continue
        with_family += (happened is Happened.HANDED_OVER) - (happened is Happened.RETURNED)
        with_reader += (happened is Happened.LENT) - (happened is Happened.GIVEN_BACK)
        on_way += (happened is Happened.SENT) - (
            happened in (Happened.ACCEPTED, Happened.CALLED_BACK)
        )
        standing = following
        assert (with_family, with_reader, on_way) == (
            standing.holder is H.FAMILY,
            standing.holder is H.READER,
            standing.holder is H.WAY,
        )
        if standing.condition is C.SCRAPPED:
            assert possible(standing) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" r9xt20abc ", "R9XT20ABC"),
        ("sn 001\t2", "SN0012"),
        ("ＳＮ－１", "SN-1"),
        ("a-b_c.d/e", "A-B_C.D/E"),
        ("\u00a0x1\u00a0", "X1"),
        ("", ""),
    ],
)
def test_a_serial_number_is_kept_in_one_form(typed: str, kept: str) -> None:
    assert serial_of(typed) == kept


@given(st.text(st.characters(codec="ascii"), max_size=30))
def test_keeping_a_serial_number_twice_changes_nothing(typed: str) -> None:
    assert serial_of(serial_of(typed)) == serial_of(typed)


@pytest.mark.parametrize("serial", ["", "---", "MÁY1", "A;B", "X" * 65, "A'B", "=1+1", "٣٤"])
def test_what_no_label_says_is_no_serial_number(serial: str) -> None:
    assert not is_serial(serial)


def check_digit(fourteen: str) -> str:
    """Luhn, written another way than in the rules."""
    doubled = [int(d) * 2 if at % 2 else int(d) for at, d in enumerate(fourteen)]
    return str(-sum(sum(map(int, str(value))) for value in doubled) % 10)


@given(st.text("0123456789", min_size=14, max_size=14).filter(lambda d: int(d) > 0), st.data())
def test_every_imei_is_known_and_one_wrong_digit_is_noticed(
    digits: str, data: st.DataObject
) -> None:
    imei = digits + check_digit(digits)
    assert imei_of(imei) == imei
    assert imei_of(f"{imei[:6]} {imei[6:8]}-{imei[8:14]}/{imei[14]}") == imei
    place = data.draw(st.integers(0, 14))
    other = data.draw(st.sampled_from([d for d in "0123456789" if d != imei[place]]))
    assert imei_of(imei[:place] + other + imei[place + 1 :]) is None


@pytest.mark.parametrize(
    "text",
    ["", "490154203237518x", "49015420323751", "4901542032375180", "0" * 15, "٤٩٠١٥٤٢٠٣٢٣٧٥١٨"],
)
def test_what_is_no_imei(text: str) -> None:
    assert imei_of(text) is None


def test_an_imei_of_the_standards_books() -> None:
    assert imei_of("49-015420-323751-8") == "490154203237518"
