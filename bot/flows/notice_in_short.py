"""The question below a short privacy notice, which is shown in full to who wants it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from backend.i18n import N_
from bot.questions import Agreement, Options, Question, Step
from bot.reading.base import Reading, sure
from bot.reading.choices import read_choice

FULL = "full"
_FULL_WORDS = ("xem đầy đủ", "đầy đủ", "xem hết", "xem thêm", "xem chi tiết", "chi tiết", "đọc hết")


@dataclass(frozen=True)
class NoticeInShort(Agreement):
    """The yes or no below a short notice, which can be shown in `full`."""

    options: Options = (*Agreement.options, (FULL, N_("Xem đầy đủ")))
    full: str = ""

    def read_option(self, value: str) -> Reading[Any]:
        """Also the wish to see all of it."""
        return sure(Step(FULL)) if value == FULL else super().read_option(value)

    def read_text(self, text: str) -> Reading[Any]:
        """The same in words, or by its place."""
        at_its_place = read_choice(text, [""] * len(self.options)).value == len(self.options) - 1
        if at_its_place or read_choice(text, _FULL_WORDS).certain:
            return sure(Step(FULL))
        return self._in_full().read_text(text)

    def easier(self, steps: Sequence[str], tried: Sequence[str]) -> Question[bool] | None:
        """All of it, or by number."""
        full = self._in_full()
        return replace(full, short="") if FULL in steps else full.easier(steps, tried)

    def kept(self, steps: Sequence[str]) -> list[str]:
        """Nothing: who is not understood is asked by number."""
        return []

    def _in_full(self) -> Agreement:
        return Agreement(self.name, self.full, hint=self.hint, short=self.short)
