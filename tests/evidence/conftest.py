from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def store(settings, tmp_path: Path) -> Path:
    """Where uploads lie during a test."""
    settings.MEDIA_ROOT = tmp_path / "uploads"
    return settings.MEDIA_ROOT
