"""Papers as PDF, set by typst with the fonts that come with it."""

import json
from datetime import date
from pathlib import Path
from typing import Any

from backend.i18n import _
from backend.papers import rules
from backend.papers.shapes import Cell, Paper, Paragraph, Section, Table
from backend.typesetting import set_apart

TEMPLATE = Path(__file__).parent / "paper.typ"


def pdf(*papers: Paper) -> bytes:
    """One file, in which each paper begins on a new page. Words are handed over as data, so that
    nothing in a name is taken for markup. Raises `Conflict` when it is too long to be set."""
    return set_apart(TEMPLATE, words_of(*papers))


def words_of(*papers: Paper) -> str:
    """What the template reads, as JSON."""
    return json.dumps([_words(paper) for paper in papers])


def shown(cell: Cell) -> str:
    """A cell as it is printed."""
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    if isinstance(cell, int):
        return f"{cell:,}".replace(",", ".")
    return "" if cell is None else rules.plain(cell)


def _words(paper: Paper) -> dict[str, Any]:
    annex = paper.annex
    return {
        "words": {
            "country": rules.COUNTRY,
            "motto": rules.MOTTO,
            "draft": _("DỰ THẢO"),
            "recipients": _("Nơi nhận:"),
        },
        **{name: rules.plain(getattr(paper, name)) for name in _TEXTS},
        **{name: [rules.plain(words) for words in getattr(paper, name)] for name in _LINES},
        "draft": paper.draft,
        "landscape": paper.landscape,
        "body": _told(paper.body),
        "sections": [_section(section) for section in paper.sections],
        "closing": _told(paper.closing),
        "table": _table(paper.table) if paper.table else None,
        "signatures": [
            {
                "lines": [rules.plain(line) for line in each.lines],
                "note": each.note,
                "name": rules.plain(each.name),
            }
            for each in paper.signatures
        ],
        "annex": {
            "title": annex.title,
            "about": rules.plain(annex.about),
            "landscape": annex.landscape,
            "table": _table(annex.table),
        }
        if annex
        else None,
    }


_TEXTS = ("dateline", "kind", "title", "number", "issuer", "turn")
_LINES = ("agency", "grounds", "recipients")


def _told(paragraphs: Any) -> list[dict[str, str]]:
    said: list[Paragraph] = list(paragraphs)
    return [{"lead": each.lead, "text": rules.plain(each.text)} for each in said]


def _section(section: Section) -> dict[str, Any]:
    contents = [
        {"table": _table(each), "told": []}
        if isinstance(each, Table)
        else {"table": None, "told": _told([each])}
        for each in section.contents
    ]
    return {"heading": rules.plain(section.heading), "contents": contents}


def _table(table: Table) -> dict[str, Any]:
    return {
        "columns": [
            {"title": column.title, "width": column.width, "centred": column.centred}
            for column in table.columns
        ],
        "rows": [[shown(cell) for cell in row] for row in table.rows],
    }
