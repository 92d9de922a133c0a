"""A file that kills, stalls or breaks the reading process ends one task and not the desk."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from pipeline.review.recent import Recent
from pipeline.review.worker import TaskError, Worker
from tests.desk import tasks
from tests.desk.people import Client


@pytest.mark.parametrize("task", [tasks.die, tasks.hang, tasks.fail, tasks.hog])
def test_the_next_task_is_done(task: Callable[[], object]) -> None:
    worker = Worker(seconds=8)
    assert worker.run(tasks.answer, 1) == 1
    with pytest.raises(TaskError):
        worker.run(task)
    assert worker.run(tasks.answer, 2) == 2
    worker.close()


def test_the_end_waits_for_no_task() -> None:
    """A desk that was told to end went on for as long as the file at hand took, up to half an hour."""
    worker = Worker(seconds=60)
    assert worker.run(tasks.answer, 1) == 1
    with ThreadPoolExecutor(1) as threads:
        running = threads.submit(worker.run, tasks.hang)
        time.sleep(0.5)
        start = time.monotonic()
        worker.close()
        with pytest.raises(TaskError):
            running.result(30)
        assert time.monotonic() - start < 20
    with pytest.raises(TaskError):
        worker.run(tasks.answer, 2)


def test_what_is_kept_has_a_bound() -> None:
    recent = Recent(10)
    for name in "abc":
        recent.keep(name, b"1234")
    assert list(recent) == ["b", "c"]
    recent.find("b")
    recent.keep("d", b"1234")
    assert list(recent) == ["b", "d"]


def test_bodies_have_a_bound(client: Client) -> None:
    client.log_in("admin")
    assert client.tell("/certificates/1/correct", key="x" * 3_000_000).status_code == 413
