"""What all tests share: quick passwords, patient properties, one process for a single file."""

from pathlib import Path

import pytest
from argon2 import PasswordHasher
from hypothesis import settings

from backend.encryption.ring import use_keys
from backend.officers import passwords
from tests.keys import KEYS

# A busy machine is slow: how long an example takes says nothing about what a test protects.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")

use_keys(KEYS)

pytest_plugins = ["tests.bot.reading.summary", "tests.databases", "tests.fakes.fixtures"]


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """One or two files run in this process, where they can be watched: `-s`, a debugger. More of them
    run on every core, unless `-n` says otherwise."""
    asked = [Path(argument.partition("::")[0]) for argument in config.args]
    return 0 if all(path.is_file() for path in asked) and len(asked) < 3 else None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest files come first, so that no process is left alone with one at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/processes/"))


@pytest.fixture(scope="session", autouse=True)
def _quick_passwords() -> None:
    """Hashing slows down guessing, and tests with it: here one round does."""
    passwords._hasher = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
    passwords._NOBODY = passwords._hasher.hash("nobody")


@pytest.fixture(autouse=True)
def _keys_of_the_tests() -> None:
    """Commands that run in this process take the keys of their own settings."""
    use_keys(KEYS)
