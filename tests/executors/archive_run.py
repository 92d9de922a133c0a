"""``python -m tests.executors.archive_run``: ``licet ingest`` over an archive on record, to be killed."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import typer

from pipeline.commands.run_files import RunPlan, run_files
from pipeline.executors.messages import Setup
from pipeline.inputs import find_files
from pipeline.options import Options, WorkerLimits
from schemas.errors import LicetError
from tests.executors.recorded import Recorded

app = typer.Typer()


@app.command()
def main(archive: Path, records: Path, database: str, workers: int = 2, file_bytes: int = 0) -> None:
    """Read the archive; ``file_bytes`` above 0 is where the disk is full for workers."""
    limits = WorkerLimits(file_bytes=file_bytes or None)
    setup = Setup(partial(Recorded, records), database, Options(threads=1), limits)
    try:
        run_files(
            partial(find_files, [archive]), RunPlan(setup, "processes", workers, quiet=True, json_log=False)
        )
    except LicetError as error:
        raise SystemExit(error.exit_status) from error


if __name__ == "__main__":
    app()
