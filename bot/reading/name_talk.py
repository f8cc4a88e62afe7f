"""Tells a name from talk: "Lèo Thị Ọi nuôi cháu", "không biết tên"."""

from collections.abc import Sequence

from bot.reading.name_ends import FULL, SURNAME_AND_TWO
from bot.reading.name_leads import begins_with_middle, is_small, lead_phrases
from bot.reading.name_words import phrases
from bot.reading.phrases import Word
from bot.reading.word_lists import words_in


def _ends_full_name(words: Sequence[Word]) -> bool:
    """Whether the last word follows a surname and a middle name: "trương thị học"."""
    known, middles = words_in("names", "surnames"), words_in("names", "middles")
    return len(words) == SURNAME_AND_TWO and words[0].bare in known and words[1].bare in middles


def is_sentence(tokens: Sequence[str], words: Sequence[Word]) -> bool | None:
    """True for words that no name has; None when one of them may be a name without marks.

    A word with a capital of its own inside the name is a name: "Lê Thị Học", "Nguyễn Thị Có".
    """
    said = phrases("sentence")
    named = [
        (token.istitle() and (at > 0 or begins_with_middle(words[1:], tokens[1:])))
        or (at == len(tokens) - 1 and _ends_full_name(words))
        for at, token in enumerate(tokens)
    ]
    lengths = {
        at: max((n for _said, n in said.at(words, at)), default=0) for at in range(len(words))
    }
    hits = [word for at, word in enumerate(words) if lengths[at] and not named[at]]
    if any(length > 1 and not named[at] for at, length in lengths.items()):
        return True
    marked = {word.typed for word, is_name in zip(words, named, strict=True) if not is_name}
    if len(hits) > 1 or any(not word.typed.isascii() for word in hits):
        return True
    if marked & words_in("names", "sentence_with_marks"):
        return True
    return None if hits else False


def _is_talk(words: Sequence[Word], at: int) -> bool:
    """Whether a word of no name stands here: "cháu", "là", "nuôi"."""
    leads = (lead for lead, _length in lead_phrases().at(words, at))
    marked = words_in("names", "sentence_with_marks")
    return any(leads) or any(phrases("sentence").at(words, at)) or words[at].typed in marked


def amid_talk(tokens: list[str], words: Sequence[Word]) -> list[str]:
    """The name in capitals that talk in small letters follows or precedes.

    "Lèo Thị Ọi nuôi cháu", "đăng ký cho cháu Tòng Văn Ín"; nothing where "và" joins two people.
    """
    small = [at for at, token in enumerate(tokens) if token.islower()]
    talk = [at for at in small if _is_talk(words, at)]
    if any(words[at].typed in words_in("names", "joins") and is_small(tokens, at) for at in talk):
        return []
    if not talk:
        return tokens
    if small[0] >= FULL and small[0] <= talk[0]:
        return tokens[: small[0]]
    introduced = words[small[-1]].typed in words_in("names", "introduces")
    return tokens[small[-1] + 1 :] if introduced and len(tokens) - small[-1] > FULL else tokens
