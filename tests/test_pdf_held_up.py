"""A page's time is the processor's: a machine that stands still for a while, or is busy, spoils none."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.files import text_pdf

_LATEST = 3.0  # times what the page takes
_CHILD = f"""
import sys, time
from pathlib import Path
from pipeline.load.file import load_file
from pipeline.options import Limits

def drawn(limits):
    began = time.thread_time()
    (page,) = load_file(Path(sys.argv[1]), limits).pages
    return time.thread_time() - began, page

took, _ = drawn(Limits())
print(took, flush=True)
_, page = drawn(Limits(max_page_seconds={_LATEST} * took))
print(type(page).__name__, flush=True)
"""


def test_a_page_is_drawn_whole_where_its_program_is_held_up(tmp_path: Path) -> None:
    curves = "\n".join(f"{i % 600} 0 m 0 {i % 800} {i % 500} 400 595 {i % 840} c S" for i in range(1_500))
    (tmp_path / "slow.pdf").write_bytes(text_pdf(curves, page="/MediaBox [0 0 595 842]"))
    command = [sys.executable, "-c", _CHILD, str(tmp_path / "slow.pdf")]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        took = float(child.stdout.readline())
        time.sleep(took / 2)
        os.kill(child.pid, signal.SIGSTOP)
        time.sleep(2 * _LATEST * took)
        os.kill(child.pid, signal.SIGCONT)
        assert child.stdout.readline().strip() == "PageImage"
