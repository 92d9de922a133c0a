"""A real cluster of two machines (processes on this one), of which one is lost in the middle."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from ray.cluster_utils import Cluster

import pipeline.run
from pipeline.executors.executor import ingest_files
from pipeline.executors.messages import Setup
from pipeline.executors.registry import open_executor
from pipeline.inputs import find_files
from pipeline.options import Options, WorkerLimits
from tests.executors.killing import Figures, compare, read_serially
from tests.executors.recorded import Recorded, write_archive
from tests.store.content import rows

ROOT = Path(__file__).parents[2]


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    """A head that reads nothing; machines are added by tests."""
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("RAY_USAGE_STATS_ENABLED", "0")
    import ray

    store = {"object_store_memory": 80_000_000}
    made = Cluster(initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False, **store})
    yield made
    ray.shutdown()
    made.shutdown()


def test_a_machine_is_lost_in_the_middle(cluster: Cluster, postgres_url: str, tmp_path: Path) -> None:
    before = pipeline.run.read_pages
    files = write_archive(tmp_path / "archive", tmp_path / "records", 24)
    machines = [cluster.add_node(num_cpus=1, object_store_memory=80_000_000) for _ in range(2)]
    setup = Setup(partial(Recorded, tmp_path / "records"), postgres_url, Options(threads=1), WorkerLimits())
    paths = find_files([tmp_path / "archive"])
    random.Random(7).shuffle(paths)
    done: Counter[Path] = Counter()
    with open_executor("ray", setup, 2, cluster.address) as executor:
        for result in ingest_files(executor, paths):
            done[result.path] += 1
            if done.total() == len(paths) // 3:
                cluster.remove_node(machines[0], allow_graceful=False)
    assert done == Counter(files)
    figures = Figures()
    expected = read_serially(tmp_path / "archive", tmp_path / "records", tmp_path / "serial.db")
    pipeline.run.read_pages = before
    compare(figures, rows(postgres_url), expected)
    assert (figures.lost, figures.doubled) == (0, 0)
