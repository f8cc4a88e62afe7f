"""What stands around a row and holds for it."""

from typing import NamedTuple

from backend.poverty_lists.draft import Standing


class Surroundings(NamedTuple):
    """What rows above, or the sheet, say of people who do not say it themselves."""

    standing: Standing | None = None
    hamlet: str = ""
    hamlet_above: str = ""
    commune: str = ""
    school_class: str = ""
