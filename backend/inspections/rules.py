"""Drawing a sample that anybody can draw again."""

import hashlib
import heapq
from collections.abc import Iterable


def draw(ids: Iterable[int], size: int, seed: str) -> list[int]:
    """The `size` numbers whose hash with the seed is smallest, in that order; all when there are
    fewer. Neither the order of `ids` nor the machine makes a difference, and nobody can steer it by
    what is handed over later."""
    return heapq.nsmallest(size, ids, key=lambda number: (_hash(seed, number), number))


def _hash(seed: str, number: int) -> bytes:
    return hashlib.sha256(f"{seed}:{number}".encode()).digest()


def size_of(typed: str, population: int) -> int | None:
    """ "30" -> 30, "10%" -> a tenth, rounded up; at most all, None for what is neither."""
    text = typed.replace(" ", "")
    number, percent = text.removesuffix("%"), text.endswith("%")
    if not (number.isascii() and number.isdigit() and len(number) < 8) or int(number) == 0:
        return None
    if percent and int(number) > 100:
        return None
    wanted = -(-population * int(number) // 100) if percent else int(number)
    return min(wanted, population)
