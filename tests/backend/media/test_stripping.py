"""A picture is kept without what its file tells beside it: where, when, with what, and by whom."""

import struct
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.media.stripping import JPEG, PNG, WEBP, NotAPicture, stripped, type_of
from tests.backend.media.pictures import (
    JPEG_PICTURE,
    PICTURES,
    PNG_PICTURE,
    WEBP_PICTURE,
)

SECRET = b"GPS 16.27 107.23"  # an invented place


def segment(marker: int, body: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, 2 + len(body)) + body


def exif(orientation: int, order: str = "<") -> bytes:
    """An Exif segment with which way is up, and the secret."""
    mark = b"II*\x00" if order == "<" else b"MM\x00*"
    kind = struct.pack(order + "HHI", 0x0112, 3, 1) + struct.pack(order + "HH", orientation, 0)
    other = struct.pack(order + "HHII", 0x8825, 4, 1, 38)  # where the secret begins
    directory = struct.pack(order + "H", 2) + other + kind + bytes(4)
    return segment(0xE1, b"Exif\x00\x00" + mark + struct.pack(order + "I", 8) + directory + SECRET)


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def riff(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def jpeg_with(*extra: bytes) -> bytes:
    return JPEG_PICTURE[:2] + b"".join(extra) + JPEG_PICTURE[2:]


def png_with(*extra: bytes) -> bytes:
    end = PNG_PICTURE.index(b"IEND") - 4
    return PNG_PICTURE[:end] + b"".join(extra) + PNG_PICTURE[end:]


def webp_with(*extra: bytes, told: int = 0) -> bytes:
    flags = bytes([WEBP_PICTURE[20] | told])
    chunks = WEBP_PICTURE[12:20] + flags + WEBP_PICTURE[21:] + b"".join(extra)
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


TOLD = {
    "exif": jpeg_with(exif(1)),
    "exif of a camera with the other order": jpeg_with(exif(1, ">")),
    "xmp": jpeg_with(segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00" + SECRET)),
    "iptc": jpeg_with(segment(0xED, b"Photoshop 3.0\x00" + SECRET)),
    "comment": jpeg_with(segment(0xFE, SECRET)),
    "a second picture": jpeg_with(segment(0xE2, b"MPF\x00" + SECRET)),
    "a smaller copy": jpeg_with(segment(0xE0, b"JFXX\x00\x10" + SECRET)),
    "a smaller copy in the head": jpeg_with(segment(0xE0, b"JFIF\x00" + bytes(9) + SECRET)),
    "every other application": jpeg_with(*(segment(0xE0 + n, SECRET) for n in range(16))),
    "twice": jpeg_with(exif(1), exif(1)),
    "filling before it": jpeg_with(b"\xff\xff\xff" + exif(1)),
    "damaged": jpeg_with(segment(0xE1, b"Exif\x00\x00II*\x00\xff\xff\xff\x7f" + SECRET)),
    "cut short": jpeg_with(segment(0xE1, b"Exif\x00\x00II" + SECRET)),
    "behind the end": JPEG_PICTURE + SECRET,
    "a whole picture behind the end": JPEG_PICTURE + jpeg_with(exif(1)),
    "png text": png_with(chunk(b"tEXt", SECRET)),
    "png packed text": png_with(chunk(b"zTXt", SECRET), chunk(b"iTXt", SECRET)),
    "png exif": png_with(chunk(b"eXIf", SECRET)),
    "png time": png_with(chunk(b"tIME", SECRET)),
    "png of a maker": png_with(chunk(b"gpSx", SECRET)),
    "png behind the end": PNG_PICTURE + SECRET,
    "webp exif": webp_with(riff(b"EXIF", SECRET), told=0x08),
    "webp exif of odd length": webp_with(riff(b"EXIF", SECRET + b"!"), told=0x08),
    "webp xmp": webp_with(riff(b"XMP ", SECRET), told=0x04),
    "webp of a maker": webp_with(riff(b"GPSX", SECRET)),
    "webp behind the end": WEBP_PICTURE + SECRET,
}


@pytest.mark.parametrize("content", TOLD.values(), ids=TOLD)
def test_only_the_picture_is_left(content: bytes) -> None:
    assert SECRET in content
    kind, picture = stripped(content)
    assert SECRET not in picture
    plain = {JPEG: JPEG_PICTURE, PNG: PNG_PICTURE, WEBP: WEBP_PICTURE}[kind]
    assert picture == stripped(plain)[1]


@pytest.mark.parametrize("content", PICTURES, ids=[JPEG, PNG, WEBP])
def test_a_picture_that_tells_nothing_stays_as_it_is(content: bytes) -> None:
    assert stripped(content) == (type_of(content), content)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_which_way_is_up_is_kept_and_nothing_else(orientation: int, order: str) -> None:
    _kind, picture = stripped(jpeg_with(exif(orientation, order)))
    assert SECRET not in picture
    assert (b"Exif" in picture) is (orientation > 1)
    if orientation > 1:
        at = picture.index(b"MM\x00*") + 8  # the order in which it is written anew
        count, tag, _type, _count, value = struct.unpack_from(">HHHIH", picture, at)
        assert (count, tag, value) == (1, 0x0112, orientation)
    assert stripped(picture)[1] == picture


@pytest.mark.parametrize("orientation", [0, 9, 65535])
def test_a_way_up_that_does_not_exist_is_let_go(orientation: int) -> None:
    assert stripped(jpeg_with(exif(orientation)))[1] == JPEG_PICTURE


def test_what_colours_need_is_kept() -> None:
    adobe, profile = segment(0xEE, b"Adobe" + bytes(7)), segment(0xE2, b"ICC_PROFILE\x00\x01\x01x")
    content = jpeg_with(adobe, profile)
    assert stripped(content)[1] == content


def test_what_stands_between_the_scans_of_a_progressive_picture_goes_too() -> None:
    scan = segment(0xDA, b"\x01\x01\x00\x00\x3f\x00") + b"data \xff\x00 \xff\xd3 more"
    end = JPEG_PICTURE[:-2] + scan + segment(0xFE, SECRET) + scan + b"\xff\xd9"
    assert stripped(end)[1] == JPEG_PICTURE[:-2] + scan + scan + b"\xff\xd9"


NO_PICTURES: list[bytes] = [
    b"",
    b"\xff\xd8\xff",
    b"GIF89a" + bytes(20),
    b"%PDF-1.7",
    b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
    b"<html><script>alert(1)</script>",
    b"PK\x03\x04",
    b"BM" + bytes(60),
    b"\x00\x00\x00\x18ftypheic",
    b"RIFF\x10\x00\x00\x00WAVEfmt ",
    b"RIFF\x04\x00\x00\x00WEBP",
    b"RIFF" + struct.pack("<I", 22) + b"WEBP" + riff(b"VP8X", bytes(10)),
    b"\x89PNG\r\n\x1a\n",
    b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", bytes(13)),
    b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 0xFFFFFFFF) + b"IDAT",
    JPEG_PICTURE[:-2],
    JPEG_PICTURE[:200],
    JPEG_PICTURE[1:],
    b"\xff\xd8\xff\xe0\x00\x01",
    b"\xff\xd8\xff\xe0\x00\x00",
    PNG_PICTURE[:-1],
    WEBP_PICTURE[:-40],
]


@pytest.mark.parametrize("content", NO_PICTURES, ids=range(len(NO_PICTURES)))
def test_what_is_no_whole_picture_is_not_kept(content: bytes) -> None:
    with pytest.raises(NotAPicture):
        stripped(content)


def _ends_well(content: bytes) -> None:
    try:
        kind, picture = stripped(content)
    except NotAPicture:
        return
    assert type_of(picture) == kind
    assert len(picture) <= len(content) + 64  # which way is up may be written a little longer
    assert stripped(picture) == (kind, picture), "nothing is left to take out"


@given(st.sampled_from(PICTURES), st.data())
def test_a_damaged_picture_ends_in_a_picture_or_a_refusal(
    content: bytes, data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(content) - 1))
    put = data.draw(st.binary(max_size=8))
    gone = data.draw(st.integers(0, 8))
    _ends_well(content[:at] + put + content[at + gone :])


STARTS: list[Callable[[bytes], bytes]] = [
    lambda rest: b"\xff\xd8\xff" + rest,
    lambda rest: b"\x89PNG\r\n\x1a\n" + rest,
    lambda rest: b"RIFF" + struct.pack("<I", 4 + len(rest)) + b"WEBP" + rest,
]


@given(st.sampled_from(STARTS), st.binary(max_size=200))
def test_whatever_follows_a_good_beginning_ends_in_one_of_the_two(
    start: Callable[[bytes], bytes], rest: bytes
) -> None:
    _ends_well(start(rest))


@given(st.binary(max_size=100))
def test_nothing_is_a_picture_by_chance(content: bytes) -> None:
    assert type_of(content) in (None, JPEG, PNG, WEBP)
    _ends_well(content)
