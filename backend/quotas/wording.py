"""The words of a programme's quotas, and what may be chosen in their forms."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from backend.i18n import _
from backend.programmes.schema import Programme
from backend.programmes.service import programmes_now
from backend.quotas.models import Quota

Choices = list[tuple[str, str]]


@dataclass(frozen=True)
class Words:
    """A programme as it stands now, with what its codes mean; a code that it has no more is shown
    as it is."""

    programme: Programme

    @property
    def benefits(self) -> Choices:
        """What can be asked for."""
        return [(each.code, each.name) for each in self.programme.grants]

    @property
    def sources(self) -> Choices:
        """In the order in which they are used."""
        return [(each.code, _(each.name)) for each in self.programme.funding]

    @property
    def rounds(self) -> Choices:
        """Earliest first."""
        return [(each.code, _(each.name)) for each in self.programme.all_rounds]

    def benefit(self, code: str) -> str:
        """Its name."""
        return dict(self.benefits).get(code, code)

    def source(self, code: str) -> str:
        """Its name."""
        return dict(self.sources).get(code, code)

    def round(self, code: str) -> str:
        """Its name."""
        return dict(self.rounds).get(code, code)

    def line(self, quota: Quota) -> str:
        """Benefit, source and round."""
        parts = (self.benefit(quota.benefit), self.source(quota.source), self.round(quota.round))
        return " · ".join(parts)

    def priority(self, number: int) -> str:
        """The class that is served in this place."""
        classes = self.programme.priority
        return classes[number].name if number < len(classes) else _("Diện khác")


def programmes(session: Session) -> list[Words]:
    """Every programme that gives something, as it stands now, by code."""
    return [Words(programme) for programme in programmes_now(session) if programme.grants]
