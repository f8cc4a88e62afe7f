"""The sample list and what was read in it."""

import pytest

from backend.poverty_lists.draft import ListDraft
from backend.poverty_lists.reading.reader import read_list
from backend.poverty_lists.sample import write_sample
from tests.backend.poverty_lists.reading.sheets import TODAY


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[bytes, ListDraft]:
    path = tmp_path_factory.mktemp("sample") / "mau.xlsx"
    write_sample(path)
    return path.read_bytes(), read_list(path, "mau.xlsx", TODAY)
