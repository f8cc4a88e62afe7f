"""Which known sentences a message is most like.

Naive Bayes over words and pairs of neighbours (the ends of the message count as neighbours), written
without marks and in one dialect, with every label equally likely beforehand. The known sentences
are data beside this code; nothing is trained or downloaded.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from math import exp, log

from bot.reading.phrases import Word

SMOOTHING = 0.1  # what a word counts that no sentence of a label has
INDEPENDENCE = 0.35  # the part of a word's evidence that its neighbours have not given already
NUMBER, END = "#", "|"


class Likeness:
    """Sentences (as words), each with its label; `same` gives words one form: "tui" is "tôi"."""

    def __init__(
        self, labelled: Iterable[tuple[Sequence[Word], str]], same: Mapping[str, str]
    ) -> None:
        self._same = same
        seen: dict[str, Counter[str]] = {}
        for words, label in labelled:
            seen.setdefault(label, Counter()).update(self._features(words))
        self._labels = list(seen)
        self._seen = list(seen.values())
        self._totals = [counts.total() for counts in self._seen]
        self._known = set().union(*self._seen)

    def _features(self, words: Sequence[Word]) -> set[str]:
        forms = (self._same.get(word.typed, word.bare) for word in words)
        bare = [NUMBER if form.isdigit() else form for form in forms]
        return {*bare, *(f"{one} {other}" for one, other in pairwise([END, *bare, END]))}

    def _logs(self, feature: str) -> list[float]:
        unseen = SMOOTHING * len(self._known)
        return [
            INDEPENDENCE * log((counts[feature] + SMOOTHING) / (total + unseen))
            for counts, total in zip(self._seen, self._totals, strict=True)
        ]

    def of(self, words: Sequence[Word]) -> dict[str, float]:
        """The logarithm of every label's probability, given these words; nothing when no word is
        known."""
        columns = [self._logs(feature) for feature in self._features(words) & self._known]
        if not columns:
            return {}
        sums = [sum(logs) for logs in zip(*columns, strict=True)]
        best = max(sums)
        whole = best + log(sum(exp(each - best) for each in sums))
        return {label: each - whole for label, each in zip(self._labels, sums, strict=True)}

    def speaks_for(self, label: str, words: Sequence[Word]) -> list[str]:
        """The words and pairs that make a label likelier than the average one, strongest first."""
        at = self._labels.index(label)
        gains: dict[str, float] = {}
        for feature in self._features(words) & self._known:
            logs = self._logs(feature)
            gains[feature] = logs[at] - sum(logs) / len(logs)
        ranked = sorted(gains, key=lambda feature: (-gains[feature], feature))
        return [feature for feature in ranked if gains[feature] > 0]
