"""Some seconds of the fuzzer with every change; `python -m tests.security.fuzz` runs it for longer."""

import inspect
import random
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, NewType, get_type_hints

import pytest
from hypothesis import HealthCheck, given, settings
from schemathesis import openapi
from schemathesis.core.result import Ok
from starlette.routing import Route

from backend.admin import arguments
from backend.site.app import PAGES
from tests.backend.admin.rows import Numbers, make_rows
from tests.security.fuzz import Fuzz, grown
from tests.security.whole import Whole

SECONDS = 4.0  # of each kind
SEED = 20261122
LARGEST_GROWTH = 80 * 1024  # KiB, after everything was used once
SCHEMA_SECONDS = 15.0


@pytest.fixture(scope="module")
def numbers(whole: Whole) -> Numbers:
    with whole.database.transaction() as session:
        return make_rows(session, whole.world)


def test_no_form_of_the_site_ends_in_a_fault(whole: Whole, numbers: Numbers) -> None:
    with whole.visitor(username="canbo") as officer:
        fuzz = Fuzz(whole, officer, numbers, random.Random(SEED))
        fuzz.run(SECONDS)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        fuzz.run(SECONDS)
    assert fuzz.wrong == []
    assert fuzz.failures() == 0, "a message that could not be answered"
    assert fuzz.thrown["form"] > 5
    assert grown(before) < LARGEST_GROWTH


TYPED = {
    "anyOf": [
        {"type": "string", "maxLength": 60},
        {"enum": ["1", "0", "15/3/2026", "0912345678", "046190123987", "7:30", "yes", "Hồ Thị Lơ"]},
    ]
}
READ = re.compile(r"""(?:form|page)\.(?:text|raw|day|day_or_none|number|numbers)\(\s*"([\w-]+)\"""")
ANY_ANSWER = {"default": {"description": "whatever is no fault"}}
LEAVING = ("/sign-out", "/me")


def schema_of(routes: Iterable[Route]) -> dict[str, Any]:
    """The schema that the site does not publish, each form with the fields that its module reads."""
    paths: dict[str, Any] = {}
    for route in routes:
        method = "post" if "POST" in (route.methods or ()) else "get"
        operation: dict[str, Any] = {"parameters": list(asked(route)), "responses": ANY_ANSWER}
        if method == "post":
            names = READ.findall(inspect.getsource(sys.modules[route.endpoint.__module__]))
            form = {"type": "object", "properties": dict.fromkeys(sorted(set(names)), TYPED)}
            content = {"application/x-www-form-urlencoded": {"schema": form}}
            operation["requestBody"] = {"required": True, "content": content}
        paths.setdefault(route.path, {})[method] = operation
    info = {"title": "Nối Sóng", "version": "1"}
    return {"openapi": "3.1.0", "info": info, "paths": paths}


def asked(route: Route) -> Iterator[dict[str, Any]]:
    """The parameters of a page: rows by their number, everything else text."""
    hints = get_type_hints(route.endpoint)
    for name in inspect.signature(route.endpoint).parameters:
        place = f"{{{name}}}" in route.path
        is_row = place and (hints[name] is int or isinstance(hints[name], NewType))
        schema = {"type": "integer", "minimum": 1} if is_row else {"type": "string"}
        if name != arguments.PAGE:
            where = "path" if place else "query"
            yield {"name": name, "in": where, "required": place, "schema": schema}


def test_no_address_of_the_services_own_schema_ends_in_a_fault(whole: Whole) -> None:
    """As many addresses as there is time for are tried, forms before pages, with what fits them and
    what does not."""
    schema = openapi.from_dict(schema_of(route for pages in PAGES for route in pages.routes))
    chance = random.Random(SEED)
    every = list(schema.get_all_operations())
    found = [each.ok() for each in every if isinstance(each, Ok)]
    assert len(found) == len(every) > 200
    found = [each for each in found if not each.path.startswith(LEAVING)]
    sent, answers = set[str](), Counter[int]()
    with whole.visitor(username="canbo") as officer:
        ends, tried = time.monotonic() + SCHEMA_SECONDS, 0
        shuffled = chance.sample(found, len(found))
        for operation in sorted(shuffled, key=lambda each: bool(each.method == "get")):
            if time.monotonic() > ends:
                break
            tried += 1

            @settings(
                max_examples=4,
                database=None,
                derandomize=True,
                suppress_health_check=list(HealthCheck),
            )
            @given(operation.as_strategy())
            def ask(case: Any) -> None:
                fields = case.body if isinstance(case.body, dict) else {}
                fields = {name: str(value) for name, value in fields.items()}
                sent.update(fields)
                kwargs = case.as_transport_kwargs(base_url=f"{whole.address}/admin")
                answer = officer.request(
                    kwargs["method"],
                    kwargs["url"],
                    params=kwargs.get("params"),
                    data={**fields, "csrf_token": officer.token},
                )
                answers[answer.status_code] += 1
                assert answer.status_code < 500, (answer.request.method, fields)

            ask()
        assert officer.get("/admin/").status_code == 200, "still signed in"
    assert tried >= 3
    assert sent, "fields of forms are sent"
    assert answers.keys() & {409, 422}, "and read"
