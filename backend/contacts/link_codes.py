"""The codes that join addresses: made, compared, and kept as a hash.

18 signs in 8 places are some 1e10 codes, of which at most one a contact is live. Each contact has
`MOST_TRIES` tries an hour, and a new contact needs a new account with a phone number of its own.
With 100 codes live at every moment and 100 accounts guessing day and night, 500 tries an hour with
a chance of 100 in 1e10 each, one guess fits in more than 20 years. The hash keeps a code out of
copies of the table; 33 bits can be guessed back from it, so that it is no secret after all: what
protects is that the code is dead by then.
"""

import secrets
from datetime import timedelta
from hashlib import sha256

from backend.vietnamese import compact

# No two that look alike (0 O, 1 I, 5 S, 2 Z, 8 B, 6 G) or are read alike (C K Q, N L, P B); no vowels,
# no D and no W, out of which keyboards for Vietnamese make other letters.
ALPHABET = "23456789FHKMNPRTVX"
LENGTH = 8
FEWEST_OF_A_KIND = 2
VALID_FOR = timedelta(minutes=15)
MOST_TRIES, TRIES_WITHIN = 5, timedelta(hours=1)

_MEANT = str.maketrans("BSZGCQ", "8526KK")


def new_code() -> str:
    """A code with digits and letters both, so that it is told from a number and from a word."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
        digits = sum(map(str.isdigit, code))
        if FEWEST_OF_A_KIND <= digits <= LENGTH - FEWEST_OF_A_KIND:
            return code


def shown(code: str) -> str:
    """As people read it: "7K3M 9PHT"."""
    return f"{code[: LENGTH // 2]} {code[LENGTH // 2 :]}"


def hashed(code: str) -> str:
    """What is stored; the same for every writing of the code: small letters, spaces, dashes, and
    what is taken for a sign of the alphabet."""
    return sha256(compact(code).upper().translate(_MEANT).encode()).hexdigest()
