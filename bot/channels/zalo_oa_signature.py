"""How Zalo signs what it delivers to the webhook of an Official Account.

`X-ZEvent-Signature: mac=<hex>` is the SHA-256 (no HMAC) of the app's id, the body as it came, a time
and the "OA Secret Key" from the app's webhook page, one behind the other. The documentation takes the
time from the body's `timestamp`; a public integration found that of the header `X-ZEvent-Timestamp`
to be the right one. Nobody can forge either without the key, so both are taken.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping

from bot.channels.raw import dig, identifier

SIGNATURE, TIME = "X-ZEvent-Signature", "X-ZEvent-Timestamp"
LONGEST_TIME = 20  # digits


def is_signed(body: bytes, headers: Mapping[str, str], app_id: str, secret: str) -> bool:
    """Whether the signature fits one of the times. Nothing is signed with an empty secret."""
    given = headers.get(SIGNATURE, "").removeprefix("mac=").strip().lower().encode()
    times = (_time_in(body), headers.get(TIME, ""))
    return bool(secret) and any(
        hmac.compare_digest(given, mac(app_id, body, time, secret).encode())
        for time in times
        # Digits only: else a part of the body could be passed off as the time.
        if time.isascii() and time.isdecimal() and len(time) <= LONGEST_TIME
    )


def mac(app_id: str, body: bytes, time: str, secret: str) -> str:
    """The signature in hexadecimal digits."""
    return hashlib.sha256(app_id.encode() + body + time.encode() + secret.encode()).hexdigest()


def _time_in(body: bytes) -> str:
    try:
        return identifier(dig(json.loads(body), "timestamp"))
    except (ValueError, RecursionError):  # no JSON, no UTF-8, or nested too deeply
        return ""
