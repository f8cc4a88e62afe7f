"""What was noted before there was a register for everything becomes rows of it."""

from importlib import import_module

from alembic.migration import MigrationContext
from alembic.operations import Operations
from sqlalchemy import select, text

from backend.data_packages import order_queries, orders
from backend.disclosures.models import DisclosedRequest, Disclosure
from backend.disclosures.words import Basis, ReceiverKind
from backend.migrate import rebuilding
from backend.officers.models import Officer, OfficerId
from tests.backend.breaches.factory import make_breach
from tests.backend.counter import Counter
from tests.backend.data_packages.factory import delivered, sent

MIGRATION = import_module("backend.migrations.versions.1a2b3c4d5e04_disclosures")


def test_orders_of_before_are_disclosures_to_operators_about_their_requests(
    counter: Counter,
) -> None:
    families = delivered(counter, 2)
    order_id = sent(counter, families)
    with counter.database.transaction() as session:
        officer = session.get_one(Officer, OfficerId(counter.world.officer))
        orders.disclose(session, officer, order_queries.order(session, officer, order_id), 2)
        make_breach(session, counter.world)
    with (
        rebuilding(counter.database) as connection,
        Operations.context(MigrationContext.configure(connection)),
    ):
        MIGRATION.downgrade()
        left = connection.execute(text("SELECT receiver, people FROM disclosures")).one()
        assert tuple(left) == ("Viettel", 2)
        MIGRATION.upgrade()
    with counter.database.reading() as session:
        row = session.scalars(select(Disclosure)).one()
        assert (row.receiver_kind, row.basis, row.paper) == (
            ReceiverKind.OPERATOR,
            Basis.CONSENT,
            "order",
        )
        assert (row.note, row.once, row.programme) == (None, None, "")
        about = select(DisclosedRequest.request_id).order_by(DisclosedRequest.request_id)
        assert list(session.scalars(about)) == sorted(families)
