"""Groups of phrases that may have gaps and speak of other groups: "<not> có … <device>".

How a phrase is written: words; `<group>`, any phrase of a group that stands above; `(a|b)`, one or
the other; `…`, up to `LONGEST_GAP` other words; `_`, one other word; `!word`, a word typed with its
marks; `^` and `$`, the beginning and the end of the message, particles left aside. `<number>` is
also a number in digits.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from heapq import heappop, heappush

from bot.reading.phrases import Phrases, Word, spell_out, split

LONGEST_GAP = 4  # in words
GAP, ANY, START, END = "…", "_", "^", "$"
NUMBER = "number"
NOTHING = ""  # what a pattern of signs alone needs
_CHOICE = re.compile(r"\(([^()]*)\)")
_PIECE = re.compile(r"<[^<>]+>|[…_^$]|!\w+|[^<…_^$!]+")

_AS_NAME = str.maketrans("<>", "{}")

# Half of the country does not hear a difference, and mixes them in writing.
_HEARD_ALIKE = str.maketrans("ãẵẫẽễĩõỗỡũữỹ", "ảẳẩẻểỉỏổởủửỷ")
_STOPPED = re.compile("[ăâêôơư](?:c|ch|p|t)")

Ends = dict[str, dict[int, set[int]]]  # by group and by the word where it begins
Piece = str | list[Word]  # a sign, a group in angle brackets, or words in a row


def heard(word: Word) -> Word:
    """The word with hỏi for ngã; as though typed without marks where one is plainly missing:
    "đươc" is no syllable."""
    if word.typed == word.bare:
        return word
    if _STOPPED.search(word.typed, len(word.typed) - 3):
        return Word(word.bare, word.bare)
    return Word(word.typed.translate(_HEARD_ALIKE), word.bare)


def _words(piece: str) -> list[Word]:
    if piece[0] == "!":
        return [Word(word.typed, word.typed) for word in map(heard, split(piece, raw=False))]
    return [heard(word) for word in spell_out(split(piece, raw=False))]


def _spoken(phrase: str) -> str:
    return " ".join(word.typed for word in _words(phrase))


def _pieces(phrase: str) -> list[Piece]:
    found = (piece.strip() for piece in _PIECE.findall(phrase))
    return [piece if piece[0] in "<…_^$" else _words(piece) for piece in found if piece]


def _parts(pieces: list[Piece]) -> frozenset[str]:
    """The groups in angle brackets and the words, as they are compared, of a pattern."""
    groups = {piece for piece in pieces if isinstance(piece, str) and piece[0] == "<"}
    return frozenset(
        groups | {w.bare for piece in pieces if isinstance(piece, list) for w in piece}
    )


class Groups:
    """Which groups a message speaks of. Raises KeyError for a group that is not listed above.

    `fixed` phrases lend none of their words to others: the "đánh" in an unmarked "danh sach" is no
    blow. `particles` are the words that do not count at either end.
    """

    def __init__(
        self, listed: Mapping[str, Sequence[str]], fixed: Iterable[str], particles: Iterable[str]
    ) -> None:
        self._particles = frozenset(particles)
        self._fixed = Phrases((_spoken(phrase), phrase) for phrase in fixed)
        self._known = {NUMBER}
        self._plain_phrases: list[tuple[str, str]] = []
        # By group, with what the message must have for them to be looked for.
        self._patterns: list[tuple[str, frozenset[str], list[Piece]]] = []
        for group, phrases in listed.items():
            for phrase in phrases:
                self._add(group, phrase)
            self._known.add(group)
        self._plain = Phrases(self._plain_phrases)
        counts = Counter(part for _group, parts, _pieces in self._patterns for part in parts)
        self._by_rarest: dict[str, list[int]] = defaultdict(list)
        for number, (_group, parts, _pieces) in enumerate(self._patterns):
            rarest = min(parts, key=lambda part: (counts[part], part), default=NOTHING)
            self._by_rarest[rarest].append(number)

    def _add(self, group: str, phrase: str) -> None:
        """A phrase as it is written. A choice in it is a group of its own, named as it is written;
        where nothing is one of the choices there are two phrases."""
        found = _CHOICE.search(phrase)
        if found:
            choices = [choice.strip() for choice in found[1].split("|")]
            if "" in choices:
                self._add(group, f"{phrase[: found.start()]}{phrase[found.end() :]}")
            name = "/".join(filter(None, choices)).translate(_AS_NAME)
            if name not in self._known:
                for choice in filter(None, choices):
                    self._add(name, choice)
                self._known.add(name)
            self._add(group, f"{phrase[: found.start()]}<{name}>{phrase[found.end() :]}")
            return
        pieces = _pieces(phrase)
        for piece in pieces:
            if isinstance(piece, str) and piece[0] == "<" and piece[1:-1] not in self._known:
                raise KeyError(f"{group}: {piece}")
        if len(pieces) == 1 and isinstance(pieces[0], list) and "!" not in phrase:
            self._plain_phrases.append((" ".join(word.typed for word in pieces[0]), group))
        else:
            self._patterns.append((group, _parts(pieces), pieces))

    def spoken_of(self, words: Sequence[Word]) -> set[str]:
        """The groups of which a phrase stands in the message."""
        words = [heard(word) for word in words]
        search = _Search(words, self._fixed, self._particles)
        ends: Ends = {NUMBER: {i: {i + 1} for i, word in enumerate(words) if word.typed.isdigit()}}
        for start in range(len(words)):
            for group, length in self._plain.at(words, start):
                if search.is_free(start, start + length):
                    ends.setdefault(group, {}).setdefault(start, set()).add(start + length)
        at_hand = {NOTHING, *(form for word in words for form in (word.typed, word.bare))}
        at_hand.update(f"<{group}>" for group in ends)
        # In the order in which they are listed, but only those whose rarest part is at hand.
        waiting = sorted(number for part in at_hand for number in self._by_rarest.get(part, ()))
        while waiting:
            number = heappop(waiting)
            group, parts, pieces = self._patterns[number]
            if not parts <= at_hand:
                continue
            for start, found in search.find(pieces, ends):
                ends.setdefault(group, {}).setdefault(start, set()).update(found)
                if (part := f"<{group}>") not in at_hand:
                    at_hand.add(part)
                    for later in self._by_rarest.get(part, ()):
                        if later > number:
                            heappush(waiting, later)
        return set(ends)


class _Search:
    """One message, searched for patterns."""

    def __init__(
        self, words: Sequence[Word], fixed: Phrases[str], particles: frozenset[str]
    ) -> None:
        self._words = words
        self._first = self._last = 0
        counts = [i for i, word in enumerate(words) if word.typed not in particles]
        if counts:
            self._first, self._last = counts[0], counts[-1] + 1
        self._fixed = [
            (start, start + length)
            for start in range(len(words))
            for _, length in fixed.at(words, start)
        ]

    def is_free(self, start: int, end: int) -> bool:
        """Whether no fixed phrase is cut by words `start` to `end`."""
        if not self._fixed:
            return True
        return (start, end) in self._fixed or not any(
            start < b and a < end and not (start <= a and b <= end) for a, b in self._fixed
        )

    def find(self, pieces: list[Piece], ends: Ends) -> Iterator[tuple[int, set[int]]]:
        """Where a pattern begins, and all places where it may end."""
        for start in self._starts(pieces[0], ends):
            found = {start}
            for piece in pieces:
                found = {end for place in found for end in self._after(piece, place, ends)}
                if not found:
                    break
            else:
                yield start, found

    def _starts(self, piece: Piece, ends: Ends) -> Iterable[int]:
        if isinstance(piece, list):
            return (i for i, word in enumerate(self._words) if word.means(piece[0]))
        if piece[0] == "<":
            return tuple(ends.get(piece[1:-1], ()))
        return range(self._first + 1)

    def _after(self, piece: Piece, place: int, ends: Ends) -> Iterable[int]:
        """Where a piece that begins at a place may end."""
        if isinstance(piece, list):
            end = place + len(piece)
            here = self._words[place:end]
            fits = len(here) == len(piece) and all(map(Word.means, here, piece))
            return (end,) if fits and self.is_free(place, end) else ()
        if piece[0] == "<":
            return ends.get(piece[1:-1], {}).get(place, ())
        if piece == ANY:
            return (place + 1,) if place < len(self._words) else ()
        if piece == GAP:
            return range(place, min(place + LONGEST_GAP, len(self._words)) + 1)
        stands = place <= self._first if piece == START else place >= self._last
        return (place,) if stands else ()
