"""Declares pages. Each runs in one thread inside one transaction, which has ended before the
browser hears anything.

The transaction is no FastAPI dependency with `yield`, on purpose: Starlette runs the two halves of
such a dependency and the page itself in three different threads. A lock that belongs to a thread
then cannot be released, and with forty people waiting for the writer no thread is left in which
the one who has it could go on (tried: every request hung).
"""

import logging
import secrets
import traceback
from collections.abc import Callable
from functools import wraps
from typing import TypeVar

from fastapi import APIRouter, Path, Response

from backend.admin import access, door, failures
from backend.admin.page import Page
from backend.errors import NotFound, Refused
from backend.officers import permissions
from backend.officers.permissions import Task

View = Callable[..., Response]
V = TypeVar("V", bound=View)
ROW = Path(ge=1, le=2**63 - 1)  # beyond it no database has a row

log = logging.getLogger(__name__)


class Pages:
    """The pages of one package. `public` ones can be opened without signing in; the actions of the
    others are for officers whose role has the `task`."""

    def __init__(self, *, public: bool = False, task: Task | None = None) -> None:
        self.router = APIRouter()
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

            self._add("GET", path, view, shown)
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

            self._add("POST", path, act, done)
            return act

        return declare

    def _turned_away(self, page: Page, again: View | None) -> Response | None:
        if self._public:
            return None
        if page.signed_in is None:
            return door.ask_again(page)
        access.check_token(page.signed_in.csrf_token, page.form.raw("csrf_token"))
        if again and page.form.raw(door.LOOK_AGAIN):
            raise door.Reopened()
        return None

    def _add(self, method: str, path: str, view: View, run: View) -> None:
        @wraps(view)
        def guarded(page: Page, **values: object) -> Response:
            try:
                return run(page, **values)
            except Refused:
                raise
            except Exception as fault:  # noqa: BLE001 - the edge: nobody above could say it better
                return failures.fault_page(_logged(fault, f"{method} {path}"))

        self.router.add_api_route(path, guarded, methods=[method], response_model=None)


def _logged(fault: Exception, place: str) -> str:
    """Logs where it happened, never the exception's own words: they may quote personal data."""
    reference = secrets.token_hex(4)
    where = "".join(traceback.format_tb(fault.__traceback__))
    log.error("%s failed, reference %s: %s\n%s", place, reference, type(fault).__name__, where)
    return reference
