"""Throws odd things at a running service: at webhooks, talks, forms and importers.

    python -m tests.security.fuzz --minutes 30 [--seed 7]

Nothing may end in a fault, hang, or make the process grow. The seed is printed; the same one throws the
same things in the same order.
"""

import argparse
import json
import random
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import func, select

from backend.db import Database
from backend.encryption.ring import use_keys
from backend.messages.models import InboxMessage
from backend.migrate import migrate
from backend.site.roles import declared
from bot.channels.raw import words
from bot.messages import Inbound, Kind
from tests.backend.admin.rows import Numbers, make_rows
from tests.backend.test_uploaded_sheets import workbook
from tests.factories import make_world
from tests.keys import KEYS as ENCRYPTION_KEYS
from tests.security.whole import HEADERS, SECRETS, Whole, running
from tests.site import Visitor

LONGEST_SECONDS = 30.0  # of one answer, on a busy machine
PAUSE_PAGES = ("/admin/sign-out", "/admin/me/password", "/admin/me/sessions")
TEXTS = (
    *("", " ", "0", "-1", "1", "99999999999999999999", "1e999", "NaN", "null", "yes", "true"),
    *("'", '"', "'; DROP TABLE officers; --", "<script>alert(1)</script>", "{{ 7 * 7 }}", "%s%n"),
    *("\0", "\ud800", "\u202e", "\ufeff", "a\u0301" * 50, "ồ" * 3000, "\r\nX: y", "=1+1", "@x"),
    *("31/2/2026", "15/3/2026", "2026-03-15", "0912345678", "+84 912 345 678", "001099000001"),
    *("Hồ Văn Nam", "lớp 5", "xin máy cho con", "huỷ", "quay lại", "menu", "xem", "xoá", "có", "2"),
)
NAMES = ("version", "reason", "ready", "code", "words", "name", "on", "unit_id", "kind", "phone")
KEYS = ("update_id", "message", "chat", "id", "from", "text", "type", "callback_query", "data")


@dataclass
class Fuzz:
    """Throws at one service. `thrown` counts by kind, `wrong` says what went wrong."""

    whole: Whole
    officer: Visitor
    numbers: Numbers
    chance: random.Random
    thrown: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def run(self, seconds: float) -> None:
        """Until the time is over."""
        ends = time.monotonic() + seconds
        kinds: tuple[Callable[[], None], ...] = (
            *(self.form, self.form, self.page, self.page),
            *(self.talk, self.talk, self.webhook, self.webhook, self.public),
        )
        while time.monotonic() < ends:
            kind = self.importer if self.chance.random() < 0.01 else self.chance.choice(kinds)
            self.thrown[kind.__name__] += 1
            kind()

    def form(self) -> None:
        """A form of the site, with fields that it may or may not have."""
        one = self.chance.choice([one for one in declared() if one.method == "POST"])
        if one.path.startswith(PAUSE_PAGES) or one.public:
            return
        fields = {self.chance.choice(NAMES): self.text() for _n in range(6)}
        data = {"csrf_token": self.officer.token, **fields}
        self._ask("POST", self._address(one.path), data=_sendable(data))

    def page(self) -> None:
        """A page of the site, with an odd row or an odd filter."""
        one = self.chance.choice([one for one in declared() if one.method == "GET"])
        names = ("before", "after", "find", "status", "unit", "from", "to", "view", "next", "page")
        query = {self.chance.choice(names): self.text()[:200] for _n in range(2)}
        self._ask("GET", self._address(one.path), params=_sendable(query))

    def public(self) -> None:
        """A page for everybody."""
        path = self.chance.choice(
            ("/ket-qua", "/tim-hieu", "/chuong-trinh", "/s/x", "/thong-bao/1")
        )
        self._ask(
            "GET",
            path,
            params=_sendable({"programme": self.text()[:200], "page": self.text()[:40]}),
        )

    def webhook(self) -> None:
        """An authentic update of any shape."""
        channel = self.chance.choice(tuple(SECRETS))
        body = json.dumps(self.shape(4)).encode()
        if self.chance.random() < 0.2:
            body = body[: self.chance.randrange(len(body) + 1)]
        self._ask(
            "POST",
            f"/webhooks/{channel}",
            content=body,
            headers={HEADERS[channel]: SECRETS[channel]},
        )

    def talk(self) -> None:
        """Something that a person says, in the middle of anything."""
        message = Inbound(
            channel="telegram",
            event_id=f"fuzz-{self.chance.getrandbits(60)}",
            chat_id=f"fuzz-{self.chance.randrange(20)}",
            kind=self.chance.choice(tuple(Kind)),
            text=words(self.text()),  # as every channel hands it over
            value=words(self.text()[:60]),
        )
        self.whole.service.lanes._inbox.receive(message)

    def importer(self) -> None:
        """A workbook with some bytes changed."""
        cells = {(row, 0): _encodable(self.text()) for row in range(5)}
        content = bytearray(workbook(cells))
        for _n in range(self.chance.randrange(20)):
            content[self.chance.randrange(len(content))] = self.chance.randrange(256)
        data = {"csrf_token": self.officer.token}
        files = {"file": ("a.xlsx", bytes(content))}
        self._ask("POST", "/admin/device-intake/file", data=data, files=files)

    def text(self) -> str:
        """Something typed."""
        if self.chance.random() < 0.7:
            return self.chance.choice(TEXTS)
        letters = (
            chr(self.chance.choice((self.chance.randrange(32, 0x1F00), 10, 9))) for _n in range(20)
        )
        return "".join(letters)

    def shape(self, depth: int) -> Any:
        """Some JSON."""
        if depth == 0 or self.chance.random() < 0.2:
            return self.chance.choice((None, True, 1, -1, 10**30, 1.5, self.text()))
        if self.chance.random() < 0.3:
            return [self.shape(depth - 1) for _n in range(self.chance.randrange(4))]
        count = self.chance.randrange(1, 5)
        return {self.chance.choice(KEYS): self.shape(depth - 1) for _n in range(count)}

    def failures(self) -> int:
        """How many messages could not be answered."""
        with self.whole.database.reading() as session:
            query = select(func.count()).where(InboxMessage.failure.is_not(None))
            return session.scalar(query) or 0

    def _address(self, path: str) -> str:
        odd = ("0", "-1", "99999999999999999999", "x", "%00", "1", "2")
        values = {
            name: self.chance.choice(odd) if self.chance.random() < 0.3 else value
            for name, value in self.numbers.items()
        }
        return path.format(**values)

    def _ask(self, method: str, path: str, **what: Any) -> None:
        began = time.monotonic()
        try:
            status = self.officer.request(method, path, **what).status_code
        except httpx.TimeoutException:
            status = 599
        if status >= 500 or time.monotonic() - began > LONGEST_SECONDS:
            self.wrong.append(f"{status} {method} {path}")


def _sendable(fields: dict[str, str]) -> dict[str, str]:
    return {name: _encodable(text) for name, text in fields.items()}


def _encodable(text: str) -> str:
    return text.encode("utf-8", "replace").decode()


def grown(since: int) -> int:
    """By how many KiB this process is larger than its largest size before."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - since


def main() -> None:
    """Runs on a database of its own and says what was found."""
    reader = argparse.ArgumentParser(description=__doc__)
    reader.add_argument("--minutes", type=float, default=1)
    reader.add_argument("--seed", type=int, default=random.SystemRandom().randrange(10**6))
    asked = reader.parse_args()
    use_keys(ENCRYPTION_KEYS)
    with tempfile.TemporaryDirectory(prefix="noisong-fuzz-") as folder:
        database = Database(f"sqlite:///{Path(folder) / 'noisong.db'}")
        migrate(database)
        with database.transaction() as session:
            world = make_world(session)
        with database.transaction() as session:
            numbers = make_rows(session, world)
        with running(database, world) as whole, whole.visitor(username="canbo") as officer:
            fuzz = Fuzz(whole, officer, numbers, random.Random(asked.seed))
            fuzz.run(15)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            fuzz.run(60 * asked.minutes)
            print(f"seed {asked.seed}, {dict(fuzz.thrown)}, grown by {grown(before)} KiB")  # noqa: T201
            print(f"messages without an answer: {fuzz.failures()}")  # noqa: T201
            print("\n".join(sorted(set(fuzz.wrong))) or "no fault, no hang")  # noqa: T201


if __name__ == "__main__":
    main()
