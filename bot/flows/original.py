"""Asking for the official wording: "cho xem văn bản gốc về gói cước"."""

from functools import cache

from bot.flows.topic_words import plain
from bot.reading.phrases import Phrases

_ORIGINAL = ("văn bản gốc", "lời văn gốc", "lời văn", "nguyên văn", "bản gốc")


def without_original(text: str) -> str | None:
    """What a message asks the official wording of ("văn bản gốc gói cước" -> "goi cuoc", "" for the
    whole programme); None when it asks for no wording."""
    words, kept, at = plain(text), list[str](), 0
    while at < len(words):
        length = next(_originals().at(words, at), (True, 0))[1]
        kept += [] if length else [words[at].typed]
        at += length or 1
    return None if len(kept) == len(words) else " ".join(kept)


@cache
def _originals() -> Phrases[bool]:
    return Phrases((phrase, True) for phrase in _ORIGINAL)
