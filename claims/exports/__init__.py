"""Verdicts leave the desk. Exports take a QuerySet already limited to what the person may see.

They never write. `csv_lines` is RFC 4180 for spreadsheets; other formats stand beside it.
"""

from claims.exports.csv import COLUMNS, csv_lines

__all__ = ["COLUMNS", "csv_lines"]
