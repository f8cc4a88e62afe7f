"""One visit to a page: who came, with what, and what they are shown."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import Any
from urllib.parse import quote, unquote

from sqlalchemy.orm import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from backend.admin import access, navigation
from backend.admin.forms import Form
from backend.admin.layout import templates
from backend.administrative_units.models import AdministrativeUnit
from backend.db import Database
from backend.errors import Refused
from backend.officers import permissions, sessions
from backend.officers.models import Officer
from backend.officers.sessions import SignedIn
from backend.settings import Settings

SAID_COOKIE = "noisong_said"


class Page:
    """What a page function is given. `session` and `officer` exist while the page runs."""

    session: Session
    signed_in: SignedIn | None = None
    refusal: Refused | None = None

    def __init__(self, request: Request, form: Form) -> None:
        self.request = request
        self.form = form
        self.database: Database = request.app.state.database
        self.settings: Settings = request.app.state.settings
        self.path = request.url.path

    @property
    def officer(self) -> Officer:
        """Who is signed in; pages behind the door always have one."""
        if self.signed_in is None:
            raise LookupError("this page is open to people who are not signed in")
        return self.signed_in.officer

    @property
    def session_token(self) -> str:
        """The token of the session that the browser holds; "" for none."""
        return access.cookie(self.request, access.SESSION_COOKIE)

    def may(self, task: str) -> bool:
        """Whether the officer's role has a task, for templates: `page.may("hand_over")`."""
        return permissions.may(self.officer, permissions.Task(task))

    @property
    def unit_name(self) -> str:
        """The officer's unit, beside the name at the top."""
        return self.session.get_one(AdministrativeUnit, self.officer.unit_id).full_name

    @property
    def places(self) -> list[navigation.Place]:
        """Where the bar at the top leads."""
        return navigation.bar(self.officer)

    @property
    def is_under_more(self) -> bool:
        """Whether this page is one of those behind «Thêm»."""
        return navigation.is_under_more(self.path)

    @property
    def view(self) -> str:
        """The filters of the list that one came from, as their query; "" for none."""
        return self.request.query_params.get("view", "")[:300]

    @property
    def carried(self) -> str:
        """What forms and answers of this page add to their address, so that the view stays."""
        return f"?view={quote(self.view, safe='')}" if self.view else ""

    def asked(self, name: str) -> str:
        """What the address says for a filter, to be shown again when it cannot be read."""
        return self.request.query_params.get(name, "")[:40].strip()

    @property
    def said(self) -> str:
        """The sentence that the page before left for this one."""
        return unquote(access.cookie(self.request, SAID_COOKIE))

    @contextmanager
    def reading(self) -> Iterator[None]:
        """Looks; keeps nothing."""
        with self.database.reading() as session:
            self._enter(session)
            yield

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """Acts; everything is kept when the page function returns, nothing when it raises."""
        with self.database.transaction() as session:
            self._enter(session)
            yield

    def _enter(self, session: Session) -> None:
        self.session = session
        self.signed_in = access.current(session, self.request)

    def keep_alive(self, session: Session | None = None) -> None:
        """Says that the officer is still there; without a session in a short transaction of its
        own, because this one only reads."""
        if not (self.signed_in and access.needs_keeping_alive(self.signed_in)):
            return
        token = self.session_token
        if session:
            sessions.keep_alive(session, token)
            return
        with self.database.transaction() as own:
            sessions.keep_alive(own, token)

    def show(self, template: str, **values: Any) -> Response:
        """The page as HTML; with the refusal's status when there is one."""
        html = templates.get_template(template).render(page=self, **values)
        response = HTMLResponse(html, self.refusal.status if self.refusal else 200)
        if self.said:
            access.forget_cookie(response, self.settings, SAID_COOKIE)
        return response

    def go(self, path: str, said: str = "") -> Response:
        """On to another page after an action, with a sentence to show there."""
        response = RedirectResponse(path if "?" in path else path + self.carried, 303)
        if said:
            access.set_cookie(response, self.settings, SAID_COOKIE, quote(said), seconds=60)
        return response

    def version(self) -> int:
        """The version of the record as the officer saw it when the form was opened."""
        return self.form.number("version") or 0

    def failed(self, action: str) -> bool:
        """Whether the form of this address was just refused and is shown again."""
        return self.refusal is not None and self.path == action

    def typed(self, action: str, name: str, otherwise: object = "") -> object:
        """What a field shows: what was typed when its form was refused, else `otherwise`."""
        return self.form.raw(name) if self.failed(action) else otherwise

    def error(self, action: str, name: str) -> str:
        """The sentence beside a field."""
        refused_here = self.failed(action) and self.refusal and self.refusal.field == name
        return str(self.refusal) if refused_here else ""


@asynccontextmanager
async def visit(request: Request) -> AsyncIterator[Page]:
    """The page that a request is for, with its form until the page has run."""
    if request.method != "POST":
        yield Page(request, Form())
        return
    async with request.form(max_files=1, max_fields=600, max_part_size=64 * 1024) as fields:
        yield Page(request, Form(fields))
