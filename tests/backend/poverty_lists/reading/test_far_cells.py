import zipfile
from pathlib import Path

import xlsxwriter

from backend.poverty_lists.reading.far_cells import without_far_cells


def test_cells_beyond_a_wide_gap_are_left_out_and_counted(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(path) as workbook:
        page = workbook.add_worksheet()
        page.write("A1", 1)
        page.write("C4000", 2)
        page.write("IW2", 3)
        page.write("A20000", 4)
        page.write_blank("B2", None, workbook.add_format({"bold": True}))

    copy, left_out = without_far_cells(path)

    with zipfile.ZipFile(copy) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml")
    assert left_out == 2
    assert b'r="C4000"' in xml
    assert b'r="IW2"' not in xml
    assert b"<v>4</v>" not in xml
