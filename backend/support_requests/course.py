"""The course of one request: what happened, who has it now, and until when an answer is due."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import clock
from backend.calendar.days import after_working_days, working_days
from backend.data_packages.models import DataPackage
from backend.i18n import _
from backend.programmes.schema import Programme, Round, Step
from backend.programmes.service import programme_of
from backend.quotas.rules import awaited_round
from backend.support_requests.deciding import office_at
from backend.support_requests.models import MOVES, Status, SupportRequest
from backend.support_requests.queries import Events, events


@dataclass(frozen=True)
class Course:
    """Everything that a family is told of a request is said from this. `office` decides at the
    present step; `today` is the day on which one asks."""

    request: SupportRequest
    programme: Programme
    office: str
    events: Events
    package: DataPackage | None
    today: date
    continued_in: str = ""  # the code of the request into which it was merged

    @property
    def step(self) -> Step:
        """The approval that is waited for, or the last one."""
        return self.programme.steps[min(self.request.step, len(self.programme.steps) - 1)]

    @property
    def awaited(self) -> Round | None:
        """The round that a late request waits for, where one is to come."""
        sent_on = clock.local(self.request.created_at).date()
        return awaited_round(self.programme.all_rounds, sent_on, self.today)

    @property
    def thing(self) -> str:
        """What was asked for, in a sentence: "máy"."""
        grants = self.programme.grants
        return _(next(each.thing for each in grants if each.code == self.request.benefit))

    @property
    def steps_ahead(self) -> Sequence[Step]:
        """The approvals that come after the one that is waited for."""
        return self.programme.steps[self.request.step + 1 :]

    @property
    def package_is_owed(self) -> bool:
        """Whether a data package follows what was asked for, and none is registered yet."""
        package = self.programme.data_package
        return bool(package and package.follows == self.request.benefit) and self.package is None

    @property
    def reason(self) -> str:
        """What the last decision told the family."""
        return self.events.decisions[-1].reason if self.events.decisions else ""

    @property
    def due(self) -> date | None:
        """The last day for the officers' answer; None when none is owed."""
        if self.request.status is not Status.WAITING:
            return None
        return after_working_days(clock.local(self._asked_at()).date(), self.step.working_days)

    @property
    def days_left(self) -> int | None:
        """Working days until the answer is due, below zero when it is late; None when none is due."""
        if self.due is None:
            return None
        asked_on = clock.local(self._asked_at()).date()
        return self.step.working_days - working_days(asked_on, self.today)

    @property
    def days_late(self) -> int:
        """Working days since the answer was due; 0 when it is not late."""
        return working_days(self.due, self.today) if self.due else 0

    def _asked_at(self) -> datetime:
        """When the present step began to wait: at the submission, when another step, an appeal or
        another commune put the request there, or when the family added something last."""
        moved = [d.created_at for d in self.events.decisions if d.kind in MOVES]
        added = [supplement.created_at for supplement in self.events.supplements]
        transferred = [transfer.created_at for transfer in self.events.transfers]
        return max([self.request.created_at, *moved, *added, *transferred])


def course_of(session: Session, request: SupportRequest) -> Course:
    """The course as it is today."""
    programme = programme_of(session, request.revision_id)
    step = programme.steps[min(request.step, len(programme.steps) - 1)]
    return Course(
        request=request,
        programme=programme,
        office=office_at(session, request, step),
        events=events(session, request),
        package=session.scalar(select(DataPackage).where(DataPackage.request_id == request.id)),
        today=clock.today(),
        continued_in=_continued_in(session, request),
    )


def _continued_in(session: Session, request: SupportRequest) -> str:
    if request.merged_into_id is None:
        return ""
    return session.get_one(SupportRequest, request.merged_into_id).code
