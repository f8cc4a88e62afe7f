"""The simulator stands for what people can send that is not words: a photo, a place, a number."""

from collections.abc import Iterator

import httpx
import pytest
from sqlalchemy import select
from starlette.applications import Starlette

from backend.contacts.models import ChannelAddress
from backend.db import Database
from backend.media.stripping import PNG, stripped
from backend.messages.models import InboxMessage, OutboxMessage, Priority, SendStatus
from backend.messages.service import put
from backend.settings import Settings
from bot.messages import Kind, Option, Outgoing
from bot.service import Service
from bot.simulator.channel import SIMULATED
from bot.simulator.pages import EXTRAS, simulator_routes
from bot.simulator.picture import HEIGHT, WIDTH, picture
from tests.factories import World
from tests.site import serving, words


@pytest.fixture
def page(database: Database, world: World) -> Iterator[httpx.Client]:
    """The simulator over HTTP, without a worker."""
    settings = Settings(_env_file=None, simulator=True)
    channels = {channel.name: channel for channel in SIMULATED.values()}
    service = Service(settings, database, channels)
    with (
        serving(Starlette(routes=simulator_routes(service))) as address,
        httpx.Client(base_url=address, trust_env=False) as client,
    ):
        yield client
    service.close()


def send(page: httpx.Client, like: str, **form: str) -> None:
    answer = page.post("/simulator", data={"like": like, "person": "1", **form})
    assert answer.status_code == 303


def shows(page: httpx.Client, database: Database, like: str, message: Outgoing) -> str:
    """The talk, once a message was sent to somebody who has written."""
    with database.transaction() as session:
        address = session.scalars(select(ChannelAddress)).one()
        put(session, address.id, message.to_json(), Priority.REPLY)
        session.flush()
        for row in session.scalars(select(OutboxMessage)):
            row.status = SendStatus.SENT
    return page.get("/simulator/talk", params={"like": like, "person": "1"}).text


@pytest.mark.parametrize("like", SIMULATED)
@pytest.mark.parametrize("kind", EXTRAS)
def test_each_extra_is_taken_in_and_seen(
    page: httpx.Client, database: Database, like: str, kind: Kind
) -> None:
    send(page, like, kind=kind.value)
    with database.reading() as session:
        [message] = session.scalars(select(InboxMessage))
        assert (message.kind, message.failure) == (kind, None)
    assert "👆" not in page.get("/simulator/talk", params={"like": like, "person": "1"}).text


@pytest.mark.parametrize(("like", "offered"), [("telegram", True), ("zalo", False)])
def test_a_place_is_asked_as_the_platform_would(
    page: httpx.Client, database: Database, like: str, offered: bool
) -> None:
    send(page, like, text="chào em")
    message = Outgoing("Anh/chị ở đâu?", (Option("w:none", "Để sau"),), ask_location=True)
    shown = shows(page, database, like, message)
    assert ("Gửi vị trí của tôi" in words_of(shown)) is offered
    assert "Để sau" in words_of(shown)


@pytest.mark.parametrize("wrong", [{"like": ""}, {"person": ""}, {"kind": "none"}])
def test_a_form_of_another_page_is_refused(page: httpx.Client, wrong: dict[str, str]) -> None:
    form = {"like": "zalo", "person": "1", "text": "chào em", **wrong}
    assert page.post("/simulator", data=form).status_code == 422


def words_of(html: str) -> str:
    return words(httpx.Response(200, text=html))


def test_the_invented_photo_is_a_picture_that_tells_nothing() -> None:
    content = picture()
    assert stripped(content) == (PNG, content)
    assert content[16:24] == WIDTH.to_bytes(4) + HEIGHT.to_bytes(4)


def test_a_message_keeps_what_it_asks_for_on_its_way() -> None:
    for message in (
        Outgoing("?"),
        Outgoing("?", ask_phone=True),
        Outgoing("?", (Option("a", "b"),), ask_location=True),
    ):
        assert Outgoing.from_json(message.to_json()) == message
    assert Outgoing.from_json({"text": "?"}) == Outgoing("?")
