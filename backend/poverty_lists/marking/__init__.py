"""Gives an officer their own workbook back: with the bad cells marked, or with only the rows that
were not accepted."""
