"""What a worker imports when it starts: neither library brings what licet never calls."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import AbstractContextManager
from importlib import import_module

import pytest

from pipeline.lean_imports import left_empty, left_out

_STARTED = """
import sys
from pipeline.ocr.model import rehearse
from pipeline.store.segment import to_words
rehearse()
assert "电信" in to_words("增值电信业务经营许可证")
asked = {"openvino", "openvino.tools.ovc", "jieba", "jieba.finalseg", "pkg_resources"}
print(sorted(asked & set(sys.modules)))
"""


def test_both_libraries_work_without() -> None:
    done = subprocess.run([sys.executable, "-c", _STARTED], capture_output=True, text=True, check=False)
    assert done.stdout == "['jieba', 'openvino']\n", done.stdout + done.stderr


def test_a_module_is_out_for_the_moment_alone() -> None:
    sys.modules.pop("this", None)
    with left_out("this"), pytest.raises(ImportError):
        import_module("this")
    assert "this" not in sys.modules


def test_a_module_is_empty_for_the_moment_alone() -> None:
    sys.modules.pop("this", None)
    with left_empty("this"):
        assert not hasattr(import_module("this"), "s")
    assert "this" not in sys.modules


@pytest.mark.parametrize("left", [left_out, left_empty])
def test_what_is_there_already_stays(left: Callable[[str], AbstractContextManager[None]]) -> None:
    there = import_module("json")
    with left("json"):
        assert import_module("json") is there
    assert sys.modules["json"] is there
