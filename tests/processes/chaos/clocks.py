"""Machines whose clocks are wrong, each by its own seconds.

The service has no setting for this: a few lines of C stand before the library's `clock_gettime`.
Without a C compiler the clocks stay right, and the figures say so.
"""

import shutil
import struct
import subprocess
from dataclasses import dataclass
from pathlib import Path

SOURCE = Path(__file__).with_name("clock.c")


@dataclass(frozen=True)
class Clocks:
    """The clocks of the processes of one installation, by the number of the process."""

    folder: Path
    library: Path | None

    @classmethod
    def wound(cls, folder: Path) -> "Clocks":
        """Compiles what it needs, if that can be done here."""
        compiler = shutil.which("cc")
        library = folder / "clock.so"
        if compiler is None:
            return cls(folder, None)
        command = [compiler, "-shared", "-fPIC", "-O1", "-o", str(library), str(SOURCE)]
        done = subprocess.run(command, capture_output=True, check=False)
        return cls(folder, library if done.returncode == 0 else None)

    def settings(self, number: int) -> dict[str, str]:
        """What the environment of a process needs."""
        if self.library is None:
            return {}
        path = self._path(number)
        if not path.exists():
            path.write_bytes(struct.pack("d", 0))
        return {"LD_PRELOAD": str(self.library), "NOISONG_CLOCK": str(path)}

    def jump(self, number: int, seconds: float) -> None:
        """From now on this clock is wrong by so many seconds."""
        with self._path(number).open("r+b") as file:
            file.write(struct.pack("d", seconds))

    def _path(self, number: int) -> Path:
        return self.folder / f"clock-{number}"
