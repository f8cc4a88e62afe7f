"""Takes out of a picture's file what it tells beside the picture: where and when it was taken, with
which camera, a smaller copy of it. The picture itself is not touched. Which way is up is kept, because
a photo that lies on its side cannot be read.

Formats: JPEG (ITU T.81, Exif 2.3), PNG (W3C, 3rd edition), WebP (Google's container specification).
"""

import struct
from collections.abc import Iterator


class NotAPicture(Exception):
    """These bytes are no whole picture of a kind that is kept."""


JPEG, PNG, WEBP = "image/jpeg", "image/png", "image/webp"
PNG_START = b"\x89PNG\r\n\x1a\n"
# What a picture needs to look right. Everything else in the file is about it.
PNG_KEPT = {
    *(b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT"),
    *(b"bKGD", b"pHYs", b"cICP"),
}
WEBP_KEPT = {b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
WEBP_TOLD = 0x0C  # the bits of VP8X that announce Exif and XMP
END_OF_IMAGE, START_OF_SCAN = 0xD9, 0xDA
ALONE = {0x01, *range(0xD0, 0xD8)}  # markers without a length: restarts within a scan
APP0, EXIF, APP14, COMMENT = 0xE0, 0xE1, 0xEE, 0xFE  # JFIF's head; Adobe's says how to read colours
JFIF_HEAD, ADOBE_HEAD = 14, 12  # bytes
ICC = (0xE2, b"ICC_PROFILE\x00")


def type_of(content: bytes) -> str | None:
    """The kind of picture by its first bytes; None for what is not kept."""
    if content.startswith(b"\xff\xd8\xff"):
        return JPEG
    if content.startswith(PNG_START):
        return PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return WEBP
    return None


def stripped(content: bytes) -> tuple[str, bytes]:
    """The kind of the picture and its bytes without the rest. Raises `NotAPicture`."""
    kind = type_of(content)
    try:
        if kind == JPEG:
            return kind, b"".join(_jpeg(content))
        if kind == PNG:
            return kind, b"".join(_png(content))
        if kind == WEBP:
            return kind, _webp(content)
    except (struct.error, IndexError):
        raise NotAPicture from None
    raise NotAPicture


def _jpeg(content: bytes) -> Iterator[bytes]:
    yield content[:2]
    at, turned = 2, False
    while True:
        if content[at] != 0xFF:
            raise NotAPicture
        marker = content[at + 1]
        if marker == 0xFF:  # filling
            at += 1
            continue
        if marker == END_OF_IMAGE:
            yield content[at : at + 2]
            return  # phones put more behind it, such as a second picture with all its particulars
        length = 0 if marker in ALONE else struct.unpack_from(">H", content, at + 2)[0]
        end = at + 2 + length
        segment = content[at:end]
        if len(segment) != 2 + length:
            raise NotAPicture
        if marker == EXIF and not turned and (upright := _orientation(segment[4:])):
            yield upright
            turned = True
        if _is_kept(marker, segment[4:]):
            yield segment
        at = end
        if marker == START_OF_SCAN:
            at = _end_of_scan(content, end)
            yield content[end:at]


def _is_kept(marker: int, body: bytes) -> bool:
    if marker == APP0:
        return len(body) == JFIF_HEAD and body.startswith(b"JFIF")  # longer: a smaller copy
    if marker == APP14:
        return len(body) == ADOBE_HEAD and body.startswith(b"Adobe")
    if marker == ICC[0] and body.startswith(ICC[1]):
        return True
    return not (APP0 <= marker <= 0xEF or marker == COMMENT)


def _end_of_scan(content: bytes, at: int) -> int:
    """Where the coded picture ends: at a marker that is neither a stuffed 0xFF nor a restart."""
    while True:
        at = content.find(b"\xff", at)
        if at < 0:
            raise NotAPicture
        if content[at + 1] != 0 and content[at + 1] not in ALONE:
            return at
        at += 2


def _orientation(exif: bytes) -> bytes | None:
    """An Exif segment that says nothing but which way is up; None where that is as usual."""
    try:
        order = {b"II*\x00": "<", b"MM\x00*": ">"}[exif[6:10]]
        at = 6 + struct.unpack_from(order + "I", exif, 10)[0]
        count = struct.unpack_from(order + "H", exif, at)[0]
        for entry in range(at + 2, at + 2 + 12 * count, 12):
            tag, _kind, _count, value = struct.unpack_from(order + "HHIH", exif, entry)
            if tag == 0x0112 and 2 <= value <= 8:
                one = struct.pack(">HHHIHH", 1, tag, 3, 1, value, 0) + bytes(4)
                body = b"Exif\x00\x00MM\x00*\x00\x00\x00\x08" + one
                return b"\xff\xe1" + struct.pack(">H", 2 + len(body)) + body
    except (KeyError, struct.error):
        pass  # a damaged description of a good picture
    return None


def _png(content: bytes) -> Iterator[bytes]:
    yield PNG_START
    at, kind = len(PNG_START), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", content, at)
        chunk = content[at : at + 12 + length]
        if len(chunk) != 12 + length:
            raise NotAPicture
        if kind in PNG_KEPT:
            yield chunk
        at += 12 + length


def _webp(content: bytes) -> bytes:
    chunks = b"".join(_webp_chunks(content))
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WEBP" + chunks


def _webp_chunks(content: bytes) -> Iterator[bytes]:
    at, end = 12, 8 + struct.unpack_from("<I", content, 4)[0]
    if end > len(content) + 1:  # the last chunk's filling byte is sometimes left out
        raise NotAPicture
    seen = False
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", content, at)
        body = content[at + 8 : at + 8 + length]
        if len(body) != length:
            raise NotAPicture
        if kind == b"VP8X":
            body = bytes([body[0] & ~WEBP_TOLD]) + body[1:]
        if kind in WEBP_KEPT:
            seen = seen or kind != b"VP8X"
            yield kind + struct.pack("<I", length) + body + bytes(length % 2)
        at += 8 + length + length % 2
    if not seen:
        raise NotAPicture
