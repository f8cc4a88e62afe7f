"""The lines of JSON in which the child process hands a workbook to its parent.

    {"sheet": "Thôn 1", "visible": true, "merged": [[1, 1, 1, 9]], "legacy": [...], "mended": []}
    [[9, 2, "Hồ Thị A Lơ", 4, 1985], [10, ...]]     rows: number, then columns and values
    {"file_format": "xlsx", "encoding": null, "far_cells": 0, "unread_sheets": []}   the last line

A date is written as `{"date": "1985-03-15"}` or `{"time": "1985-03-15T07:30:00"}`.
"""



_ROWS_A_LINE = 500
