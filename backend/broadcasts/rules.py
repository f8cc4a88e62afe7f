"""How long a broadcast takes, and who has to agree to it."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import ceil

MOST_ALONE = 200  # people; more than these need a second officer
# Messages a minute. Telegram asks for at most 30 a second to many people; Zalo publishes no rate for
# bots, so this is what the outbox manages when each send takes a second.
PACE = {"telegram": 1500, "zalo": 240, "zalo_oa": 240}
USUAL_PACE = 240


@dataclass(frozen=True)
class Forecast:
    """`minutes` for what goes out at once; `later` messages wait for a month's new quota."""

    minutes: int
    later: Mapping[str, int]


def forecast(
    channels: Mapping[str, int], remaining: Mapping[str, int | None], pieces: int
) -> Forecast:
    """How long so many people take. Channels send beside each other; `remaining` is what is left of
    each one's month (missing or None: no limit), `pieces` the platform's messages a person."""
    minutes, later = 0, {}
    for channel, people in channels.items():
        left = remaining.get(channel)
        now = people if left is None else min(people, max(left, 0) // max(pieces, 1))
        minutes = max(minutes, ceil(now * pieces / PACE.get(channel, USUAL_PACE)))
        if people > now:
            later[channel] = people - now
    return Forecast(minutes, later)


def needs_second(people: int) -> bool:
    """Whether another officer has to confirm it."""
    return people > MOST_ALONE
