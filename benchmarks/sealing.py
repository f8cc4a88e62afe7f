"""What encryption at rest costs: the same list, and the same photos, sealed and not.

    python -m benchmarks.sealing [--rows 20000] [--rounds 7] [--photos 500]
                                 [--database sqlite|postgresql]

Both ways run in turn, each in a process and a database of its own. Without sealing a value is stored
as it is and its "hash" is its beginning, so that all else stays equal. Quoted are medians, and the
median of the ratios of neighbours; the processor's time (of the reading child too) scatters less than
the clock's on a machine that others use.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from backend import clock
from backend.db import Database
from backend.encryption.keys import Keys
from backend.encryption.ring import HASH_BYTES, Ring, use_keys
from backend.media.models import MediaFile, MediaState
from benchmarks.import_list import fresh, ours, write_list
from benchmarks.keys import KEYS, take_keys

WAYS = ("sealed", "plain")
PHOTO_BYTES = 2**20


class Plain(Keys):
    """Seals nothing."""

    def seal(self, plain: bytes, place: bytes) -> bytes:
        """As it is."""
        return plain

    def open(self, sealed: bytes, place: bytes) -> bytes:
        """As it is."""
        return sealed


def _beginning(self: Ring, kind: str, value: str) -> bytes:
    return value.encode()[:HASH_BYTES].ljust(HASH_BYTES)


def take(way: str) -> None:
    """Databases that are opened from now on are sealed, or not."""
    if way == "sealed":
        take_keys()
        return
    use_keys(Plain([KEYS.first_search_key()]))
    Ring.hash = _beginning  # type: ignore[method-assign]


def photos(url: str, count: int) -> None:
    """That many photos, stored one by one as they are fetched, then looked at one by one."""
    database = Database(url)
    numbers = []
    for _number in range(count):
        now = clock.now()
        with database.transaction() as session:
            photo = MediaFile(
                reference="", state=MediaState.STORED, content=os.urandom(PHOTO_BYTES),
                content_type="image/jpeg", created_at=now, due_at=now, stored_at=now,
            )  # fmt: skip
            session.add(photo)
            session.flush()
            numbers.append(photo.id)
    for number in numbers:
        with database.reading() as session:
            content = session.get_one(MediaFile, number).content
            if content is None or len(content) != PHOTO_BYTES:
                raise SystemExit("not the photo that was stored")
    database.close()


def one(way: str, what: str, url: str, folder: Path) -> dict[str, float]:
    """Seconds of the clock and of the processor, megabytes of memory and of the SQLite file."""
    take(way)
    clock_before, before = time.perf_counter(), _processor()
    if what == "list":
        ours(url, folder / "list.xlsx")
    else:
        photos(url, int(what))
    file = Path(url.removeprefix("sqlite:///"))
    return {
        "clock": time.perf_counter() - clock_before,
        "processor": _processor() - before,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "file": file.stat().st_size / 2**20 if file.exists() else 0,
    }


def _processor() -> float:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def in_a_process(*arguments: str) -> dict[str, float]:
    """`one`, with nothing before it in its memory."""
    command = [sys.executable, "-m", "benchmarks.sealing", "--one", *arguments]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    measured: dict[str, float] = json.loads(done.stdout)
    return measured


def start(way: str, kind: str, folder: Path, name: str) -> str:
    """The address of a new database; on SQLite a copy of the first one of its way."""
    made = folder / f"{way}.db"
    if not made.exists():
        first = way if kind == "sqlite" else name
        command = [sys.executable, "-m", "benchmarks.sealing", "--fresh", way, kind, str(folder)]
        subprocess.run([*command, first], check=True)
    if kind != "sqlite":
        return (folder / f"{name}.url").read_text()
    copied = shutil.copy(made, folder / f"{name}.db")
    return f"sqlite:///{copied}"


def compare(what: str, rounds: int, kind: str, folder: Path) -> None:
    """Prints the medians of both ways and how much more the sealed one takes."""
    found: dict[str, list[dict[str, float]]] = {way: [] for way in WAYS}
    for number in range(rounds):
        for way in WAYS if number % 2 else reversed(WAYS):
            name = f"{way}_{what}_{number}"
            url = start(way, kind, folder, name)
            found[way].append(in_a_process(way, what, url, str(folder)))
            for left in folder.glob(f"{name}.db*"):
                left.unlink()
    for unit in ("clock", "processor", "memory", "file"):
        medians = {way: statistics.median(one[unit] for one in found[way]) for way in WAYS}
        pairs = zip(*(found[way] for way in WAYS), strict=True)
        ratio = statistics.median(
            mine[unit] / other[unit] if other[unit] else 1 for mine, other in pairs
        )
        print(
            f"  {unit:9} sealed {medians['sealed']:8.1f}  plain {medians['plain']:8.1f}  "
            f"median of ratios {ratio:.3f}"
        )


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--rows", type=int, default=20_000)
    parser.add_argument("--photos", type=int, default=500)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--database", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--one", nargs=4, help=argparse.SUPPRESS)
    parser.add_argument("--fresh", nargs=4, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.one:
        way, what, url, of = asked.one
        print(json.dumps(one(way, what, url, Path(of))))
        return
    if asked.fresh:
        way, kind, of, name = asked.fresh
        take(way)
        (Path(of) / f"{name}.url").write_text(fresh(kind, Path(of), name))
        return
    with tempfile.TemporaryDirectory(prefix="noisong-sealing-") as folder:
        write_list(Path(folder) / "list.xlsx", asked.rows)
        print(f"a list of {asked.rows} households, {asked.database}, {asked.rounds} rounds")
        compare("list", asked.rounds, asked.database, Path(folder))
        if asked.photos:
            print(f"{asked.photos} photos of {PHOTO_BYTES >> 20} MB, stored and read")
            compare(str(asked.photos), min(asked.rounds, 3), asked.database, Path(folder))


if __name__ == "__main__":
    main()
