"""How a command ends when it cannot do its work: each kind has an exit code of its own, so that a
script, systemd or a person at night knows which it was. The README has the table.

What has no kind of its own here ends with `Refused.exit_code`, 1; a wrong argument with 2.
"""

from typing import ClassVar

from backend.errors import Conflict, Invalid


class BadSetting(Invalid):
    """A setting is missing or cannot be used."""

    exit_code: ClassVar[int] = 3


class DatabaseAway(Conflict):
    """Nobody answers at DATABASE_URL, or it does not let us in."""

    exit_code: ClassVar[int] = 4


class OldSchema(Invalid):
    """The database is empty, or of an older version: `noisong migrate` is what lacks."""

    exit_code: ClassVar[int] = 5


class NewSchema(Invalid):
    """The database, or a backup, was made by a newer program."""

    exit_code: ClassVar[int] = 6


class HalfSchema(Invalid):
    """Tables are missing, or are somebody else's: nothing here can be trusted."""

    exit_code: ClassVar[int] = 7


class PortTaken(Conflict):
    """The web server cannot listen where it should."""

    exit_code: ClassVar[int] = 8


class OtherWorker(Conflict):
    """SQLite has one worker, and it is another one."""

    exit_code: ClassVar[int] = 9


class NoRoom(Conflict):
    """A folder cannot be written to, or its disk is full."""

    exit_code: ClassVar[int] = 10


class WrongKey(Invalid):
    """A key does not open what it should open."""

    exit_code: ClassVar[int] = 11


class Damaged(Invalid):
    """A backup is cut, changed or not one of ours."""

    exit_code: ClassVar[int] = 12


class NotEmpty(Conflict):
    """A backup goes into an empty database only."""

    exit_code: ClassVar[int] = 13


class BrokenTrail(Conflict):
    """All was restored, and the audit trail in it is not whole."""

    exit_code: ClassVar[int] = 14


ENDINGS = (
    BadSetting,
    DatabaseAway,
    OldSchema,
    NewSchema,
    HalfSchema,
    PortTaken,
    OtherWorker,
    NoRoom,
    WrongKey,
    Damaged,
    NotEmpty,
    BrokenTrail,
)
