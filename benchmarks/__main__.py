"""Runs all benchmarks, one after the other, each in a process of its own, and writes one table with
a picture.

    python -m benchmarks [--quick] [--only chat sending] [--into docs]

Leave the machine alone meanwhile. `--quick` proves in some minutes that everything runs; its figures
mean nothing, and are only printed.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import asdict, replace
from datetime import date
from pathlib import Path

from benchmarks.outcome import Outcome, line, number
from benchmarks.picture import picture

EVERY = (
    *("chat", "latency", "scaling", "sending", "broadcast", "frugal", "growth", "site"),
    *("export", "papers", "week", "country"),
)
TABLE, PICTURE, LINES = "performance-figures.md", "performance.svg", "performance.jsonl"


def run(name: str, kept: Path, *, quick: bool) -> Iterator[Outcome]:
    """The outcomes of one benchmark, as they come. Raises `SystemExit` when it fails."""
    command = [
        sys.executable,
        "-m",
        f"benchmarks.{name}",
        "--json",
        *(["--quick"] if quick else []),
    ]
    if name == "country" and kept.exists():
        command += ["--measured", str(kept)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        for said in child.stdout or ():
            yield replace(Outcome.read(said), benchmark=name)
    if child.returncode:
        raise SystemExit(f"benchmarks.{name} failed")


def table(outcomes: Sequence[Outcome]) -> str:
    """Everything as Markdown."""
    cores = len(os.sched_getaffinity(0))
    machine = f"{platform.machine()}, {cores} cores, Python {platform.python_version()}"
    rows = [
        f"| {one.name} | {number(one.value)} {one.unit} | {one.wanted} | {one.verdict} | {one.note} |"
        for one in outcomes
    ]
    head = f"Made by `python -m benchmarks` on {date.today().isoformat()} ({machine})."  # noqa: DTZ011
    return "\n".join((head, "", "| what | median | goal | | |", "|---|---|---|---|---|", *rows, ""))


def main() -> None:
    """Runs, prints, and writes unless quick."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip())
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--only", nargs="+", choices=EVERY, default=EVERY, metavar="NAME")
    parser.add_argument("--into", type=Path, default=Path("docs"), metavar="FOLDER")
    arguments = parser.parse_args()
    arguments.into.mkdir(parents=True, exist_ok=True)  # now, not when hours have been measured
    kept = arguments.into / LINES
    for name in arguments.only:
        outcomes = []
        for outcome in run(name, kept, quick=arguments.quick):
            print(line(outcome), flush=True)
            outcomes.append(outcome)
        if not arguments.quick:
            others = [one for one in _read(kept) if one.benchmark != name]
            _keep(arguments.into, [*others, *outcomes])


def _read(kept: Path) -> list[Outcome]:
    """What was measured before: a benchmark may be run again alone."""
    return list(map(Outcome.read, kept.read_text().splitlines())) if kept.exists() else []


def _keep(folder: Path, outcomes: Sequence[Outcome]) -> None:
    ordered = sorted(outcomes, key=lambda one: EVERY.index(one.benchmark))
    lines = [json.dumps(asdict(one), ensure_ascii=False) for one in ordered]
    (folder / LINES).write_text("\n".join(lines) + "\n")
    (folder / TABLE).write_text(table(ordered))
    (folder / PICTURE).write_text(picture(ordered))


if __name__ == "__main__":
    main()
