"""Verdicts leave the desk. Exports take a QuerySet already limited to what the person may see.

They never write. `csv` is RFC 4180 for spreadsheets; other formats stand beside it.
"""

from claims.exports.csv import COLUMNS, csv_chunks, csv_file_name, csv_lines

__all__ = ["COLUMNS", "csv_chunks", "csv_file_name", "csv_lines"]
