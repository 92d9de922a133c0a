"""The ``licet`` command in a process that permissions of files bind, as root too."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path

from tests.command import Run

_DROP = 24  # prctl: PR_CAPBSET_DROP
_RIGHTS = 1, 2  # CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH: root's not to be asked for permissions
_ROOT = Path(__file__).parent.parent


def licet_by_permissions(*arguments: str | Path) -> Run:
    """The command, by a user who has no rights beyond those that files and folders give their owner."""
    words = [sys.executable, "-m", "tests.unprivileged", *map(str, arguments)]
    environment = {**os.environ, "COLUMNS": "220"}
    run = subprocess.run(words, cwd=_ROOT, env=environment, check=False, capture_output=True, text=True)
    return Run(run.returncode, run.stdout, run.stderr)


def _drop_rights() -> None:
    """None of root's comes with the next program. Others have none."""
    prctl = ctypes.CDLL(None, use_errno=True).prctl
    for right in _RIGHTS if os.geteuid() == 0 else ():
        if prctl(_DROP, right, 0, 0, 0) != 0:
            raise OSError(ctypes.get_errno(), "root's rights cannot be dropped")


if __name__ == "__main__":
    _drop_rights()
    program = "from pipeline.cli import app; app(prog_name='licet')"
    os.execv(sys.executable, [sys.executable, "-c", program, *sys.argv[1:]])
