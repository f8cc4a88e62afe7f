"""Which known sentences a message is most like, where no rule says what it wants.

Naive Bayes over words and pairs of neighbours, written without marks, with every label equally likely
beforehand. The known sentences are data beside this code; nothing is trained or downloaded.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import exp, log

from bot.reading.phrases import Word

SMOOTHING = 0.1  # what a word counts that no sentence of a label has
NUMBER = "#"


def _features(words: Sequence[Word]) -> set[str]:
    bare = [NUMBER if word.bare.isdigit() else word.bare for word in words]
    return {*bare, *(f"{one} {other}" for one, other in pairwise(bare))}


class Likeness:
    """Sentences (as words), each with its label."""

    def __init__(self, labelled: Iterable[tuple[Sequence[Word], str]]) -> None:
        seen: dict[str, Counter[str]] = {}
        for words, label in labelled:
            seen.setdefault(label, Counter()).update(_features(words))
        self._labels = list(seen)
        self._known = set().union(*seen.values())
        unseen = SMOOTHING * len(self._known)
        self._logs = {
            feature: [
                log((counts[feature] + SMOOTHING) / (counts.total() + unseen))
                for counts in seen.values()
            ]
            for feature in self._known
        }

    def of(self, words: Sequence[Word]) -> tuple[str, float]:
        """The label whose sentences are most like these words, and how probable it is (0 to 1)
        among all labels; ("", 0.0) when no word is known."""
        columns = [self._logs[feature] for feature in _features(words) & self._known]
        if not columns:
            return "", 0.0
        sums = [sum(logs) for logs in zip(*columns, strict=True)]
        best = max(sums)
        return self._labels[sums.index(best)], 1 / sum(exp(each - best) for each in sums)
