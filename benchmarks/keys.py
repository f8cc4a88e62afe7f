"""The encryption key of the benchmarks: what is measured is encrypted as it will be."""

import base64
import hashlib

from backend.encryption.keys import Keys
from backend.encryption.ring import Ring, use_keys

_KEY = hashlib.sha256(b"benchmarks").digest()  # the same in every process
KEYS = Keys([_KEY])
SETTING = base64.b64encode(_KEY).decode()  # for a process of its own


def take_keys() -> None:
    """Databases that are opened from now on are encrypted."""
    use_keys(KEYS)


def ring() -> Ring:
    """As the one of a new database with this key."""
    made = Ring(KEYS, lambda: None)
    made.begin(KEYS.first_search_key())
    return made
