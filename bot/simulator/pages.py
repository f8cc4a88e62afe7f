"""The chat simulator: talks to the production engine as somebody on Telegram or on Zalo, beside the
officer's pages. Anybody who opens it can be anybody, so it is off unless the settings say so."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from pathlib import Path
from uuid import uuid4

from sqlalchemy import select
from sqlalchemy.orm import Session
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.templating import Jinja2Templates

from backend import clock
from backend.admin.files import address as address_of_static
from backend.contacts.models import ChannelAddress
from backend.guards.posted import posted
from backend.messages.models import InboxMessage, OutboxMessage, SendStatus
from backend.officers.models import Officer
from bot.channels.rendering import numbered
from bot.demo.accounts import OFFICERS, PASSWORD
from bot.messages import Inbound, Kind, Option, Outgoing
from bot.service import Service
from bot.simulator.channel import SIMULATED, SimulatorChannel

HERE = Path(__file__).parent
STATIC = ("simulator.css", "simulator.js")
PEOPLE = ("1", "2", "3")
LATEST = 100
SAMPLE_PHOTO, SAMPLE_PLACE = "sample-photo", "16.270000,107.230000"  # invented
# What may be sent besides words, with the label of its button.
EXTRAS = {
    Kind.VOICE: "tin thoại",
    Kind.IMAGE: "ảnh",
    Kind.LOCATION: "vị trí",
    Kind.STICKER: "nhãn dán",
    Kind.UNSUPPORTED: "tin bị ẩn",
    Kind.BLOCKED: "chặn",
}

_KIND_WORDS = {
    Kind.VOICE: "🎤 (tin thoại)",
    Kind.IMAGE: "🖼 (ảnh)",
    Kind.STICKER: "🙂 (nhãn dán)",
    Kind.UNSUPPORTED: "🔒 (tin bị ẩn)",
    Kind.PHONE: "📱 (số điện thoại của tôi)",
    Kind.LOCATION: "📍 (vị trí)",
    Kind.BLOCKED: "🚫 (chặn trợ lý)",
}


@dataclass(frozen=True)
class Bubble:
    """One message as the page shows it."""

    text: str
    mine: bool
    at: datetime
    options: tuple[Option, ...] = ()
    ask_phone: bool = False
    ask_location: bool = False


def simulator_routes(service: Service) -> list[Route]:
    """The pages of the simulator."""
    templates = Jinja2Templates(HERE / "templates")
    templates.env.filters["clock"] = lambda moment: f"{clock.local(moment):%H:%M}"

    def show(request: Request, template: str) -> Response:
        like = request.query_params.get("like", "telegram")
        person = request.query_params.get("person", "1")
        channel = SIMULATED.get(like, SIMULATED["telegram"])
        with service.database.reading() as session:
            context = {
                "bubbles": _bubbles(session, channel, person),
                "account": _sample_account(session),
                "like": like if like in SIMULATED else "telegram",
                "person": person if person in PEOPLE else PEOPLE[0],
                "people": PEOPLE,
                "extras": EXTRAS,
                "password": PASSWORD,
                "icon": address_of_static("icon.svg"),
            }
        return templates.TemplateResponse(request, template, context)

    def page(request: Request) -> Response:
        return show(request, "simulator.html")

    def talk(request: Request) -> Response:
        return show(request, "talk.html")

    async def say(request: Request) -> Response:
        typed = await posted(request)
        like, person, value = (typed.get(name, "") for name in ("like", "person", "value"))
        kind = typed.get("kind") or Kind.TEXT
        if not (like and person and kind in list(Kind)):
            raise HTTPException(HTTPStatus.UNPROCESSABLE_ENTITY)
        channel = SIMULATED.get(like, SIMULATED["telegram"])
        message = Inbound(
            channel=channel.name,
            event_id=uuid4().hex,
            chat_id=person,
            kind=Kind.CHOICE if value and kind == Kind.TEXT else Kind(kind),
            text=typed.get("text", ""),
            value=SAMPLE_PLACE if kind == Kind.LOCATION else value,
            media=SAMPLE_PHOTO if kind == Kind.IMAGE else "",
        )
        await service.receive(channel, message)
        return RedirectResponse(f"/simulator?like={like}&person={person}", status_code=303)

    def static(request: Request) -> Response:
        name = request.path_params["name"]
        return FileResponse(HERE / "static" / name) if name in STATIC else Response(status_code=404)

    return [
        Route("/simulator", page),
        Route("/simulator", say, methods=["POST"]),
        Route("/simulator/talk", talk),
        Route("/simulator/static/{name}", static),
    ]


def _sample_account(session: Session) -> str:
    """The demo's first officer; "" where the people are real."""
    first = OFFICERS[0]
    known = select(Officer.username).where(
        Officer.username == first.username, Officer.full_name == first.full_name
    )
    return session.scalar(known) or ""


def _bubbles(session: Session, channel: SimulatorChannel, person: str) -> Sequence[Bubble]:
    address = session.scalar(
        select(ChannelAddress).where(
            ChannelAddress.channel == channel.name, ChannelAddress.chat_id == person
        )
    )
    if address is None:
        return ()
    said = session.scalars(
        select(InboxMessage)
        .where(InboxMessage.contact_id == address.contact_id)
        .order_by(InboxMessage.id.desc())
        .limit(LATEST)
    )
    sent = session.scalars(
        select(OutboxMessage)
        .where(OutboxMessage.address_id == address.id, OutboxMessage.status == SendStatus.SENT)
        .order_by(OutboxMessage.id.desc())
        .limit(LATEST)
    )
    bubbles = [
        Bubble(m.text or _KIND_WORDS.get(Kind(m.kind), "👆 (một nút)"), True, m.received_at)
        for m in reversed(list(said))
    ]
    bubbles += [_bubble(channel, message) for message in reversed(list(sent))]
    return sorted(bubbles, key=lambda bubble: bubble.at)


def _bubble(channel: SimulatorChannel, message: OutboxMessage) -> Bubble:
    outgoing = Outgoing.from_json(message.body)
    if not channel.capabilities.buttons:
        return Bubble(numbered(outgoing), False, message.created_at)
    return Bubble(
        outgoing.text,
        False,
        message.created_at,
        outgoing.options,
        outgoing.ask_phone,
        outgoing.ask_location,
    )
