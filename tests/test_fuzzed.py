"""Whatever fuzzing came upon gives pages or a typed error; what it begins with is sound."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.load.file import open_source
from pipeline.load.source import SourceFile
from pipeline.options import Limits
from schemas.errors import InputError
from schemas.outcome import PageFailure
from tests.seeds import fuzzed, seeds

LIMITS = Limits(max_pixels=2_000_000, max_pages=8, max_page_seconds=2.0)


def _source(data: bytes) -> SourceFile:
    return SourceFile(Path("fuzz"), hashlib.sha256(data).hexdigest(), data)


@pytest.mark.parametrize("name", seeds())
def test_a_seed_is_sound(name: str) -> None:
    pages = list(open_source(_source(seeds()[name]), Limits()).pages)
    assert pages and not any(isinstance(page, PageFailure) for page in pages)


def test_whatever_fuzzing_came_upon() -> None:
    inputs = fuzzed()
    assert len(inputs) > 100
    for data in inputs:
        try:
            assert list(open_source(_source(data), LIMITS).pages)
        except InputError as error:
            assert str(error)
