"""An officer who refuses every request, however often the server falls under the form."""

import random
import time
from dataclasses import dataclass, field
from threading import Event

import httpx
from sqlalchemy import select

from backend.support_requests.models import Decision, SupportRequest
from tests.processes.chaos.talks import REASON
from tests.processes.harness import House
from tests.site import Visitor, hidden


@dataclass
class Officer:
    """Decides what there is, until it is over and nothing is left."""

    house: House
    ports: list[int]
    dice: random.Random
    again: int = 0  # forms that were sent once more, because nobody had answered
    _visitor: Visitor | None = field(default=None)

    def run(self, over: Event) -> None:
        """One request after the other."""
        while not over.is_set():
            try:
                for request_id in self._waiting():
                    self._refuse(request_id)
            except Exception:  # noqa: BLE001 - the database or the site is away just now
                self.again += 1
            time.sleep(0.2)
        if self._visitor:
            self._visitor.close()

    def _waiting(self) -> list[int]:
        undecided = ~select(Decision.id).where(Decision.request_id == SupportRequest.id).exists()
        with self.house.reading() as session:
            return list(session.scalars(select(SupportRequest.id).where(undecided)))

    def _refuse(self, request_id: int) -> None:
        case = f"/admin/requests/{request_id}"
        page = self._signed_in().open(self._at(case))
        version = hidden(page, "version")
        if page.status_code != 200 or not version:
            raise httpx.RemoteProtocolError("no form")
        answer = self._send(case, version)
        if answer is None:  # perhaps done: sent again as it is, it must not be done twice
            self.again += 1
            answer = self._send(case, version)
        assert answer is None or answer.status_code in (303, 409, 422, 500, 503), answer

    def _send(self, case: str, version: str) -> httpx.Response | None:
        try:
            path = self._at(f"{case}/refuse")
            return self._signed_in().submit(path, version=version, reason=REASON)
        except httpx.HTTPError:
            return None

    def _signed_in(self) -> Visitor:
        if self._visitor is None:
            visitor = Visitor(f"http://127.0.0.1:{self.ports[0]}")
            visitor.timeout = httpx.Timeout(20)
            assert visitor.sign_in().status_code == 303
            self._visitor = visitor
        return self._visitor

    def _at(self, path: str) -> str:
        return f"http://127.0.0.1:{self.dice.choice(self.ports)}{path}"
