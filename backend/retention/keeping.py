"""The worker's round: what has been kept as long as was promised goes, batch by batch.

Each batch is one short transaction, counted and written into the trail once, and finds by itself what
is left: a worker that is killed between two batches, or inside one, goes on with the next.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from time import sleep

from sqlalchemy.orm import Session

from backend.db import Database
from backend.retention import families, lists, machines, officers, packages, people, talks
from backend.retention.applying import Batch
from backend.retention.noting import note

MOST_BATCHES = 60  # of one step in a round; the next round is an hour later
PAUSE_SECONDS = 0.05  # after each, in which whoever waits to write comes first


Step = Callable[[Session], Batch]
# Requests first: what hangs on them must be nobody's before people and places are.
STEPS: Mapping[str, Step] = {
    "requests": families.anonymise_ended,
    "numbers": packages.forget_numbers,
    "proofs": families.forget_proofs,
    "tickets": families.empty_tickets,
    "titles": families.empty_titles,
    "need_answers": families.empty_need_answers,
    "wishes": families.empty_wishes,
    "inbox": talks.empty_inbox,
    "outbox": talks.empty_outbox,
    "contacts": people.erase_silent,
    "lists": lists.empty_superseded,
    "households": lists.empty_households,
    "sheets": machines.forget_sheets,
    "borrowers": machines.forget_borrowers,
    "sessions": officers.forget_sessions,
}


def keep_terms(database: Database) -> Counter[str]:
    """Everything whose time is over, within the bounds of a round; how many rows of which table."""
    met: Counter[str] = Counter()
    for name in STEPS:
        for _number in range(MOST_BATCHES):
            done = keep_one_batch(database, name)
            if not done:
                break
            met += done
            sleep(PAUSE_SECONDS)
    return met + people.finish_erasures(database)


def keep_one_batch(database: Database, name: str) -> Counter[str]:
    """One batch of a step; nothing when there is nothing left."""
    with database.transaction() as session:
        batch = STEPS[name](session)
        if batch.met:
            note(session, name, batch)
    return batch.met
