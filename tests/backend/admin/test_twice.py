"""Forms that are sent twice: by a double click, from two tabs, after the back button, or after the
session ran out. Whatever happens, it is done once, and what was typed is not lost."""

from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import timedelta
from html import unescape
from pathlib import Path

import httpx
import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.broadcasts.models import Broadcast
from backend.db import Base, Database
from backend.deliveries.models import Delivery
from backend.jobs.models import Job
from backend.messages.models import OutboxMessage
from backend.officers.models import OfficerSession
from backend.poverty_lists.models import ListState, PovertyList
from backend.support_requests.models import Decision, SupportRequest
from tests.backend.admin.poverty_lists.forms import NEW, SAME, drafted, written
from tests.backend.support_requests.test_entering import FORM
from tests.factories import PASSWORD, World, make_request
from tests.site import Visitor, hidden, words

TEXT = "Máy của {child} đã về, mời đến {place}."
REASON = "Cán bộ ghi lý do này trước khi hết phiên."


@dataclass(frozen=True)
class Filled:
    """A form as it stands on the screen, filled in; `typed` is what must not have to be typed again."""

    path: str
    fields: Mapping[str, object]
    typed: str = ""


@dataclass(frozen=True)
class Scene:
    """What a form needs before it can be opened."""

    officer: Visitor
    database: Database
    world: World
    folder: Path

    def case(self) -> str:
        """A waiting request."""
        with self.database.transaction() as session:
            return f"/admin/requests/{make_request(session, self.world.commune).id}"

    def versioned(self, page: str, verb: str, typed: str = "", **fields: object) -> Filled:
        """A form of a page, in the version that the page shows."""
        version = hidden(self.officer.open(page), "version")
        return Filled(f"{page}/{verb}", {"version": version, **fields}, typed)


def approve(scene: Scene) -> Filled:
    return scene.versioned(scene.case(), "approve")


def refuse(scene: Scene) -> Filled:
    return scene.versioned(scene.case(), "refuse", REASON, ready="", reason=REASON)


def hand_over(scene: Scene) -> Filled:
    case = scene.case()
    approval = scene.versioned(case, "approve")
    assert scene.officer.submit(approval.path, **approval.fields).status_code == 303
    receiver = {"receiver_name": "Hồ Thị A Lơ", "receiver_relation": "bố hoặc mẹ"}
    thing = {"serial": "SN-77-2026", "model": "Máy tính bảng", "on": "2/1/2026"}
    return scene.versioned(case, "hand-over", "SN-77-2026", **thing, **receiver)


def publish(scene: Scene) -> Filled:
    draft = drafted(scene.officer, scene.world.commune, written(scene.folder, *SAME, *NEW))
    scene.officer.open(draft)
    return Filled(f"{draft}/publish", {})


def enter(scene: Scene) -> Filled:
    scene.officer.open("/admin/requests/new")
    child = {"child_name": "Hồ Thị Mận", "child_birth_year": "2018"}
    return Filled("/admin/requests/new", {**FORM, **child}, "Hồ Thị Mận")


def write_broadcast(scene: Scene) -> Filled:
    scene.case()
    scene.officer.open("/admin/broadcasts/new")
    fields = {"text": TEXT, "place": "nhà văn hóa Thôn 1"}
    return Filled("/admin/broadcasts/new", fields, "nhà văn hóa Thôn 1")


def send_broadcast(scene: Scene) -> Filled:
    form = write_broadcast(scene)
    address = scene.officer.submit(form.path, **form.fields).headers["location"]
    return scene.versioned(address, "send")


def count(model: type[Base], *where: object) -> Callable[[Session], int]:
    """How many rows there are."""
    query = select(func.count()).select_from(model).where(*where)  # type: ignore[arg-type]
    return lambda session: session.scalar(query) or 0


NOTICES = count(OutboxMessage)
PUBLISHED = count(PovertyList, PovertyList.state == ListState.PUBLISHED)
# The form, what it makes, and how many notices to families go with it.
ACTS = {
    "approve": (approve, count(Decision), 1),
    "refuse": (refuse, count(Decision), 1),
    "hand over": (hand_over, count(Delivery), 1),
    "publish a list": (publish, PUBLISHED, 0),
    "enter a request": (enter, count(SupportRequest), 0),
    "write a broadcast": (write_broadcast, count(Broadcast), 0),
    "send a broadcast": (send_broadcast, count(Job), 0),
}


@dataclass
class Watched:
    """A form that is about to be sent, and what was there before."""

    scene: Scene
    form: Filled
    made: Callable[[Session], int]
    notices: int
    before: tuple[int, int] = field(init=False)

    def __post_init__(self) -> None:
        self.before = self._now()

    def send(self) -> httpx.Response:
        """As a browser would."""
        return self.scene.officer.submit(self.form.path, **self.form.fields)

    def is_done_once(self) -> None:
        """Exactly once, with what follows from it."""
        made, notices = self.before
        assert self._now() == (made + 1, notices + self.notices)

    def is_not_done(self) -> None:
        """Nothing happened."""
        assert self._now() == self.before

    def _now(self) -> tuple[int, int]:
        with self.scene.database.reading() as session:
            return self.made(session), NOTICES(session)


@pytest.fixture(params=ACTS)
def act(
    request: pytest.FixtureRequest,
    officer: Visitor,
    database: Database,
    world: World,
    tmp_path: Path,
) -> Watched:
    """Each of them, filled in."""
    form, made, notices = ACTS[request.param]
    scene = Scene(officer, database, world, tmp_path)
    return Watched(scene, form(scene), made, notices)


def test_a_double_click_does_it_once(act: Watched) -> None:
    """Four clicks, really at the same time, each on a connection of its own."""
    officer = act.scene.officer

    def click(_number: int) -> int:
        with Visitor(str(officer.base_url)) as tab:
            tab.cookies, tab.token = officer.cookies, officer.token
            return tab.submit(act.form.path, **act.form.fields).status_code

    with ThreadPoolExecutor(4) as hands:
        answers = sorted(hands.map(click, range(4)))
    assert answers[0] == 303
    assert set(answers) <= {303, 409, 422}
    act.is_done_once()


def test_the_same_form_from_a_second_tab_or_by_the_back_button_does_nothing_more(
    act: Watched,
) -> None:
    assert act.send().status_code == 303
    again = act.send()
    assert again.status_code in (303, 409, 422), words(again)
    act.is_done_once()


def test_a_session_that_ran_out_loses_neither_the_form_nor_does_it_twice(act: Watched) -> None:
    officer = act.scene.officer
    with act.scene.database.transaction() as session:
        for row in session.scalars(select(OfficerSession)):
            row.last_seen_at -= timedelta(hours=3)
    door = act.send()
    assert door.status_code == 401
    act.is_not_done()
    fields = {name: hidden(door, name) for name in ("token", "next", "kept")}
    reopened = officer.post(
        "/admin/sign-in", data={**fields, "username": "canbo", "password": PASSWORD}
    )
    assert reopened.status_code == 200
    act.is_not_done()  # it is looked at first
    look = {name: hidden(reopened, name) for name in (*act.form.fields, "csrf_token", "look_again")}
    shown = officer.post(act.form.path, data=look)
    assert shown.status_code == 200
    assert act.form.typed in unescape(shown.text)
    act.is_not_done()
    officer.token = look["csrf_token"]
    assert act.send().status_code == 303
    act.send()
    act.is_done_once()


@pytest.mark.parametrize("verb", ["approve", "refuse", "send-back"])
def test_after_a_colleague_decided_an_old_page_changes_nothing_and_says_who(
    officer: Visitor,
    colleague: Visitor,
    database: Database,
    world: World,
    tmp_path: Path,
    verb: str,
) -> None:
    form = refuse(Scene(officer, database, world, tmp_path))
    case = form.path.rpartition("/")[0]
    version = hidden(colleague.open(case), "version")
    answer = colleague.submit(f"{case}/send-back", version=version, ready="", reason="Thiếu thôn.")
    assert answer.status_code == 303
    late = officer.submit(f"{case}/{verb}", **form.fields)
    assert late.status_code == 409
    assert "Trần Văn Hải" in words(late)
    if verb == "refuse":
        assert REASON in unescape(late.text)
    with database.reading() as session:
        assert count(Decision)(session) == 1
