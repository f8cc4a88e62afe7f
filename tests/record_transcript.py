"""Prints a transcript with what the service really says and does.

Run it as `python -m tests.record_transcript FILE ...`.
Write only the lines of `Dân:` (and `Cán bộ:` and so on; `tests/transcript.py` has the notation), and
let this add the rest; `--write` puts it into the file. Lines that fit already, shortened with `…`,
stay as they are.
"""

import argparse
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from backend.db import Database
from backend.encryption.ring import use_keys
from backend.migrate import migrate
from tests.factories import make_world
from tests.keys import KEYS
from tests.stage import Stage, noted_down
from tests.transcript import ACTS, DONE, SAID, Step, fits, is_command, read, without_blanks, written


def record(steps: Sequence[Step], stage: Stage) -> Iterator[str]:
    """The lines of the transcript as it would be now."""
    for at, step in enumerate(steps):
        if step.speaker in (SAID, DONE):
            continue
        yield str(step)
        if step.speaker not in ACTS:
            continue
        said = stage.play(step)
        old = _until_next_act(steps[at + 1 :])
        for command in stage.commands:
            kept = (s for s in old if s.speaker == DONE and is_command(s.text, command))
            yield str(next(kept, Step(0, DONE, written(command))))
        stage.commands.clear()
        for real in map(noted_down, said):
            kept = (s for s in old if s.speaker == SAID and fits(without_blanks(s.text), real))
            yield str(next(kept, Step(0, SAID, real)))


def _until_next_act(steps: Sequence[Step]) -> list[Step]:
    ends = (at for at, step in enumerate(steps) if step.speaker in ACTS)
    return list(steps[: next(ends, len(steps))])


def main() -> None:
    """Plays the file on a new SQLite database."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", type=Path, nargs="+")
    parser.add_argument("--write", action="store_true", help="put the talk into the file")
    told = parser.parse_args()
    use_keys(KEYS)
    with tempfile.TemporaryDirectory() as folder:
        empty = Path(folder) / "world.db"
        database = Database(f"sqlite:///{empty}")
        migrate(database)
        with database.transaction() as session:
            world = make_world(session)
        database.close()
        for file in told.files:
            copy = Path(folder) / file.name
            copy.write_bytes(empty.read_bytes())
            stage = Stage(f"sqlite:///{copy}", world)
            with stage.lit():
                talk = "\n".join(record(read(file.read_text("utf-8")), stage)) + "\n"
            stage.close()
            if told.write:
                file.write_text(talk, "utf-8")
            else:
                print(talk)  # noqa: T201


if __name__ == "__main__":
    main()
