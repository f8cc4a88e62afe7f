"""When a hamlet counts as covered. Pure."""

from datetime import date

from backend.coverage.words import FAST, Network, Signal


def fits(signal: Signal, network: Network) -> bool:
    """Whether the two can both be true: without a signal there is no network, and the reverse."""
    return (signal is Signal.NONE) == (network is Network.NONE)


def is_covered(signal: Signal, network: Network) -> bool:
    """The plan wants 4G that works: a weak one, or calls alone, is not what was promised."""
    return signal is Signal.OK and network in FAST


def done_on(before: date | None, signal: Signal, network: Network, found_on: date) -> date | None:
    """Since when it is covered: the first day of those without a break; None while it is not."""
    if not is_covered(signal, network):
        return None
    return min(before, found_on) if before else found_on


def is_late(target_on: date | None, done_on: date | None, today: date) -> bool:
    """Whether it was to be covered by a day that is over, and is not."""
    return bool(target_on and done_on is None and target_on < today)
