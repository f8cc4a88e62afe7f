"""What a process loads before it serves: nothing heavy that it may never need."""

import json
import subprocess
import sys

import pytest

from tests.demo_process import ROOT, environment

# Each is loaded by what makes its kind of file, or by the command that needs it.
HEAVY = {
    *("alembic", "docx", "lxml", "openpyxl", "xlrd", "xlsxwriter", "typst", "viparse", "PIL"),
    *("babel", "psycopg", "prometheus_client", "rich", "bot.demo.world"),
    "fastapi",  # for the benchmarks alone
}
OF_CHANNELS = {"telegram", "zalo_bot", "httpx"}  # for who has set their tokens
OF_PAGES = {"bot.app", "backend.site.app", "backend.public.pages", "bot.simulator.pages"}

SERVE = ("bot.server", "bot.ready", "bot.logs", "bot.service", "bot.keys_command")
WORKER = ("bot.worker", "bot.ready", "bot.logs", "bot.service", "bot.keys_command")


def loaded_by(*modules: str) -> set[str]:
    """Everything that a new process has loaded after these."""
    script = (
        "import importlib, json, sys\n"
        "from bot.starting import loading\n"
        "with loading():\n"
        "    for name in sys.argv[1:]: importlib.import_module(name)\n"
        "json.dump(list(sys.modules), sys.stdout)"
    )
    command = [sys.executable, "-c", script, "bot.cli", *modules]
    told = subprocess.run(command, check=True, capture_output=True, env=environment(), cwd=ROOT)
    return set(json.loads(told.stdout))


@pytest.mark.parametrize(
    ("begun", "unwanted"),
    [
        ((), HEAVY | OF_CHANNELS | OF_PAGES | {"sqlalchemy", "pydantic", "starlette", "uvicorn"}),
        (SERVE, HEAVY | OF_CHANNELS),
        (WORKER, HEAVY | OF_CHANNELS | OF_PAGES | {"uvicorn"}),
    ],
    ids=["the help", "serve", "worker"],
)
def test_nothing_heavy_is_loaded_before_it_is_needed(
    begun: tuple[str, ...], unwanted: set[str]
) -> None:
    assert loaded_by(*begun) & unwanted == set()


def test_what_is_loaded_too_early_is_noticed() -> None:
    assert {"openpyxl", "bot.app"} <= loaded_by("backend.poverty_lists.marking.in_place", "bot.app")
