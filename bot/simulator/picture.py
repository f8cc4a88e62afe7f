"""The photo that the simulator sends: an invented screen with a crack across it."""

import struct
import zlib

WIDTH, HEIGHT = 96, 64  # pixels
FRAME, SCREEN, CRACK = b"\x30\x34\x3c", b"\xb8\xd4\xe8", b"\x18\x18\x20"
BORDER = 6


def picture() -> bytes:
    """A PNG of some hundred bytes."""
    rows = b"".join(b"\x00" + b"".join(_colour(x, y) for x in range(WIDTH)) for y in range(HEIGHT))
    head = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 2, 0, 0, 0)
    chunks = (_chunk(b"IHDR", head), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def _colour(x: int, y: int) -> bytes:
    inside = BORDER <= x < WIDTH - BORDER and BORDER <= y < HEIGHT - BORDER
    if not inside:
        return FRAME
    zigzag = x * HEIGHT // WIDTH + (y // 5) % 3
    return CRACK if abs(zigzag - y) < 2 else SCREEN


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
