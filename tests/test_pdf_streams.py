"""Where the streams of a PDF begin."""

from __future__ import annotations

import pytest

from pipeline.load.pdf_streams import find_streams


@pytest.mark.parametrize(
    ("data", "starts"),
    [
        (b"stream\nq", [7]),
        (b"1 0 obj << >>stream\r\nq endstream\n", [21]),
        (b"endstream\nq", []),
        (b"_stream\n", []),
        (b"9stream\n", []),
        (b"\xe9stream\nstream\n", [8, 15]),
        (b"stream q", []),
        (b"streamstream\n", []),
    ],
)
def test_a_stream_begins_after_a_word_of_its_own(data: bytes, starts: list[int]) -> None:
    assert [one.start for one in find_streams(data)] == starts
