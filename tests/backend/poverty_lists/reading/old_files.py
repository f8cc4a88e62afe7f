"""Writes one table as a real file of each format, its texts in one font, for the tests of formats."""

import csv
import zipfile
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

import xlsxwriter
import xlwt

Table = Sequence[Sequence[str]]
Writer = Callable[[Path, Table, str], None]


def write_xlsx(path: Path, table: Table, font: str) -> None:
    with xlsxwriter.Workbook(path) as workbook:
        style = workbook.add_format({"font_name": font} if font else {})
        page = workbook.add_worksheet("Thôn 1")
        for row, cells in enumerate(table):
            for column, text in enumerate(cells):
                page.write_string(row, column, text, style)


def write_xls(path: Path, table: Table, font: str) -> None:
    workbook = xlwt.Workbook()
    style = xlwt.easyxf(f"font: name {font}" if font else "")
    page = workbook.add_sheet("Thôn 1")
    for row, cells in enumerate(table):
        for column, text in enumerate(cells):
            page.write(row, column, text, style)
    workbook.save(str(path))


def write_ods(path: Path, table: Table, font: str) -> None:
    rows = "".join(
        "<table:table-row>"
        + "".join(
            '<table:table-cell table:style-name="ce1" office:value-type="string">'
            f"<text:p>{escape(text)}</text:p></table:table-cell>"
            for text in cells
        )
        + "</table:table-row>"
        for cells in table
    )
    write_ods_body(path, f'<table:table table:name="Thôn 1">{rows}</table:table>', font)


def write_ods_body(path: Path, tables: str, font: str = "") -> None:
    """An .ods with these tables; style ce1 has the font, ta1 hides a table."""
    content = f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"
 xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0">
<office:font-face-decls><style:font-face style:name="F" svg:font-family="'{font}'"/>
</office:font-face-decls><office:automatic-styles>
<style:style style:name="ce1" style:family="table-cell">
<style:text-properties style:font-name="F"/></style:style>
<style:style style:name="ta1" style:family="table">
<style:table-properties table:display="false"/></style:style></office:automatic-styles>
<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>
</office:document-content>"""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", "<manifest/>")


def write_csv(path: Path, table: Table, font: str = "") -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(table)


def write_old_csv(path: Path, table: Table, font: str = "") -> None:
    """In single bytes, as Excel wrote it before Unicode."""
    text = "\r\n".join("\t".join(cells) for cells in table)
    path.write_bytes(b"".join(_byte(character) for character in text))


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return character.encode("latin-1")


def write_html(path: Path, table: Table, font: str) -> None:
    rows = "".join(
        "<tr>" + "".join(f"<td class=xl24>{escape(text)}</td>" for text in cells) + "</tr>"
        for cells in table
    )
    style = f'.xl24 {{mso-style-parent:style0; font-family:"{font}", serif;}}' if font else ""
    path.write_text(
        f'<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8">'
        f"<style><!-- {style} --></style></head><body><table>{rows}</table></body></html>",
        encoding="utf-8",
    )


def write_xml(path: Path, table: Table, font: str) -> None:
    rows = "".join(
        "<Row>"
        + "".join(
            f'<Cell ss:StyleID="s1"><Data ss:Type="String">{escape(text)}</Data></Cell>'
            for text in cells
        )
        + "</Row>"
        for cells in table
    )
    name = f'ss:FontName="{font}"' if font else ""
    write_xml_body(
        path,
        f'<Styles><Style ss:ID="s1"><Font {name}/></Style></Styles>'
        f'<Worksheet ss:Name="Thôn 1"><Table>{rows}</Table></Worksheet>',
    )


def write_xml_body(path: Path, body: str) -> None:
    path.write_text(
        '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"'
        ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
        ' xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">' + body + "</Workbook>",
        encoding="utf-8",
    )


WRITERS: dict[str, Writer] = {
    "xlsx": write_xlsx,
    "xls": write_xls,
    "ods": write_ods,
    "csv": write_csv,
    "old csv": write_old_csv,
    "html": write_html,
    "xml": write_xml,
}
