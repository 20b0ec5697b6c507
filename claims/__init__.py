"""The desk: articles in, claims found, checked, signed off, verdicts out."""
