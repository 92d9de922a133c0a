"""``licet watch`` with an engine double: ``python -m tests.watch.run_daemon MARKS ARGUMENT...``."""

from __future__ import annotations

import sys
from pathlib import Path

from pipeline.cli import app
from pipeline.commands import watch
from tests.watch.doubles import builder

if __name__ == "__main__":
    vars(watch)["build_engine"] = builder(Path(sys.argv[1]))
    app(["watch", *sys.argv[2:]], prog_name="licet")
