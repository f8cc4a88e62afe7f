"""Some seconds of the fuzzer with every change; `python -m tests.security.fuzz` runs it for longer."""

import inspect
import random
import re
import resource
import sys
import time
from collections import Counter
from typing import Any

import pytest
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from schemathesis import openapi

from backend.site.app import PAGES, build_site
from tests.backend.admin.rows import Numbers, make_rows
from tests.security.fuzz import Fuzz, grown
from tests.security.whole import Whole
from tests.site import demo_settings

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
LEAVING = ("/sign-out", "/me")


def schema_of(site: FastAPI) -> dict[str, Any]:
    """The schema that the site does not publish, each form with the fields that its module reads."""
    schema = get_openapi(title="Nối Sóng", version="1", routes=site.routes)
    for route in (route for pages in PAGES for route in pages.router.routes):
        if isinstance(route, APIRoute) and "POST" in route.methods:
            names = READ.findall(inspect.getsource(sys.modules[route.endpoint.__module__]))
            form = {"type": "object", "properties": dict.fromkeys(sorted(set(names)), TYPED)}
            body = {
                "required": True,
                "content": {"application/x-www-form-urlencoded": {"schema": form}},
            }
            schema["paths"][route.path_format]["post"]["requestBody"] = body
    return schema


def test_no_address_of_the_services_own_schema_ends_in_a_fault(whole: Whole) -> None:
    """As many addresses as there is time for are tried, forms before pages, with what fits them and
    what does not."""
    schema = openapi.from_dict(schema_of(build_site(whole.database, demo_settings())))
    chance = random.Random(SEED)
    found = [each.ok() for each in schema.get_all_operations()]
    assert len(found) > 200
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
