"""A person in a flow of a few lines, and the desk over which a turn's effects go.

Between two messages a talk lies in the database as JSON, whose keys come back in any order; here
they are sorted, which is the order that nobody asked in.
"""

import json
from dataclasses import asdict, replace
from datetime import date
from types import SimpleNamespace
from typing import cast

from backend.office import Command, Office, Operator
from bot.conversation import Chat, Finished, Flow, Next, Paused, Talk, run, step_back
from bot.messages import Inbound, Kind, Outgoing
from bot.questions import Question, Text
from bot.turn import State

TODAY = date(2026, 11, 23)
OFFICE = cast(
    Office,
    SimpleNamespace(
        operator=Operator("UBND xã thử"),
        today=lambda: TODAY,
        programme=lambda code: None,
        programmes_here=lambda commune: [],
    ),
)
NOBODYS_OFFICE = cast(
    Office,
    SimpleNamespace(
        operator=OFFICE.operator,
        requests=list,
        asked_requests=list,
        tickets=list,
        has_consented=lambda: False,
        today=lambda: TODAY,
        programme=lambda code: None,
        programmes_here=lambda commune: [],
    ),
)
Answered = Finished | Paused


def text(words: str) -> Inbound:
    return Inbound("console", "1", "1", Kind.TEXT, words)


class Person:
    """Somebody in the middle of a flow, which may be another one at each message."""

    def __init__(self, flow: Flow) -> None:
        self.talk = Talk("tiny")
        self.done: list[Command] = []
        self.chat = Chat(self.talk, None, self.done.append)
        self.meets(flow)

    def meets(self, flow: Flow, message: Inbound | None = None) -> Answered:
        """The flow runs with the stored talk."""
        stored = json.loads(json.dumps(asdict(self.talk), sort_keys=True))
        self.talk = Talk(**stored)
        self.chat = Chat(self.talk, message, self.done.append)
        self.result = run(flow, self.chat, OFFICE)
        return self.result

    def says(self, flow: Flow, words: str) -> str:
        """Sends words; the name of the question that is open then, or what the flow returned."""
        self.meets(flow, text(words))
        return self.open

    def goes_back(self, flow: Flow) -> str:
        assert step_back(self.talk, self.chat.asked)
        self.meets(flow)
        return self.open

    @property
    def open(self) -> str:
        if isinstance(self.result, Paused):
            return self.result.question.name
        return f"returned {self.result.command}"


def ask(name: str) -> Question[str]:
    return Text(name, f"{name}?")


def asking(*names: str) -> Flow:
    """A flow that asks these questions and returns the answers."""

    async def flow(chat: Chat, office: Office) -> Next:
        return Next(" ".join([await chat.ask(ask(name)) for name in names]))

    return flow


class Notebook:
    """A desk that notes what goes over it."""

    def __init__(self) -> None:
        self.sent: list[Outgoing] = []
        self.done: list[Command] = []
        self.state: State | None = None

    def send(self, reply: Outgoing) -> None:
        self.sent.append(reply)

    def carry_out(self, command: Command) -> None:
        self.done.append(command)

    def save(self, state: State) -> None:
        self.state = replace(state)
