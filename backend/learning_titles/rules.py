"""Where an application stands, and what its points come to. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from backend.administrative_units.models import Level
from backend.learning_titles.words import TitleHappened, TitleStatus
from backend.officers.models import Role
from backend.programmes.schema import Step

TO_ADD = (TitleStatus.SENT_BACK, TitleStatus.REFUSED)  # something may be added, or appealed


def standing_of(history: Sequence[TitleHappened]) -> tuple[TitleStatus, int]:
    """The status and the step (from 0) that follow from what happened, oldest first. What was added,
    and what is appealed against, is looked at anew by the step that last spoke."""
    status, step = TitleStatus.WAITING, 0
    for happened in history:
        match happened:
            case TitleHappened.CONFIRMED:
                step += 1
            case TitleHappened.PASSED:
                status, step = TitleStatus.PASSED, step + 1
            case TitleHappened.SENT_BACK | TitleHappened.REFUSED:
                # The step that decides sends back to the one that scored.
                step -= status is TitleStatus.PASSED
                ends = happened is TitleHappened.REFUSED
                status = TitleStatus.REFUSED if ends else TitleStatus.SENT_BACK
            case TitleHappened.ADDED | TitleHappened.APPEALED:
                status = TitleStatus.WAITING
            case TitleHappened.RECOGNISED:
                status = TitleStatus.RECOGNISED
            case TitleHappened.REVOKED:
                status = TitleStatus.REVOKED
            case _:  # what was sent, scored, shown or corrected leaves it where it is
                pass
    return status, step


def is_scoring(steps: Sequence[Step], step: int) -> bool:
    """The last step signs the decision, the one before it scores, those before that confirm."""
    return step == len(steps) - 2


def may_act(step: Step, level: Level, role: Role) -> bool:
    """Whether an officer may act at a step. What a hamlet says is written down by the commune."""
    here = Level.COMMUNE if step.level is Level.HAMLET else step.level
    return level is here and role in step.roles


@dataclass(frozen=True)
class Points:
    """The points of a criterion: the applicant's own, the reviewer's (None until given) of `most`;
    `proven` when a photo or words came with it, or nothing has to prove it."""

    own: int
    given: int | None
    most: int
    proven: bool
    reason: str = ""


def needs_reason(points: Points) -> bool:
    """Whether the reviewer has to say why: other points than the applicant's, or points for what
    nothing proves."""
    if points.given is None:
        return False
    return points.given != points.own or (points.given > 0 and not points.proven)


def total(scores: Sequence[Points]) -> int | None:
    """The reviewer's points together; None while one criterion is not scored."""
    given = [each.given for each in scores]
    return None if None in given or not given else sum(points or 0 for points in given)


def passes(scores: Sequence[Points], pass_mark: int) -> bool:
    """Whether everything is scored and the points suffice."""
    points = total(scores)
    return points is not None and points >= pass_mark


def percent(count: int, out_of: int | None) -> int | None:
    """Rounded down, for 99.9 is not all; None without a denominator."""
    return min(count * 100 // out_of, 100) if out_of else None
