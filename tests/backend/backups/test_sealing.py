"""A sealed stream comes back as it was, or not at all."""

from io import BytesIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.backups.sealing import CHUNK_BYTES, HEADER_BYTES, LENGTH_BYTES, TAG_BYTES, seal, unseal
from backend.endings import Damaged, WrongKey

KEY = "a key that is only for tests"
FRAME = LENGTH_BYTES + CHUNK_BYTES + TAG_BYTES
CONTENT = b"".join(bytes([number]) * CHUNK_BYTES for number in range(3)) + b"the end"


def sealed(content: bytes, *, key: str = KEY) -> bytes:
    out = BytesIO()
    seal([content], key, out)
    return out.getvalue()


def opened(file: bytes, *, key: str = KEY) -> bytes:
    return b"".join(unseal(BytesIO(file), key))


@pytest.fixture(scope="module")
def file() -> bytes:
    return sealed(CONTENT)


@pytest.mark.parametrize("away", [-1, 0, 1])
@pytest.mark.parametrize("chunks", [0, 1, 2])
def test_any_length_comes_back(chunks: int, away: int) -> None:
    content = b"x" * max(0, chunks * CHUNK_BYTES + away)
    assert opened(sealed(content)) == content


@settings(max_examples=10)  # each has a key of its own, which takes its time
@given(st.lists(st.binary(max_size=200), max_size=8))
def test_how_it_was_handed_over_does_not_matter(parts: list[bytes]) -> None:
    out = BytesIO()
    seal(parts, KEY, out)
    assert opened(out.getvalue()) == b"".join(parts)


def test_nothing_of_the_content_can_be_read_in_the_file(file: bytes) -> None:
    assert b"the end" not in file
    assert sealed(CONTENT) != file  # a salt of its own each time


@given(st.data())
def test_a_file_that_was_cut_is_refused(file: bytes, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(file) - 1))
    with pytest.raises(Damaged):
        opened(file[:at])


@pytest.mark.parametrize("frames", [0, 1, 2, 3])
def test_a_file_that_was_cut_between_two_chunks_is_refused(file: bytes, frames: int) -> None:
    with pytest.raises(Damaged):
        opened(file[: HEADER_BYTES + frames * FRAME])


@given(st.data())
def test_a_file_with_one_bit_turned_is_refused(file: bytes, data: st.DataObject) -> None:
    """In the salt it is another key, and there is no telling the two apart."""
    at = data.draw(st.integers(HEADER_BYTES, len(file) - 1))
    turned = bytes([file[at] ^ 1 << data.draw(st.integers(0, 7))])
    with pytest.raises(Damaged):
        opened(file[:at] + turned + file[at + 1 :])


@pytest.mark.parametrize("at", [8, 23, 24, 39])
def test_a_header_that_was_changed_opens_nothing(file: bytes, at: int) -> None:
    with pytest.raises(WrongKey):
        opened(file[:at] + bytes([file[at] ^ 1]) + file[at + 1 :])


def test_chunks_that_were_swapped_repeated_left_out_or_taken_from_another_file_are_refused(
    file: bytes,
) -> None:
    header, body = file[:HEADER_BYTES], file[HEADER_BYTES:]
    first, second, third, last = (body[at * FRAME : (at + 1) * FRAME] for at in range(4))
    other = sealed(CONTENT)[HEADER_BYTES : HEADER_BYTES + FRAME]
    for wrong in (
        second + first + third + last,
        first + first + second + third + last,
        first + third + last,
        other + second + third + last,
        first + second + third + last + last,
        last,
    ):
        with pytest.raises(Damaged):
            opened(header + wrong)
    assert opened(header + first + second + third + last) == CONTENT


@pytest.mark.parametrize("key", ["a key that is only for test", KEY.upper(), KEY + " ", "khóa"])
def test_another_key_is_called_a_wrong_key(file: bytes, key: str) -> None:
    with pytest.raises(WrongKey, match="BACKUP_KEY"):
        opened(file, key=key)


@pytest.mark.parametrize(
    "content", [b"", b"SQLite format 3\0" * 9, b"PK\3\4" * 20, b"NOISONG2" * 9]
)
def test_a_file_of_another_kind_is_said_to_be_none(content: bytes) -> None:
    with pytest.raises(Damaged, match="không phải bản sao lưu"):
        opened(content)
