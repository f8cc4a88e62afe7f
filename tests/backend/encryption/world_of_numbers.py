"""A database in which every kind of number, secret and message stands somewhere."""

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.channel_tokens.models import ChannelToken
from backend.contacts.models import ChannelAddress, Conversation
from backend.db import Database, table
from backend.encryption.types import Sealed
from backend.messages.models import InboxMessage, OutboxMessage, Priority
from backend.officers.models import SecondStep
from backend.poverty_lists.models import PovertyListEntry, PovertyListFile, PovertyListMember
from backend.support_requests.models import Supplement, SupportRequest
from backend.tables import metadata
from tests.backend.counter import Counter
from tests.backend.encryption.words import CLAIM, IMEI, SAID, SIM, worked_on

PHONE, OTHER_PHONE = "0987650123", "0977650321"
HEAD_ID, CHILD_ID = "046190123987", "046214987321"
SECRETS = ("JBSWY3DPEHPK3PXPJBSWY3DP", "access-9f3c51d2", "refresh-0a77be14")
KNOWN = (PHONE, OTHER_PHONE, HEAD_ID, CHILD_ID, IMEI, SIM, CLAIM, *SECRETS, *SAID.values())
NOW = datetime(2026, 11, 22, tzinfo=UTC)


def fill(counter: Counter) -> None:
    """One family with all its numbers, as they come in: in columns, in words and in cells."""
    request = counter.submit(phone=PHONE)
    counter.submit("tele-2", child_name="Lê Văn Bốn", phone=OTHER_PHONE)
    with counter.database.transaction() as session:
        session.get_one(SupportRequest, request).facts = [
            {"name": "other", "label": "Số khác", "value": OTHER_PHONE, "shown": OTHER_PHONE}
        ]
        address = session.scalars(select(ChannelAddress)).first()
        assert address is not None
        _talk(session, address)
        session.add_all(
            [
                Supplement(request_id=request, text=f"căn cước {CHILD_ID}", created_at=NOW),
                SecondStep(officer_id=counter.world.officer, secret=SECRETS[0], created_at=NOW),
                ChannelToken(
                    channel="zalo_oa", access_token=SECRETS[1], refresh_token=SECRETS[2],
                    renew_at=NOW, expires_at=NOW, seeds=[],
                ),
            ]
        )  # fmt: skip
        _listed(session)
        worked_on(session, counter.world, request, address.contact_id)


def _talk(session: Session, address: ChannelAddress) -> None:
    words = {"text": f"Số {PHONE} phải không ạ?", "options": [], "answers": {"phone": PHONE}}
    session.add_all(
        [
            InboxMessage(
                channel=address.channel, event_id="1", contact_id=address.contact_id, kind="text",
                text=f"sdt em {PHONE}", received_at=NOW,
            ),
            OutboxMessage(
                address_id=address.id, priority=Priority.REPLY, body=words, created_at=NOW,
                due_at=NOW,
            ),
        ]
    )  # fmt: skip
    session.merge(
        Conversation(
            contact_id=address.contact_id, run=1, talk=words, parked=None, question=words,
            updated_at=NOW,
        )
    )  # fmt: skip


def _listed(session: Session) -> None:
    first = session.scalars(select(PovertyListEntry).limit(1)).one()
    session.add(
        PovertyListFile(list_id=first.list_id, content=f"Hồ Thị Lơ;{HEAD_ID};{PHONE}".encode())
    )
    values = {
        column.name: getattr(first, column.name)
        for column in table(PovertyListEntry).c
        if column.name not in ("id", "citizen_hash")
    }
    numbers = {"citizen_id": HEAD_ID, "citizen_id_raw": f"'{HEAD_ID}", "phone": PHONE}
    numbers["note"] = SAID["note of a list"]
    entry = PovertyListEntry(**values | numbers | {"raw": {"5": HEAD_ID, "7": PHONE}})
    session.add(entry)
    session.flush()
    session.add(
        PovertyListMember(
            entry_id=entry.id, unit_id=entry.unit_id, row=9, name="Hồ Văn Mười", name_key="hovanmuoi",
            given_key="muoi", relation="con", birth_raw="", sex=None, citizen_id=CHILD_ID,
            citizen_id_raw=CHILD_ID, ethnicity="", school_class="", has_device=None, note="",
            raw={"5": CHILD_ID},
        )
    )  # fmt: skip


Stored = dict[str, list[tuple[object, ...]]]


def opened(database: Database) -> Stored:
    """Everything that is stored, decrypted."""
    with database.reading() as session:
        return {
            one.name: sorted((tuple(row) for row in session.execute(select(one))), key=repr)
            for one in metadata.sorted_tables
            if one.name != "search_keys"
        }


def readable(database: Database) -> str:
    """Everything that is stored, as whoever steals the database reads it."""
    shown = []
    with database.engine.connect() as connection:
        for name in sa.inspect(connection).get_table_names():
            rows = connection.exec_driver_sql(f"SELECT * FROM {name}")  # noqa: S608
            shown += [
                bytes(cell).decode("latin-1") if isinstance(cell, bytes | memoryview) else str(cell)
                for row in rows
                for cell in row
            ]
    return "\n".join(shown)


def prefixes(database: Database) -> set[bytes]:
    """With which keys what is stored was sealed."""
    found: set[bytes] = set()
    with database.engine.connect() as connection:
        for one in metadata.sorted_tables:
            for column in one.c:
                if isinstance(column.type, Sealed) or str(column) == "search_keys.sealed":
                    plain = sa.table(one.name, sa.column(column.name, sa.LargeBinary))
                    rows = connection.scalars(select(plain.c[column.name]))
                    found |= {bytes(value)[:5] for value in rows if value}
    return found
