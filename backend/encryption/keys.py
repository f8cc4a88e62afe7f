"""Keys that seal what is stored: AES-256-GCM, each value bound to the column it was written to.

A sealed value is a version byte, the key's id (4 bytes), a nonce (12), and the ciphertext with its
tag (16). The nonce is random: a key may seal some thousand million values, then it should be rotated.
"""

import base64
import binascii
import os
import secrets
from collections.abc import Sequence
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from backend.endings import BadSetting
from backend.i18n import _

KEY_BYTES = 32
_VERSION = b"\x01"
_ID_BYTES, _NONCE_BYTES = 4, 12
PREFIX_BYTES = len(_VERSION) + _ID_BYTES  # of a sealed value: which key opens it
_HEAD_BYTES = PREFIX_BYTES + _NONCE_BYTES


class Tampered(Exception):
    """A stored value was changed, moved from another column, or sealed with a key we do not have."""


class Keys:
    """The keys of ENCRYPTION_KEYS, newest first: the first seals, each opens what it has sealed."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        self._opening = {_VERSION + derived(key, b"id", _ID_BYTES): AESGCM(key) for key in keys}
        self._newest = keys[0] if keys else None
        self.prefix: Final = next(iter(self._opening), b"")  # begins whatever is sealed now
        self._sealing = self._opening.get(self.prefix)

    @classmethod
    def read(cls, text: str) -> "Keys":
        """From base64, separated by commas. Raises `BadSetting`, which never repeats the text."""
        try:
            keys = [base64.b64decode(part.strip(), validate=True) for part in text.split(",")]
        except (binascii.Error, ValueError):
            keys = []
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise BadSetting(
                _(
                    "Thiết lập ENCRYPTION_KEYS chưa đúng. Mỗi khóa là một dòng mà lệnh "
                    "`noisong keys new` in ra; nhiều khóa thì cách nhau bằng dấu phẩy."
                )
            )
        return cls(keys)

    def seal(self, plain: bytes, place: bytes) -> bytes:
        """Encrypts a value for one column. Raises `BadSetting` when there is no key."""
        if self._sealing is None:
            raise missing()
        nonce = os.urandom(_NONCE_BYTES)
        return self.prefix + nonce + self._sealing.encrypt(nonce, plain, place)

    def open(self, sealed: bytes, place: bytes) -> bytes:
        """The value as it was. Raises `Tampered`, or `BadSetting` when there is no key at all."""
        if self._sealing is None:
            raise missing()
        key = self._opening.get(sealed[:PREFIX_BYTES])
        if key is None:
            raise Tampered(place.decode())
        try:
            return key.decrypt(sealed[PREFIX_BYTES:_HEAD_BYTES], sealed[_HEAD_BYTES:], place)
        except (InvalidTag, ValueError):
            raise Tampered(place.decode()) from None

    def first_search_key(self) -> bytes:
        """The key of the hashes by which a new database is searched. It stays when keys change."""
        if self._newest is None:
            raise missing()
        return derived(self._newest, b"search", KEY_BYTES)


def derived(key: bytes, purpose: bytes, length: int) -> bytes:
    """Bytes that follow from a key and tell nothing of it (HKDF-SHA256)."""
    return HKDF(SHA256(), length, salt=None, info=b"noisong " + purpose).derive(key)


def new_key() -> str:
    """A key as ENCRYPTION_KEYS has it."""
    return base64.b64encode(secrets.token_bytes(KEY_BYTES)).decode()


def missing() -> BadSetting:
    """What is said when no key is set."""
    return BadSetting(
        _(
            "Chưa có khóa mã hóa. Chạy `noisong keys new`, đặt dòng được in ra vào thiết lập "
            "ENCRYPTION_KEYS, và cất một bản ở nơi an toàn."
        )
    )


NO_KEYS = Keys(())
