"""Applications for titles of learning, their decisions, learning centres and study sessions."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "d7a4f3b7c543"
down_revision = "c7f3e2a6b432"

ID = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SHORT = sa.String(length=64)
MOMENT = sa.DateTime(timezone=True)
TABLES = (
    "title_rubrics",
    "title_applications",
    "title_scores",
    "title_events",
    "title_decisions",
    "title_awards",
    "learning_centres",
    "learning_courses",
    "study_sessions",
)


def upgrade() -> None:
    """Nine tables."""
    _applications()
    _decisions()
    _centres()


def downgrade() -> None:
    """Without them."""
    for name in reversed(TABLES):
        op.drop_table(name)


def _applications() -> None:
    op.create_table(
        "title_rubrics",
        _needed("id", ID),
        _needed("content", sa.JSON()),
        _needed("content_hash", SHORT),
        _needed("created_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title_rubrics")),
        sa.UniqueConstraint("content_hash", name=op.f("uq_title_rubrics_content_hash")),
    )
    op.create_table(
        "title_applications",
        _needed("id", ID),
        _needed("code", SHORT),
        _needed("revision_id", ID),
        _needed("rubric_id", ID),
        _needed("title", SHORT),
        _needed("year", ID),
        _needed("unit_id", ID),
        _needed("hamlet", sa.Text()),
        _needed("applicant_name", sa.Text()),
        _needed("applicant_key", SHORT),
        _needed("words", sa.Text()),
        sa.Column("contact_id", ID, nullable=True),
        sa.Column("created_by_id", ID, nullable=True),
        _needed(
            "status",
            _one_of("titlestatus", "waiting", "sent_back", "passed", "refused", "recognised"),
        ),
        _needed("step", ID),
        _needed("due_on", sa.Date()),
        sa.Column("cultural", sa.Boolean(), nullable=True),
        _needed("exemplary", sa.Boolean()),
        _needed("version", ID),
        _needed("created_at", MOMENT),
        _needed("updated_at", MOMENT),
        _points("title_applications", "revision_id", "programme_revisions"),
        _points("title_applications", "rubric_id", "title_rubrics"),
        _points("title_applications", "unit_id", "administrative_units"),
        _points("title_applications", "contact_id", "contacts"),
        _points("title_applications", "created_by_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title_applications")),
        sa.UniqueConstraint("code", name=op.f("uq_title_applications_code")),
    )
    op.create_index("ix_title_applications_queue", "title_applications", ["unit_id", "status", "id"])
    op.create_index(
        "ix_title_applications_same",
        "title_applications",
        ["unit_id", "year", "title", "applicant_key"],
    )
    op.create_index(op.f("ix_title_applications_contact_id"), "title_applications", ["contact_id"])
    op.create_table(
        "title_scores",
        _needed("id", ID),
        _needed("application_id", ID),
        _needed("criterion", SHORT),
        _needed("answer", SHORT),
        _needed("self_points", ID),
        sa.Column("media_id", ID, nullable=True),
        sa.Column("points", ID, nullable=True),
        _needed("reason", sa.Text()),
        _points("title_scores", "application_id", "title_applications"),
        _points("title_scores", "media_id", "media_files"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title_scores")),
        sa.UniqueConstraint(
            "application_id", "criterion", name=op.f("uq_title_scores_application_id_criterion")
        ),
    )
    op.create_table(
        "title_events",
        _needed("id", ID),
        _needed("application_id", ID),
        _needed(
            "kind",
            _one_of(
                "titlehappened",
                "submitted",
                "confirmed",
                "scored",
                "passed",
                "sent_back",
                "added",
                "refused",
                "appealed",
                "recognised",
            ),
        ),
        _needed("step", ID),
        _needed("text", sa.Text()),
        sa.Column("officer_id", ID, nullable=True),
        _needed("created_at", MOMENT),
        _points("title_events", "application_id", "title_applications"),
        _points("title_events", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title_events")),
    )
    op.create_index(op.f("ix_title_events_application_id"), "title_events", ["application_id"])


def _decisions() -> None:
    op.create_table(
        "title_decisions",
        _needed("id", ID),
        _needed("unit_id", ID),
        _needed("year", ID),
        sa.Column("decision_number", SHORT, nullable=True),
        sa.Column("decision_date", sa.Date(), nullable=True),
        _needed("signer_name", sa.Text()),
        _needed("signer_title", sa.Text()),
        _needed("digest", SHORT),
        _needed("officer_id", ID),
        _needed("created_at", MOMENT),
        sa.Column("frozen_by_id", ID, nullable=True),
        sa.Column("frozen_at", MOMENT, nullable=True),
        _needed("version", ID),
        _points("title_decisions", "unit_id", "administrative_units"),
        _points("title_decisions", "officer_id", "officers"),
        _points("title_decisions", "frozen_by_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title_decisions")),
        sa.UniqueConstraint(
            "unit_id",
            "decision_number",
            "decision_date",
            name=op.f("uq_title_decisions_unit_id_decision_number_decision_date"),
        ),
    )
    op.create_index("ix_title_decisions_unit", "title_decisions", ["unit_id", "id"])
    op.create_table(
        "title_awards",
        _needed("id", ID),
        _needed("decision_id", ID),
        _needed("application_id", ID),
        _needed("unit_id", ID),
        _needed("number", ID),
        _needed("certificate", SHORT),
        _needed("title", SHORT),
        _needed("year", ID),
        _needed("code", SHORT),
        _needed("applicant_name", sa.Text()),
        _needed("hamlet", sa.Text()),
        _needed("unit_name", sa.Text()),
        _needed("title_name", sa.Text()),
        _needed("points", ID),
        _needed("exemplary", sa.Boolean()),
        _needed("in_force", sa.Boolean()),
        _points("title_awards", "decision_id", "title_decisions"),
        _points("title_awards", "application_id", "title_applications"),
        _points("title_awards", "unit_id", "administrative_units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_title_awards")),
        sa.UniqueConstraint("application_id", name=op.f("uq_title_awards_application_id")),
    )
    op.create_index("ix_title_awards_decision", "title_awards", ["decision_id", "number"])
    op.create_index("ix_title_awards_unit", "title_awards", ["unit_id", "year", "title"])


def _centres() -> None:
    op.create_table(
        "learning_centres",
        _needed("id", ID),
        _needed("unit_id", ID),
        _needed("name", sa.Text()),
        _needed("address", sa.Text()),
        _needed("phone", SHORT),
        _needed("led_by_association", sa.Boolean()),
        sa.Column("closed_on", sa.Date(), nullable=True),
        _needed("version", ID),
        _points("learning_centres", "unit_id", "administrative_units"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_centres")),
    )
    op.create_index("ix_learning_centres_unit", "learning_centres", ["unit_id", "id"])
    op.create_table(
        "learning_courses",
        _needed("id", ID),
        _needed("centre_id", ID),
        _needed("name", sa.Text()),
        _needed("starts_on", sa.Date()),
        _needed("ends_on", sa.Date()),
        _needed("place", sa.Text()),
        _needed("joining", sa.Text()),
        _needed("called_off", sa.Boolean()),
        _points("learning_courses", "centre_id", "learning_centres"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_learning_courses")),
    )
    op.create_index("ix_learning_courses_centre", "learning_courses", ["centre_id", "ends_on"])
    op.create_table(
        "study_sessions",
        _needed("id", ID),
        _needed("unit_id", ID),
        _needed("kind", _one_of("studykind", "policy", "technology")),
        _needed("topic", sa.Text()),
        _needed("held_on", sa.Date()),
        _needed("people", ID),
        _needed("first_timers", ID),
        _needed("officer_id", ID),
        _needed("created_at", MOMENT),
        _points("study_sessions", "unit_id", "administrative_units"),
        _points("study_sessions", "officer_id", "officers"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_study_sessions")),
    )
    op.create_index("ix_study_sessions_unit", "study_sessions", ["unit_id", "held_on"])


def _one_of(name: str, *values: str) -> sa.Enum:
    return sa.Enum(*values, name=name, native_enum=False, length=64)


def _needed(name: str, kind: sa.types.TypeEngine[Any]) -> sa.Column[Any]:
    return sa.Column(name, kind, nullable=False)


def _points(table: str, column: str, target: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{target}.id"], name=op.f(f"fk_{table}_{column}"))
