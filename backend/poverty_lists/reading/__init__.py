"""Reads what a commune sent: from the bytes of a workbook to a draft."""
