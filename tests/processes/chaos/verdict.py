"""What has to be true when everything has calmed down."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.contacts.models import ChannelAddress, Consent
from backend.messages.models import InboxMessage, OutboxMessage, SendStatus
from backend.support_requests.models import Decision, SupportRequest
from backend.tickets.models import Ticket
from tests.fakes.platform import FakePlatform, Sent
from tests.processes.chaos.talks import Talker

IN_FLIGHT = 4  # sends at a time, of each channel and worker
# Seconds: how a send ended is on disk, unless somebody dies before. On SQLite a note waits for the lock,
# behind an outage and whoever came before it; that all of it is little, `most_repeats` holds.
NOTED_WITHIN = 20.0


def listen(talkers: Sequence[Talker], platforms: Sequence[FakePlatform]) -> None:
    """Hands to everybody what came to them, in its order."""
    by_chat = {talker.person.chat_id: talker for talker in talkers}
    for talker in talkers:
        talker.got = []
    for platform in platforms:
        for sent in list(platform.sent):
            by_chat[sent.chat_id].got.append(sent)


def differences(talkers: Sequence[Talker]) -> list[str]:
    """Who heard something else than their own answers in their order and one decision."""
    return [
        f"{talker.person.chat_id}: {talker.heard} and {talker.decisions} instead of "
        f"{talker.expected}"
        for talker in talkers
        if talker.heard != talker.expected or talker.decisions != talker.asks_for_a_device
    ]


def unexplained(
    talkers: Sequence[Talker], lost: set[tuple[str, str]], deaths: Sequence[tuple[float, float]]
) -> list[Sent]:
    """Messages that came twice, though their answer was heard and nobody died meanwhile."""

    def explained(sent: Sent) -> bool:
        in_flight = any(began - NOTED_WITHIN < sent.at < ended for began, ended in deaths)
        return in_flight or (sent.chat_id, sent.raw["text"]) in lost

    return [sent for talker in talkers for sent in talker.repeats if not explained(sent)]


def most_repeats(lost: set[tuple[str, str]], deaths: Sequence[tuple[float, float]]) -> int:
    """How many messages may come twice: whose answer was lost, and what was in flight at a death."""
    return len(lost) + 2 * IN_FLIGHT * len(deaths)


def check_rows(session: Session, talkers: Sequence[Talker]) -> None:
    """Every message is there once, and what people asked for was done once for each."""
    said = sum(len(talker.texts) for talker in talkers)
    asked = sum(talker.asks_for_a_device for talker in talkers)

    def count(query: object) -> int:
        return session.scalar(select(func.count()).select_from(query)) or 0  # type: ignore[arg-type]

    assert count(InboxMessage) == said
    faults = session.scalars(select(InboxMessage.failure).where(InboxMessage.failure.is_not(None)))
    assert faults.all() == []
    unsent = select(OutboxMessage.status, OutboxMessage.reason)
    assert session.execute(unsent.where(OutboxMessage.status != SendStatus.SENT)).all() == []
    assert count(OutboxMessage) == said + asked  # one answer to each, one notice of each decision
    assert count(ChannelAddress) == count(Consent) == len(talkers)
    assert count(SupportRequest) == _owners(session, SupportRequest) == asked
    assert count(Ticket) == _owners(session, Ticket) == len(talkers) - asked
    decided = func.count(Decision.request_id.distinct())
    assert count(Decision) == session.scalar(select(decided)) == asked


def _owners(session: Session, model: type[SupportRequest] | type[Ticket]) -> int:
    return session.scalar(select(func.count(model.contact_id.distinct()))) or 0
