"""Known secrets are planted everywhere, then looked for wherever they must not come out."""

import logging
from collections.abc import Iterator, Sequence

import httpx
import pytest
import structlog
from sqlalchemy import select, text, update

from backend.audit.models import AuditEntry
from backend.messages.models import OutboxMessage
from backend.officers import second_step
from backend.officers.models import Officer, Role
from backend.papers.exports import NOUNS
from backend.poverty_lists.models import PovertyListEntry
from backend.site.roles import declared
from backend.support_requests.models import SupportRequest
from bot.messages import Inbound, Kind
from tests.backend.admin.rows import make_rows
from tests.factories import PASSWORD, make_request
from tests.security.answers import export_of, make_roles, role_for, text_of_file
from tests.security.whole import SECRETS, Whole
from tests.site import hidden

NAME, CHILD = "Hồ Thị Trồng Sẵn", "Hồ Văn Mầm Kín"
PHONE, CITIZEN_ID = "0905777123", "046190777123"
TYPED_PASSWORD = "mat-khau-go-nham-77"
PLANTED = (NAME, CHILD, PHONE, CITIZEN_ID)


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture) -> Iterator[list[str]]:
    """Everything that is logged, by the standard library and by structlog, as text."""
    lines: list[str] = []

    def keep(_logger: object, _method: str, event: structlog.typing.EventDict) -> str:
        lines.append(repr(event))
        raise structlog.DropEvent

    before = structlog.get_config()
    structlog.configure(processors=[keep])
    with caplog.at_level(logging.DEBUG):
        yield lines
    structlog.configure(**before)
    lines.extend(record.getMessage() for record in caplog.records)


@pytest.fixture(scope="module")
def case(whole: Whole) -> int:
    """The number of a request that is full of secrets."""
    with whole.database.transaction() as session:
        request = make_request(session, whole.world.commune, chat_id="trong-san", child_name=CHILD)
        request.head_name, request.phone = NAME, PHONE
        return request.id


def found(secrets: Sequence[str], where: str) -> list[str]:
    return [secret for secret in secrets if secret in where]


def test_a_talk_full_of_secrets_leaves_none_in_the_log(whole: Whole, logged: list[str]) -> None:
    said = (
        f"xin máy cho con {CHILD}",
        NAME,
        PHONE,
        CITIZEN_ID,
        f"sdt {PHONE}",
        "huỷ",
        "\x00",
        "xem",
    )
    for number, words in enumerate(said):
        message = Inbound(
            channel="telegram",
            event_id=f"trong-{number}",
            chat_id=PHONE,  # platforms give numbers of their own; a log that holds it holds phones
            kind=Kind.TEXT,
            text=words,
        )
        whole.service.lanes._inbox.receive(message)
    assert found(PLANTED, "\n".join(logged)) == []


def test_webhooks_that_are_refused_leave_no_secret_in_the_log(
    whole: Whole, logged: list[str]
) -> None:
    for channel, secret in SECRETS.items():
        for header in ("X-Telegram-Bot-Api-Secret-Token", "X-Bot-Api-Secret-Token"):
            body = f'{{"update_id": 1, "message": {{"text": "{PHONE} {NAME}"'
            answer = httpx.post(
                f"{whole.address}/webhooks/{channel}",
                content=body.encode(),
                headers={header: secret},
            )
            assert answer.status_code in (400, 401)
            assert found((*PLANTED, secret), answer.text) == []
    assert found((*PLANTED, *SECRETS.values()), "\n".join(logged)) == []


def test_signing_in_leaves_neither_password_nor_token_anywhere(
    whole: Whole, logged: list[str]
) -> None:
    with whole.visitor() as visitor:
        wrong = visitor.sign_in(password=TYPED_PASSWORD)
        assert TYPED_PASSWORD not in wrong.text
        visitor.sign_in()
        tokens = [value for value in visitor.cookies.values() if len(value) > 30]
        assert len(tokens) >= 2, "a session and a known browser"
        page = visitor.get("/admin/")
        assert found(tokens, page.text + str(page.url)) == []
    secrets = (PASSWORD, TYPED_PASSWORD, *tokens)
    assert found(secrets, "\n".join(logged)) == []
    assert found(secrets, _database(whole)) == []


def test_the_apps_secret_is_shown_while_it_is_set_up_and_never_again(
    whole: Whole, logged: list[str]
) -> None:
    with whole.database.transaction() as session:
        officer = session.get_one(Officer, whole.world.colleague)
        secret = second_step.begin(session, officer).secret
    with whole.visitor(username="canbo2") as officer_2:
        assert secret in officer_2.get("/admin/me/second-step").text.replace(" ", "")
        for path in ("/admin/", "/admin/me", "/admin/audit"):
            assert secret not in officer_2.get(path).text
    with whole.database.transaction() as session:
        second_step.remove(session, session.get_one(Officer, whole.world.colleague), None)
    assert secret not in "\n".join(logged)


PAGES = ("/", "/requests", "/tickets", "/figures", "/audit", "/broadcasts", "/papers/exports")


def test_no_link_or_form_address_holds_a_secret(whole: Whole, case: int) -> None:
    with whole.visitor(username="canbo") as officer:
        for path in (*PAGES, f"/requests/{case}"):
            page = officer.get(f"/admin{path}")
            links = [line for line in page.text.split('"') if line.startswith(("/", "http", "?"))]
            assert found(PLANTED, " ".join(links)) == [], path


def test_a_phone_is_masked_until_somebody_says_why(whole: Whole, case: int) -> None:
    with whole.visitor(username="canbo") as officer:
        page = officer.open(f"/admin/requests/{case}")
        assert CHILD in page.text, "the case itself is for its officer"
        assert PHONE not in page.text.replace(" ", "")


def test_no_paper_or_table_holds_a_whole_number(whole: Whole, case: int) -> None:
    """Files are opened: cells of workbooks, words of PDF and DOCX. With a reason, a table holds them."""
    make_roles(whole)
    with whole.database.transaction() as session:
        numbers = make_rows(session, whole.world)
        session.execute(update(SupportRequest).values(phone=PHONE))
        numbered = {"citizen_id": CITIZEN_ID, "citizen_hash": CITIZEN_ID}
        session.execute(update(PovertyListEntry).values(**numbered))
    opened, wrong = 0, {}
    for role in Role:
        files = [
            one.path
            for one in declared()
            if one.method == "GET" and role_for(one.task) is role and "." in one.path
        ]
        with whole.visitor(username=f"vai-{role}") as officer:
            for path in files:
                answer = officer.get(path.format(**numbers))
                inside = text_of_file(answer.content)
                opened += bool(inside)
                if secrets := found((PHONE, CITIZEN_ID), inside):
                    wrong[path] = secrets
    for noun in NOUNS:
        if secrets := found((PHONE, CITIZEN_ID), export_of(whole, noun)):
            wrong[noun] = secrets
    assert wrong == {}
    assert opened > 12
    assert PHONE in export_of(whole, "requests", reason="call_family")


ODD = ("'", '"><script>', "../../etc/passwd", "%00", "x" * 3000, f"{NAME} {PHONE}")


@pytest.mark.parametrize("odd", ODD)
def test_error_pages_repeat_nothing_that_was_sent(
    whole: Whole, logged: list[str], odd: str
) -> None:
    paths = (
        "/admin/requests/{}",
        "/admin/khong-co/{}",
        "/khong-co/{}",
        "/s/{}",
        "/chuong-trinh/{}",
    )
    with whole.visitor(username="canbo") as officer:
        for path in paths:
            address = path.format(httpx.QueryParams({"q": odd}).get("q"))
            answer = officer.get(httpx.URL(whole.address).copy_with(path=address))
            assert answer.status_code in (303, 307, 404), path
            assert odd not in answer.text, path
            assert found(PLANTED, answer.text) == []
        answer = officer.submit("/admin/requests/1/refuse", reason=odd, version="x" + PHONE)
        assert answer.status_code in (404, 409, 422)
    assert found(PLANTED, "\n".join(logged)) == []


def test_health_and_figures_for_machines_name_nobody(whole: Whole, case: int) -> None:
    with whole.database.reading() as session:
        code = session.scalars(select(SupportRequest.code).where(SupportRequest.id == case)).one()
    for path in ("/health", "/ready", "/metrics", "/robots.txt", "/sitemap.txt", "/ket-qua"):
        answer = httpx.get(whole.address + path)
        assert found((*PLANTED, code, *SECRETS.values(), "1:token"), answer.text) == [], path


def test_the_audit_trail_names_rows_and_never_what_is_in_them(whole: Whole, case: int) -> None:
    with whole.visitor(username="canbo") as officer:
        officer.open(f"/admin/requests/{case}")
        officer.submit(f"/admin/requests/{case}/phone", why="call_family")
        officer.submit(f"/admin/requests/{case}/refuse", version=1, ready="", reason=f"vì {NAME}")
    with whole.database.reading() as session:
        details = str([(e.action, e.details) for e in session.scalars(select(AuditEntry))])
    assert details
    assert found(PLANTED, details) == []


def test_notices_name_neither_phone_nor_id(whole: Whole, case: int) -> None:
    with whole.database.reading() as session:
        sent = [str(row.body) for row in session.scalars(select(OutboxMessage))]
    assert found((PHONE, CITIZEN_ID), " ".join(sent)) == []


def test_a_setting_that_is_printed_hides_its_secrets(whole: Whole) -> None:
    from backend.settings import Settings

    settings = Settings(
        _env_file=None,
        telegram_token="123:" + "k" * 30,
        zalo_oa_app_secret="s" * 30,
        zalo_oa_refresh_token="r" * 30,
    )
    shown = repr(settings) + str(settings) + settings.model_dump_json()
    assert found(("k" * 30, "s" * 30, "r" * 30), shown) == []


def _database(whole: Whole) -> str:
    """Every text of every column, as it is stored."""
    with whole.database.engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'"))
        names = [name for (name,) in tables]
        return " ".join(
            str(tuple(row))
            for name in names
            for row in connection.execute(text(f'SELECT * FROM "{name}"'))  # noqa: S608
        )


def test_hidden_fields_of_the_door_hold_no_session(whole: Whole) -> None:
    with whole.visitor(username="canbo") as officer:
        session = officer.cookies["noisong_officer"]
        page = officer.get("/admin/me")
        assert session not in page.text
        assert hidden(page, "csrf_token") not in ("", session)
