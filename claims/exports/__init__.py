"""Verdicts leave the desk. Exports take a QuerySet already limited to what the person may see.

They never write. `csv` is RFC 4180 for spreadsheets; `matches` is which claims are about one fact.
"""

from claims.exports.csv import COLUMNS, csv_chunks, csv_file_name, csv_lines
from claims.exports.matches import match_rows

__all__ = ["COLUMNS", "csv_chunks", "csv_file_name", "csv_lines", "match_rows"]
