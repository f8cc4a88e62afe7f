"""The goals as a picture: how far each figure is beyond its goal, or short of it."""

import math
from collections.abc import Sequence
from html import escape

from benchmarks.outcome import Outcome, number

WIDE, ROW, LEFT, MIDDLE = 960, 26, 470, 680  # pixels; the goal is the line in the middle
MOST = 16.0  # a bar ends at so many times the goal, or that part of it
GOOD, BAD, GREY = "#2e7d4f", "#b3402a", "#5b6470"


def picture(outcomes: Sequence[Outcome]) -> str:
    """Bars on a logarithmic scale, as SVG; only figures that have a goal."""
    aimed = [one for one in outcomes if one.goal]
    high = ROW * (len(aimed) + 2)
    rows = [_bar(one, ROW * (place + 1)) for place, one in enumerate(aimed)]
    head = _text(MIDDLE, 16, "goal", "middle", GREY)
    rule = f'<line x1="{MIDDLE}" y1="20" x2="{MIDDLE}" y2="{high - ROW}" stroke="{GREY}"/>'
    body = "\n".join((head, *rows, rule))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDE} {high}" font-size="13" '
        f'font-family="sans-serif">\n<title>Figures beside their goals</title>\n'
        f'<rect width="{WIDE}" height="{high}" fill="#fff"/>\n{body}\n</svg>\n'
    )


def _bar(one: Outcome, top: int) -> str:
    times = one.times
    long = min(abs(math.log(times, MOST)), 1.0) * (WIDE - MIDDLE - 90)
    start = MIDDLE if times >= 1 else MIDDLE - long
    colour = GOOD if one.is_met else BAD
    said = f"{number(one.value)} {one.unit} ({one.wanted})"
    where, side = (start + long + 6, "start") if times >= 1 else (MIDDLE + 6, "start")
    return "\n".join(
        (
            _text(LEFT, top + 17, one.name[:74], "end", "#1c2126"),
            f'<rect x="{start:.0f}" y="{top + 4}" width="{long:.0f}" height="18" fill="{colour}"/>',
            _text(where, top + 17, said, side, GREY),
        )
    )


def _text(x: float, y: int, words: str, anchor: str, colour: str) -> str:
    return (
        f'<text x="{x:.0f}" y="{y}" text-anchor="{anchor}" fill="{colour}">{escape(words)}</text>'
    )
