"""A code of a request or a ticket and nothing else, which asks how it stands."""

from backend.office import Office
from bot.flows.affairs import own_series
from bot.reading.lone_codes import read_lone_code


def lone_code(text: str, office: Office) -> str | None:
    """The code as it is written in full. Of a series in which the person has nothing only with all
    its digits."""
    read = read_lone_code(text)
    if read is None or not (read.is_whole or read.series in own_series(office)):
        return None
    return read.code
