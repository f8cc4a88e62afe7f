"""What a page function asks for, read from the address: places in the path, filters in the query."""

import inspect
from collections.abc import Callable
from enum import Enum
from typing import Any, NewType, get_type_hints

from starlette.exceptions import HTTPException
from starlette.requests import Request

from backend.admin.forms import row_number

PAGE = "page"  # the first of every page function; not of the address


def reader(view: Callable[..., object], path: str) -> Callable[[Request], dict[str, Any]]:
    """Makes of a request what `view` is called with beside its page: the number of a row (an `int`
    or a `NewType` of it), one of an `Enum`, or text for a place in `path`; text for a filter, with
    the view's own default. The reader raises 404 for a place that nothing can have."""
    hints = get_type_hints(view)
    asked = [one for one in inspect.signature(view).parameters.values() if one.name != PAGE]
    places = {one.name: _place(hints[one.name]) for one in asked if f"{{{one.name}}}" in path}
    filters = {one.name: one.default for one in asked if one.name not in places}

    def read(request: Request) -> dict[str, Any]:
        found = {name: read(request.path_params[name]) for name, read in places.items()}
        if None in found.values():
            raise HTTPException(404)
        query = request.query_params
        return found | {name: query.get(name, default) for name, default in filters.items()}

    return read


def _place(kind: Any) -> Callable[[str], object]:
    """Reads a place of the path; None for what it cannot be."""
    if kind is int or (isinstance(kind, NewType) and kind.__supertype__ is int):
        return lambda text: row_number(text) or None  # no row is numbered 0
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {str(one.value): one for one in kind}.get
    return str
