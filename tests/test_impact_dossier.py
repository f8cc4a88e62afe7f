"""docs/danh-gia-tac-dong.md names every column with personal data, and nothing that is not there."""

import ast
import re
from collections.abc import Iterator
from datetime import timedelta
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import sqlalchemy as sa

from backend.contacts import commands
from backend.contacts.models import Contact
from backend.contacts.purposes import LEAVES
from backend.data_packages.operators import carriers
from backend.db import table
from backend.encryption.types import Hashed, Sealed
from backend.officers.models import Role
from backend.settings import Settings
from backend.tables import metadata
from bot.channels.download import ZALO
from bot.flows.privacy_notices import NOTICES

ROOT = Path(__file__).parent.parent
DOCUMENT = (ROOT / "docs" / "danh-gia-tac-dong.md").read_text("utf-8")
UNSURE = "cần kiểm tra"

# Columns of any type that are about a person when they are called so.
CALLED_SO = re.compile(
    r"(^|_)(names?|key|birth|phone|address|sex|ethnicity|citizen|imei|sim|serial|person|receiver"
    r"|giver|relation|class|lacking|standing|circumstance|username|photo|browser|network|verdict"
    r"|income|answer|word|words)(_|$)"
)
# What could hold anything, or is called like something personal, and why it is about nobody.
OFFICES = "an office, a school or a place, as anybody may read of it"
NO_PERSON = {
    "secrets of the service itself": """
        channel_tokens.access_token channel_tokens.refresh_token channel_tokens.refresh_hash
        channel_tokens.seeds search_keys.sealed""",
    "units and their history": """
        administrative_units.name administrative_units.path administrative_units.earlier
        unit_successions.decision request_texts.path""",
    OFFICES: """
        access_points.name access_points.address access_points.phone access_points.activities
        access_points.fee access_points.rules access_points.summer access_points.line_operator
        access_points.hours access_point_exceptions.reason access_point_exceptions.hours
        learning_centres.name learning_centres.address learning_centres.phone learning_courses.name
        learning_courses.place learning_courses.joining schools.name schools.key schools.other_names
        school_sites.name school_sites.key invitations.school earlier_approvals.name
        earlier_approvals.office earlier_approvals.number gifts.received_by device_events.workshop
        hand_over_days.place hand_over_days.reason place_inspections.by_office""",
    "files of programmes, rubrics, layouts": """
        programme_revisions.content title_rubrics.content list_layouts.choices""",
    "of a list or paper as a whole: its title, number, counts": """
        poverty_lists.title poverty_lists.decision_number poverty_lists.file_name poverty_lists.facts
        poverty_lists.choices poverty_lists.sentence poverty_list_entries.sheet
        poverty_list_problems.sheet poverty_list_problems.column package_reconciliations.file_name
        quotas.decision_number programme_reports.number area_counts.source gift_rounds.name
        approved_list_rows.unit_name title_awards.unit_name title_awards.title_name""",
    "machines, hours, costs and coverage of a place": """
        public_machines.note machine_faults.symptom repair_steps.text place_costs.note
        place_inspections.findings place_inspections.follow_up place_inspections.done
        service_days.hours service_days.reason service_days.note staff_trainings.content
        hamlet_coverages.evidence hamlet_coverages.network coverage_events.evidence
        coverage_events.network devices.model devices.condition_note gifts.thing""",
    "published texts and links": """
        collection_items.title collection_items.link collection_items.about
        collection_items.subtitles collection_items.key posts.campaign posts.title posts.link
        school_needs.pushed_link study_sessions.topic message_templates.text""",
    "codes and numbers of records alone": """
        jobs.argument jobs.sentence broadcasts.filters disclosures.fields
        disclosures.receiver_kind breach_accounts.data breach_notices.receiver
        inbox_messages.failure package_answer_rows.verdict data_packages.wording
        retention_runs.counts""",
    "pupils of a class are counted, not named": """
        surveyed_classes.class_name surveyed_classes.key""",
}
EXCEPTIONS = {column: reason for reason, names in NO_PERSON.items() for column in names.split()}
COLUMNS = {str(column): column for one in metadata.sorted_tables for column in one.c}


def may_be_personal(column: sa.Column[object]) -> bool:
    """Whether it can hold anything that is written, names a contact, or is called so."""
    free = (Sealed, Hashed, sa.JSON, sa.LargeBinary, sa.Text)
    return (
        isinstance(column.type, free)
        or bool(column.info.get("sensitive"))
        or column.references(table(Contact).c.id)
        or bool(CALLED_SO.search(column.name))
    )


def rows(heading: str) -> list[list[str]]:
    """The cells of every table row below a heading, without the table's head."""
    part = DOCUMENT.split(f"\n## {heading}", 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("|")]
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    ruled = [n for n, row in enumerate(cells) if set("".join(row)) == {"-"}]
    heads = {n - 1 for n in ruled} | set(ruled)
    return [row for n, row in enumerate(cells) if n not in heads]


def quoted(text: str) -> list[str]:
    return re.findall(r"`([^`]+)`", text)


def told(at: int) -> set[str]:
    """The columns in one cell of the table of data: 1 encrypted, 2 readable, 4 sensitive."""
    return {
        f"{name}.{column}"
        for row in rows("4.")
        for name in quoted(row[0])
        for column in quoted(row[at])
    }


@cache
def functions(file: str) -> set[str]:
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    tree = ast.parse((ROOT / file).read_text("utf-8"))
    return {node.name for node in tree.body if isinstance(node, kinds)}


def named_tests() -> list[tuple[str, str]]:
    return sorted(set(re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", DOCUMENT)))


def test_every_column_with_personal_data_is_named() -> None:
    found = {name for name, column in COLUMNS.items() if may_be_personal(column)}
    assert found - (told(1) | told(2)) - EXCEPTIONS.keys() == set()


def test_every_named_column_exists_and_is_no_exception() -> None:
    named = told(1) | told(2)
    assert named - COLUMNS.keys() == set()
    assert named & EXCEPTIONS.keys() == set()
    assert told(4) - named == set()


def test_every_exception_is_still_needed() -> None:
    asked = {name for name, column in COLUMNS.items() if may_be_personal(column)}
    assert EXCEPTIONS.keys() - asked == set()


def test_what_is_encrypted_is_said_of_the_right_columns() -> None:
    sealed = {name for name, column in COLUMNS.items() if isinstance(column.type, Sealed)}
    assert told(1) == sealed - EXCEPTIONS.keys()


def test_every_column_marked_sensitive_is_told_as_such() -> None:
    marked = {name for name, column in COLUMNS.items() if column.info.get("sensitive")}
    assert marked <= told(4)


@pytest.mark.parametrize(
    "new",
    [
        sa.Column("remark", sa.Text),
        sa.Column("answers", sa.JSON),
        sa.Column("birth_day", sa.Date),
        sa.Column("mother_name", sa.String(9)),
        sa.Column("home_address", sa.String(9)),
        sa.Column("face", sa.LargeBinary),
        sa.Column("disability", sa.Boolean, info={"sensitive": True}),
    ],
    ids=lambda column: column.name,
)
def test_a_new_column_would_be_noticed(new: sa.Column[object]) -> None:
    sa.Table("invented", sa.MetaData(), new)
    assert may_be_personal(new)


@pytest.mark.parametrize("new", [sa.Column("on", sa.Date), sa.Column("code", sa.String(9))])
def test_not_everything_is_taken_for_personal(new: sa.Column[object]) -> None:
    sa.Table("invented", sa.MetaData(), new)
    assert not may_be_personal(new)


@pytest.mark.parametrize(("file", "test"), named_tests())
def test_a_measure_has_its_test(file: str, test: str) -> None:
    assert test in functions(file)


def test_every_measure_names_a_test() -> None:
    lacking = [row[0] for row in rows("8.") if "`tests/" not in row[-1]]
    assert rows("8.")
    assert lacking == []


def test_the_receivers_are_those_of_the_code() -> None:
    said = "\n".join("|".join(row) for row in rows("5."))
    for operator, carrier in carriers().items():
        line = next(row for row in rows("5.") if row[0] == operator.value)
        assert set(quoted(line[1])) == set(carrier.fields), operator
    for role in Role:
        assert role.label in said
    for noun in re.findall(r"`(backend\.[\w.]+):(\w+)`", said):
        assert hasattr(import_module(noun[0]), noun[1]), noun


def test_the_servers_abroad_or_not_are_those_that_are_called() -> None:
    kinds = Settings.model_fields.items()
    hosts = {
        str(field.default).split("//")[1]
        for name, field in kinds
        if name.endswith("_url") and str(field.default).startswith("https://")
    }
    hosts |= {origin.split("//")[1] for origin in ZALO}
    assert hosts == {host for row in rows("6.") for host in quoted(row[1])}


def spans() -> Iterator[tuple[str, int]]:
    """Each length of keeping that the document gives with the constant that sets it, in days."""
    for row in rows("7."):
        for place in re.findall(r"`([\w.]+\.[A-Z_]+)`", row[2]):
            yield place, int(re.search(r"(\d+) ngày", row[1])[1])  # type: ignore[index]


@pytest.mark.parametrize(("place", "days"), list(spans()))
def test_data_are_kept_as_long_as_is_said(place: str, days: int) -> None:
    module, name = place.rsplit(".", 1)
    assert getattr(import_module(module), name) == timedelta(days=days)


def test_purposes_notices_and_backups_are_those_of_the_code() -> None:
    purposes = commands.NEEDED | {leave.code for leave in LEAVES}
    assert purposes == {name for row in rows("3.") for name in quoted(row[0])}
    for version in NOTICES:
        assert f"`{version}`" in DOCUMENT
    assert f"`BACKUP_KEEP` ({Settings.model_fields['backup_keep'].default}" in DOCUMENT


def test_files_and_settings_exist() -> None:
    words = quoted(DOCUMENT)
    for path in [one for one in words if re.fullmatch(r"(backend|bot|docs)/[\w./-]+", one)]:
        assert (ROOT / path).exists(), path
    settings = {name.upper() for name in Settings.model_fields}
    assert {one for one in words if re.fullmatch(r"[A-Z]+(_[A-Z]+)+", one)} <= settings


def test_law_is_told_with_a_source_or_as_unsure() -> None:
    assert len(rows("1.")) >= 10
    for row in rows("1."):
        assert len(row) == 3
        assert row[1], row[0]
        assert row[2] in {"có nguồn", UNSURE}, row[0]


def test_each_open_risk_says_what_is_done_by_hand() -> None:
    assert len(rows("9.")) >= 8
    assert all(len(row) == 4 and all(row) for row in rows("9."))
