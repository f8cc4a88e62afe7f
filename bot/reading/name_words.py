"""The words and phrases that the readers of names look for."""

from functools import cache, lru_cache

from backend.vietnamese import fold, normal
from bot.reading.phrases import Phrases, Word
from bot.reading.word_lists import load


@lru_cache(maxsize=2048)
def word_of(token: str) -> Word:
    """A token as a word to compare."""
    token = token.strip(".,:;-")
    return Word(normal(token), fold(token))


@cache
def phrases(key: str) -> Phrases[bool]:
    """The phrases of a list of `words/names.toml`."""
    return Phrases((phrase, True) for phrase in load("names")[key])
