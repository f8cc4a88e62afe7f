"""An uploaded table of devices as lines of text."""

from backend.uploaded_sheets import read_sheets, require_at_most

MOST_ROWS = 2000  # as text in one field; of devices fewer are taken in at once


def lines_of(content: bytes) -> str:
    """The first sheet that has anything, a row a line, its cells between tabs. Raises `Invalid` for
    what is no table, or is too long for the field."""
    sheets = read_sheets(content)
    rows = sheets[0] if sheets else []
    require_at_most(MOST_ROWS, len(rows))
    lines: list[str] = []
    for row in rows:
        blank = min(row.number, MOST_ROWS) - 1 - len(lines)
        lines += [""] * blank  # numbered as in the file
        lines.append("\t".join(row.cells))
    return "\n".join(lines)
