"""Codes that are read out once and typed: of a one-time link, and those that replace the app."""

import hashlib
import secrets

# No 0 and O, 1, I and L: they are read out over the telephone.
LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
GROUPS, GROUP = 3, 4  # 59 bits


def new_code() -> str:
    """Like "K7QM-3XPD-9RTW"."""
    return "-".join("".join(secrets.choice(LETTERS) for _n in range(GROUP)) for _g in range(GROUPS))


def hashed(typed: str) -> str:
    """What is kept of a code, in whatever case and with whatever dashes and spaces it is typed. A
    plain hash is enough for 59 random bits."""
    letters = "".join(letter for letter in typed.upper() if letter.isalnum())
    return hashlib.sha256(letters.encode()).hexdigest()
