import zipfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.poverty_lists.draft import FileFormat
from backend.poverty_lists.reading.container import Failure, inspect
from tests.backend.poverty_lists.reading.sheets import Cells, write


def test_a_workbook_passes(tmp_path: Path) -> None:
    assert inspect(write(tmp_path / "a.xls", {"Sheet1": [["x"]]})) is FileFormat.XLSX


def test_a_workbook_that_unpacks_to_too_much_is_stopped(tmp_path: Path) -> None:
    path = write(tmp_path / "a.xlsx", {"Sheet1": [["x"]]})
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/media/zeros.bin", bytes(2**22))

    assert inspect(path, unpacked_limit=1000) is Failure.TOO_BIG


def test_a_long_list_that_is_not_suspiciously_small_passes(tmp_path: Path) -> None:
    rows: list[Cells] = [[number, f"Hồ Văn {number * number}"] for number in range(2_000)]

    assert inspect(write(tmp_path / "a.xlsx", {"Sheet1": rows}), 1000) is FileFormat.XLSX


@given(
    st.sampled_from([b"", b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]),
    st.binary(),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_told_apart_without_an_exception(
    tmp_path: Path, start: bytes, rest: bytes
) -> None:
    path = tmp_path / "any"
    path.write_bytes(start + rest)

    assert isinstance(inspect(path), Failure | FileFormat)
