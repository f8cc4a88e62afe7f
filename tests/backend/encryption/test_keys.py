"""Keys: what they seal only they open, unchanged and where it was written."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.encryption.keys import NO_KEYS, Keys, Tampered, new_key
from backend.encryption.ring import Ring
from backend.endings import BadSetting, WrongKey
from tests.keys import KEY, KEYS, OLDER_KEY

PLACE, OTHER_PLACE = b"support_requests.phone", b"data_packages.phone"
OLDER = Keys.read(OLDER_KEY)


@given(st.binary(max_size=200), st.binary(min_size=1, max_size=40))
def test_what_was_sealed_comes_back(plain: bytes, place: bytes) -> None:
    sealed = KEYS.seal(plain, place)
    assert KEYS.open(sealed, place) == plain
    assert sealed != KEYS.seal(plain, place), "two encryptions of a value are told apart by nobody"
    assert len(plain) < 4 or plain not in sealed


@given(st.binary(max_size=40), st.data())
def test_a_changed_byte_is_noticed(plain: bytes, data: st.DataObject) -> None:
    sealed = bytearray(KEYS.seal(plain, PLACE))
    at = data.draw(st.integers(0, len(sealed) - 1))
    sealed[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(Tampered):
        KEYS.open(bytes(sealed), PLACE)


@given(st.binary(max_size=40), st.integers(0, 60))
def test_a_cut_value_is_noticed(plain: bytes, length: int) -> None:
    sealed = KEYS.seal(plain, PLACE)
    with pytest.raises(Tampered):
        KEYS.open(sealed[: min(length, len(sealed) - 1)], PLACE)


def test_a_value_that_was_moved_is_noticed() -> None:
    with pytest.raises(Tampered, match=OTHER_PLACE.decode()) as told:
        KEYS.open(KEYS.seal(b"0912345678", PLACE), OTHER_PLACE)
    assert "0912" not in str(told.value)


def test_another_key_opens_nothing() -> None:
    with pytest.raises(Tampered):
        OLDER.open(KEYS.seal(b"0912345678", PLACE), PLACE)


def test_all_keys_open_and_the_first_seals() -> None:
    both = Keys.read(f"{KEY}, {OLDER_KEY}")
    assert both.open(OLDER.seal(b"a", PLACE), PLACE) == b"a"
    assert KEYS.open(both.seal(b"b", PLACE), PLACE) == b"b"
    assert both.prefix == KEYS.prefix != OLDER.prefix


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ",", f"{KEY},", f"{KEY} {OLDER_KEY}", KEY[:-4], "hunter2", "chìa", f"x{KEY}"),
        *(base64.b64encode(bytes(size)).decode() for size in (16, 31, 33)),
    ],
)
def test_keys_that_cannot_be_read_are_refused_without_repeating_them(text: str) -> None:
    with pytest.raises(BadSetting, match="ENCRYPTION_KEYS") as told:
        Keys.read(text)
    assert not text.strip(", ") or text not in str(told.value)


def test_a_new_key_can_be_read_and_is_never_the_same() -> None:
    assert Keys.read(new_key()).prefix != Keys.read(new_key()).prefix


def test_without_a_key_it_is_said_what_to_do() -> None:
    with pytest.raises(BadSetting, match="noisong keys new"):
        NO_KEYS.seal(b"a", PLACE)
    with pytest.raises(BadSetting, match="noisong keys new"):
        NO_KEYS.open(b"a", PLACE)
    with pytest.raises(BadSetting, match="noisong keys new"):
        NO_KEYS.first_search_key()


def test_hashes_are_of_a_kind_and_of_the_search_key() -> None:
    ring = Ring(KEYS, lambda: None)
    sealed = ring.begin(KEYS.first_search_key())
    later = Ring(Keys.read(f"{OLDER_KEY},{KEY}"), lambda: sealed)
    assert later.hash("citizen_id", "046123456789") == ring.hash("citizen_id", "046123456789")
    assert ring.hash("citizen_id", "1") != ring.hash("refresh_token", "1")
    assert len({ring.word(f"{number:03}") for number in range(1000)}) == 1000


def test_the_search_key_opens_with_its_own_keys_alone() -> None:
    sealed = Ring(KEYS, lambda: None).begin(KEYS.first_search_key())
    with pytest.raises(WrongKey):
        Ring(OLDER, lambda: sealed).check()
    with pytest.raises(BadSetting):
        Ring(NO_KEYS, lambda: sealed).check()
