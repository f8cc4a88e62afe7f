"""The register of coverage, gifts with their allocation, posts, and surveys of need by class."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "f7c6b5d9e765"
down_revision = "e7b5a4c8d654"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHORT, TEXT, DAY = sa.String(length=64), sa.Text(), sa.Date()
MOMENT = sa.DateTime(timezone=True)
UNITS = "administrative_units"


def upgrade() -> None:
    """Nine tables."""
    _coverage()
    _gifts()
    _rounds()
    _posts()
    _surveys()


def downgrade() -> None:
    """Without them."""
    for name in (
        "surveyed_classes",
        "posts",
        "gift_shares",
        "gift_rounds",
        "gift_devices",
        "gifts",
        "coverage_reports",
        "coverage_events",
        "hamlet_coverages",
    ):
        op.drop_table(name)


def _coverage() -> None:
    signals = ("none", "weak", "ok")
    networks = ("none", "2g", "3g", "4g", "5g")
    _table(
        "hamlet_coverages",
        _needed("unit_id", ID),
        _needed("signal", _one_of("signal", *signals)),
        _needed("network", _one_of("network", *networks)),
        _needed("operator", SHORT),
        _open("target_on", DAY),
        _open("done_on", DAY),
        _needed("evidence", TEXT),
        _needed("plan", SHORT),
        _needed("version", ID),
        _points("hamlet_coverages", "unit_id", UNITS),
        _once("hamlet_coverages", "unit_id"),
    )
    _table(
        "coverage_events",
        _needed("coverage_id", ID),
        _needed("found_on", DAY),
        _needed("signal", _one_of("signal", *signals)),
        _needed("network", _one_of("network", *networks)),
        _needed("operator", SHORT),
        _needed("evidence", TEXT),
        _open("officer_id", ID),
        _needed("created_at", MOMENT),
        _points("coverage_events", "coverage_id", "hamlet_coverages"),
        _points("coverage_events", "officer_id", "officers"),
    )
    _index("coverage_events", "coverage_id")
    op.create_table(
        "coverage_reports",
        _needed("ticket_id", ID),
        _needed("unit_id", ID),
        _points("coverage_reports", "ticket_id", "tickets"),
        _points("coverage_reports", "unit_id", UNITS),
        sa.PrimaryKeyConstraint("ticket_id", name=op.f("pk_coverage_reports")),
    )
    _index("coverage_reports", "unit_id")


def _gifts() -> None:
    _table(
        "gifts",
        _needed("code", SHORT),
        _needed("unit_id", ID),
        _needed("donor_id", ID),
        _needed("kind", _one_of("giftkind", "money", "device", "infrastructure", "package")),
        _needed("thing", TEXT),
        _open("quantity", ID),
        _open("amount", ID),
        _needed("received_on", DAY),
        _needed("receipt", SHORT),
        _needed("received_by", TEXT),
        _open("ticket_id", ID),
        _needed("officer_id", ID),
        _needed("created_at", MOMENT),
        _needed("version", ID),
        _points("gifts", "unit_id", UNITS),
        _points("gifts", "donor_id", "donors"),
        _points("gifts", "ticket_id", "tickets"),
        _points("gifts", "officer_id", "officers"),
        _once("gifts", "code"),
        _once("gifts", "unit_id", "receipt"),
    )
    op.create_index("ix_gifts_list", "gifts", ["unit_id", "id"])
    _index("gifts", "donor_id")
    _index("gifts", "ticket_id")
    op.create_table(
        "gift_devices",
        _needed("device_id", ID),
        _needed("gift_id", ID),
        _points("gift_devices", "device_id", "devices"),
        _points("gift_devices", "gift_id", "gifts"),
        sa.PrimaryKeyConstraint("device_id", name=op.f("pk_gift_devices")),
    )
    _index("gift_devices", "gift_id")


def _rounds() -> None:
    _table(
        "gift_rounds",
        _needed("unit_id", ID),
        _needed("name", TEXT),
        _open("fatherland_officer_id", ID),
        _open("fatherland_at", MOMENT),
        _open("education_officer_id", ID),
        _open("education_at", MOMENT),
        _open("agreed_on", DAY),
        _needed("created_at", MOMENT),
        _needed("version", ID),
        _points("gift_rounds", "unit_id", UNITS),
        _points("gift_rounds", "fatherland_officer_id", "officers"),
        _points("gift_rounds", "education_officer_id", "officers"),
    )
    op.create_index("ix_gift_rounds_list", "gift_rounds", ["unit_id", "id"])
    _table(
        "gift_shares",
        _needed("round_id", ID),
        _needed("gift_id", ID),
        _open("quantity", ID),
        _open("amount", ID),
        _open("request_id", ID),
        _needed("purpose", TEXT),
        _points("gift_shares", "round_id", "gift_rounds"),
        _points("gift_shares", "gift_id", "gifts"),
        _points("gift_shares", "request_id", "support_requests"),
    )
    for column in ("round_id", "gift_id", "request_id"):
        _index("gift_shares", column)


def _posts() -> None:
    channels = ("loudspeaker", "website", "facebook", "zalo", "broadcaster", "meeting")
    _table(
        "posts",
        _needed("unit_id", ID),
        _needed("programme", SHORT),
        _needed("campaign", TEXT),
        _needed("title", TEXT),
        _needed("channel", _one_of("postchannel", *channels)),
        _needed("link", TEXT),
        _needed("posted_on", DAY),
        _open("reach", ID),
        _open("removed_on", DAY),
        _needed("officer_id", ID),
        _needed("created_at", MOMENT),
        _needed("version", ID),
        _points("posts", "unit_id", UNITS),
        _points("posts", "officer_id", "officers"),
    )
    op.create_index("ix_posts_list", "posts", ["unit_id", "posted_on", "id"])


def _surveys() -> None:
    _table(
        "surveyed_classes",
        _needed("unit_id", ID),
        _needed("school_id", ID),
        _needed("year", ID),
        _needed("class_name", SHORT),
        _needed("key", SHORT),
        *(_needed(name, ID) for name in ("pupils", "without_device", "without_internet")),
        _needed("surveyed_on", DAY),
        _open("ticket_id", ID),
        _open("officer_id", ID),
        _needed("version", ID),
        _points("surveyed_classes", "unit_id", UNITS),
        _points("surveyed_classes", "school_id", "schools"),
        _points("surveyed_classes", "ticket_id", "tickets"),
        _points("surveyed_classes", "officer_id", "officers"),
        _once("surveyed_classes", "school_id", "year", "key"),
    )
    op.create_index("ix_surveyed_classes_unit", "surveyed_classes", ["unit_id", "year"])
    _index("surveyed_classes", "ticket_id")


def _table(name: str, *parts: Any) -> None:
    key = sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}"))
    op.create_table(name, _needed("id", ID), *parts, key)


def _index(table: str, column: str) -> None:
    op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def _needed(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _open(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=True)


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=64)


def _points(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))


def _once(table: str, *columns: str) -> sa.UniqueConstraint:
    return sa.UniqueConstraint(*columns, name=op.f(f"uq_{table}_{'_'.join(columns)}"))
