"""The file of the commune."""

from pathlib import Path

import pytest

from tests.backend.admin.poverty_lists.forms import (
    NEW,
    SAME,
    written,
)


@pytest.fixture
def file(tmp_path: Path) -> bytes:
    """The commune's list with two households more."""
    return written(tmp_path, *SAME, *NEW)
