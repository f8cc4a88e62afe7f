"""A stream of bytes, encrypted in chunks: nobody can read, change, cut, swap or join them unseen.

A file is `MAGIC`, a salt of 16 bytes, a check value of 16 bytes, and chunks: the length of what follows
as 4 bytes, then AES-256-GCM of up to 64 KiB. The key comes from a passphrase by scrypt, anew for every
file, so the number of a chunk can be its nonce; the nonce also says which one is the last. This is the
STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár, "Online Authenticated-Encryption and its
Nonce-Reuse Misuse-Resistance", 2015).
"""

import hmac
import os
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from backend.endings import Damaged, WrongKey
from backend.i18n import N_, _

MAGIC = b"NOISONG1"
SALT_BYTES, CHECK_BYTES, LENGTH_BYTES, TAG_BYTES = 16, 16, 4, 16
HEADER_BYTES = len(MAGIC) + SALT_BYTES + CHECK_BYTES
CHUNK_BYTES = 64 * 1024

DAMAGED = N_("Tệp sao lưu đã hỏng hoặc thiếu. Dùng một bản sao lưu khác.")


def seal(parts: Iterable[bytes], passphrase: str, out: BinaryIO) -> None:
    """Writes the parts, encrypted; keeps one chunk in memory."""
    salt = os.urandom(SALT_BYTES)
    cipher, check = _opened_by(passphrase, salt)
    header = MAGIC + salt + check
    out.write(header)
    number, waiting = 0, bytearray()
    for part in parts:
        waiting += part
        while len(waiting) > CHUNK_BYTES:  # what fills a chunk exactly may be the last one
            _write(out, cipher.encrypt(_nonce(number), bytes(waiting[:CHUNK_BYTES]), header))
            del waiting[:CHUNK_BYTES]
            number += 1
    _write(out, cipher.encrypt(_nonce(number, is_last=True), bytes(waiting), header))


def unseal(file: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """What was sealed, chunk by chunk. Raises `WrongKey`, and `Damaged` as soon as something is not
    as it was written; what came before is genuine."""
    header = file.read(HEADER_BYTES)
    if len(header) < HEADER_BYTES or not header.startswith(MAGIC):
        raise Damaged(_("Tệp này không phải bản sao lưu của Nối Sóng."))
    salt = header[len(MAGIC) : -CHECK_BYTES]
    cipher, check = _opened_by(passphrase, salt)
    if not hmac.compare_digest(check, header[-CHECK_BYTES:]):
        raise WrongKey(_("Khóa không mở được tệp này. Xem lại thiết lập BACKUP_KEY."))
    number, chunk = 0, _read(file)
    while following := _read(file):
        yield _decrypted(cipher, _nonce(number), chunk, header)
        number, chunk = number + 1, following
    yield _decrypted(cipher, _nonce(number, is_last=True), chunk, header)


@lru_cache(maxsize=2)  # a backup is read back as soon as it is written
def _opened_by(passphrase: str, salt: bytes) -> tuple[AESGCM, bytes]:
    """The cipher, and what tells a wrong passphrase from a damaged file. 32 MiB and a tenth of a
    second, which is what guessing costs each time."""
    derived = Scrypt(salt=salt, length=32 + CHECK_BYTES, n=2**15, r=8, p=1).derive(
        passphrase.encode()
    )
    return AESGCM(derived[:32]), derived[32:]


def _nonce(number: int, *, is_last: bool = False) -> bytes:
    return (number << 1 | is_last).to_bytes(12, "big")


def _write(out: BinaryIO, sealed: bytes) -> None:
    out.write(len(sealed).to_bytes(LENGTH_BYTES, "big"))
    out.write(sealed)


def _read(file: BinaryIO) -> bytes:
    """The next chunk as it is; empty at the end of the file."""
    length = file.read(LENGTH_BYTES)
    size = int.from_bytes(length, "big")
    if not length:
        return b""
    if len(length) < LENGTH_BYTES or not TAG_BYTES <= size <= CHUNK_BYTES + TAG_BYTES:
        raise Damaged(_(DAMAGED))
    chunk = file.read(size)
    if len(chunk) < size:
        raise Damaged(_(DAMAGED))
    return chunk


def _decrypted(cipher: AESGCM, nonce: bytes, chunk: bytes, header: bytes) -> bytes:
    try:
        return cipher.decrypt(nonce, chunk, header)
    except InvalidTag:
        raise Damaged(_(DAMAGED)) from None
