"""Declares pages. Each runs in one thread inside one transaction, which has ended before the
browser hears anything.

The transaction is no FastAPI dependency with `yield`, on purpose: Starlette runs the two halves of
such a dependency and the page itself in three different threads. A lock that belongs to a thread
then cannot be released, and with forty people waiting for the writer no thread is left in which
the one who has it could go on (tried: every request hung).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import TypeVar

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from backend.admin import access, arguments, door, failures
from backend.admin.page import Page, visit
from backend.errors import NotFound, Refused
from backend.guards import faults
from backend.i18n import _
from backend.officers import permissions
from backend.officers.permissions import Task

View = Callable[..., Response]
V = TypeVar("V", bound=View)


@dataclass(frozen=True)
class Declared:
    """One address of the site and who may send something there. Without a `task` whoever is signed
    in may, as far as unit and state allow; a `public` one is for strangers."""

    method: str
    path: str
    task: Task | None
    public: bool


class Pages:
    """The pages of one package. `public` ones can be opened without signing in; the actions of the
    others are for officers whose role has the `task`."""

    def __init__(self, *, public: bool = False, task: Task | None = None) -> None:
        self.routes: list[Route] = []
        self.declared: list[Declared] = []
        self._public = public
        self._task = task

    def get(self, path: str, *, task: Task | None = None) -> Callable[[V], V]:
        """A page that only looks: for everybody whose unit it is, or only for those with a task."""

        def declare(view: V) -> V:
            def shown(page: Page, **values: object) -> Response:
                with page.reading():
                    if not (self._public or page.signed_in):
                        return door.show_in(page)
                    if task:
                        permissions.require(page.officer, task)
                    response = view(page, **values)
                page.keep_alive()
                return response

            self._add("GET", path, view, shown, task)
            return view

        return declare

    def post(
        self,
        path: str,
        again: View | None = None,
        *,
        slow: bool = False,
        looks: bool = False,
        task: Task | None = None,
    ) -> Callable[[V], V]:
        """A form's action. When it is refused, `again` shows the form with what was typed. A slow
        one only reads until it opens its transaction itself; one that only `looks` is posted for
        the sake of what is typed, and needs no task. `task` is another one than the package's."""
        needed = None if looks else task or self._task

        def declare(act: V) -> V:
            def done(page: Page, **values: object) -> Response:
                try:
                    with page.reading() if slow or looks else page.transaction():
                        turned_away = self._turned_away(page, again)
                        if needed and not turned_away:
                            permissions.require(page.officer, needed)
                        if not (turned_away or slow or looks):
                            page.keep_alive(page.session)
                        return turned_away or act(page, **values)
                except NotFound:
                    raise
                except Refused as refusal:
                    if again is None:
                        raise
                    page.refusal = refusal
                with page.reading():
                    return again(page, **values)

            self._add("POST", path, act, done, needed)
            return act

        return declare

    def button(self, path: str, act: Callable[..., object], said: str = "", *, again: View) -> None:
        """A form with a button and nothing to type: a service does it to the row that the address
        names, in the version that the officer saw. `again` is the row's page, which opens with what
        is `said` (marked with `N_`)."""
        home = path.rpartition("/")[0]

        @wraps(again)  # the address holds what the row's page is asked for
        def pressed(page: Page, **row: object) -> Response:
            act(page.session, page.officer, *row.values(), page.version())
            return page.go("/admin" + home.format(**row), _(said))

        self.post(path, again)(pressed)

    def _turned_away(self, page: Page, again: View | None) -> Response | None:
        if self._public:
            return None
        if page.signed_in is None:
            return door.ask_again(page)
        access.check_token(page.signed_in.csrf_token, page.form.raw("csrf_token"))
        if again and page.form.raw(door.LOOK_AGAIN):
            raise door.Reopened()
        return None

    def _add(self, method: str, path: str, view: View, run: View, task: Task | None) -> None:
        self.declared.append(Declared(method, f"/admin{path}", task, self._public))

        read = arguments.reader(view, path)

        def guarded(page: Page, **values: object) -> Response:
            try:
                return run(page, **values)
            except Refused:
                raise
            except Exception as fault:  # noqa: BLE001 - the edge: nobody above could say it better
                return failures.fault_page(faults.logged(fault, f"{method} {path}"))

        @wraps(view)
        async def answer(request: Request) -> Response:
            values = read(request)
            async with visit(request) as page:
                return await run_in_threadpool(guarded, page, **values)

        self.routes.append(Route(path, answer, methods=[method]))
