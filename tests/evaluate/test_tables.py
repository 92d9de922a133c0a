from __future__ import annotations

import re
from pathlib import Path

import pipeline
from pipeline.evaluate.tables import STAGES

_TIMED = re.compile(r'\b(?:stage|timed)\("(\w+)"\)')


def test_every_stage_whose_time_is_taken_has_a_name_in_both_languages() -> None:
    sources = Path(pipeline.__file__).parent.rglob("*.py")
    timed = {name for source in sources for name in _TIMED.findall(source.read_text(encoding="utf-8"))}
    assert len(timed) > 5
    assert timed == set(STAGES)
