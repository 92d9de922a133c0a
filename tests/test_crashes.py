"""What fuzzing found and was fixed stays so; what it begins with is sound."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.load.file import open_source
from pipeline.load.source import SourceFile
from pipeline.options import Limits
from schemas.errors import InputError
from schemas.outcome import PageFailure
from tests.seeds import seeds

CRASHES = sorted((Path(__file__).parent / "crashes").glob("*.bin"))


def _source(data: bytes) -> SourceFile:
    return SourceFile(Path("fuzz"), hashlib.sha256(data).hexdigest(), data)


@pytest.mark.parametrize("name", seeds())
def test_a_seed_is_sound(name: str) -> None:
    pages = list(open_source(_source(seeds()[name]), Limits()).pages)
    assert pages and not any(isinstance(page, PageFailure) for page in pages)


@pytest.mark.parametrize("path", CRASHES, ids=lambda path: path.stem)
def test_a_crash_stays_fixed(path: Path) -> None:
    try:
        assert list(open_source(_source(path.read_bytes()), Limits()).pages)
    except InputError as error:
        assert str(error)
