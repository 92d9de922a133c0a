"""The systemd unit, and how the parts that need no process judge what they see."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest
import typer.main

import pipeline.watch
from pipeline.cli import app
from pipeline.executors.limits import cgroup_files, machine_bytes
from pipeline.inputs import recorded_path
from pipeline.watch.claim import Claims, rename_apart
from pipeline.watch.ignored import IGNORED, is_ignored
from pipeline.watch.inbox import Entry, path_to_stamp, scan_inbox
from pipeline.watch.stability import Stability, has_writer

UNIT = Path(pipeline.watch.__path__[0]) / "licet-watch.service"


def test_the_unit_is_hardened_and_calls_what_there_is() -> None:
    text = UNIT.read_text(encoding="utf-8")
    settings = dict(re.findall(r"^(\w+)=(.*)$", text, re.MULTILINE))
    assert settings["Type"] == "notify" and int(settings["WatchdogSec"]) > 0
    assert settings["NoNewPrivileges"] == settings["PrivateTmp"] == "true"
    assert settings["ProtectSystem"] == "strict" and settings["MemoryMax"]
    assert settings["OOMPolicy"] == "continue"  # else one file's memory ends the daemon
    (command,) = re.findall(r"^ExecStart=((?:.*\\\n)*.*)$", text, re.MULTILINE)
    options = set(re.findall(r"--[a-z-]+", command))
    licet = typer.main.get_group(app)
    watch = licet.get_command(typer.Context(licet), "watch")
    assert watch is not None
    assert options <= {name for parameter in watch.params for name in parameter.opts}


def test_a_services_memory_is_its_own() -> None:
    """Of the service that the unit makes, and of a container that sees its own group as the root."""
    of_service = [str(file) for file in cgroup_files("0::/system.slice/licet-watch.service\n")]
    assert of_service == [
        "/sys/fs/cgroup/system.slice/licet-watch.service/memory.max",
        "/sys/fs/cgroup/system.slice/memory.max",
        "/sys/fs/cgroup/memory.max",
    ]
    assert [str(file) for file in cgroup_files("5:cpu,memory:/a\n3:cpuset:/b\n0::/\n")] == [
        "/sys/fs/cgroup/memory/a/memory.limit_in_bytes",
        "/sys/fs/cgroup/memory/memory.limit_in_bytes",
        "/sys/fs/cgroup/memory.max",
    ]
    assert 0 < machine_bytes() <= os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")


def test_complete_is_what_did_not_change(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    file.write_bytes(b"1")
    stability = Stability()

    def ready(now: float) -> list[str]:
        return [entry.path for entry in stability.ready(scan_inbox(tmp_path, IGNORED), now, 5.0, 60.0)]

    assert ready(0.0) == ready(4.9) == []
    file.write_bytes(b"12")
    assert ready(5.0) == ready(9.9) == []
    assert ready(10.0) == ["a.png"]
    assert stability.oldest(12.0) == 12.0
    os.utime(file, (1, 1))
    assert ready(20.0) == []
    file.unlink()
    assert ready(30.0) == []
    assert stability.waiting == 0


def test_a_folder_that_never_rests_is_waited_for_so_long(tmp_path: Path) -> None:
    folder = tmp_path / "扫描"
    folder.mkdir()
    stability = Stability()
    for second in range(70):
        (folder / f"page{second}.png").touch()
        ready = stability.ready(scan_inbox(tmp_path, IGNORED), float(second), 5.0, 60.0)
        assert [entry.path for entry in ready] == [f"扫描/page{one}.png" for one in range(second - 64)]


def test_who_writes_is_seen(tmp_path: Path) -> None:
    file = tmp_path / "a.png"
    with file.open("wb"):
        assert has_writer(file)
    assert not has_writer(file)
    os.mkfifo(tmp_path / "pipe")
    for other in ("pipe", "nothing"):
        assert not has_writer(tmp_path / other)


@pytest.mark.parametrize(
    ("name", "ignored"),
    [
        (".a", True),
        ("A.PART", True),
        ("~$b.docx", True),
        ("THUMBS.DB", True),
        ("a.png", False),
        ("tmp", False),
    ],
)
def test_ignored(name: str, ignored: bool) -> None:
    assert is_ignored(name, IGNORED) is ignored


def test_a_claimed_file_is_known_by_where_it_was(tmp_path: Path) -> None:
    (tmp_path / "京").mkdir()
    file = tmp_path / "京" / "a.png"
    file.write_bytes(b"1")
    claims = Claims(tmp_path)
    entry = Entry("京/a.png", path_to_stamp(file))
    claim = claims.take(entry)
    assert claim is not None and not file.exists()
    assert recorded_path(claim.file) == file and claim.tags == ("京",)
    assert recorded_path(file) == file
    assert claims.take(entry) is None
    file.write_bytes(b"2")
    assert not claims.put_back(claim)  # another file has its place
    file.unlink()
    assert claims.put_back(claim) and file.read_bytes() == b"1"
    claims.tidy()
    assert list(tmp_path.iterdir()) == [tmp_path / "京"]


def test_a_daemon_that_lives_loses_nothing(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"1")
    living, other = Claims(tmp_path), Claims(tmp_path)
    claim = living.take(Entry("a.png", path_to_stamp(tmp_path / "a.png")))
    assert claim is not None
    assert other.take_over(0.0) == [] and other.find_dead(0.0) == []
    # As another kernel sees it, whose locks do not reach this far: silence alone counts.
    alive = living.folder / "alive"
    alive.rename(living.folder / "held")
    alive.write_text("another kernel", encoding="ascii")
    assert other.take_over(60.0) == [] and claim.file.exists()
    os.utime(alive, (1, 1))
    (taken,) = other.take_over(60.0)
    assert taken.origin == "a.png" and taken.file.read_bytes() == b"1"
    assert not claim.file.exists()


def test_a_sender_cannot_lead_claims_elsewhere(tmp_path: Path) -> None:
    inbox, elsewhere = tmp_path / "in", tmp_path / "elsewhere"
    inbox.mkdir()
    elsewhere.mkdir()
    (inbox / ".licet-claims").symlink_to(elsewhere)
    (inbox / "a.png").write_bytes(b"1")
    claim = Claims(inbox).take(Entry("a.png", path_to_stamp(inbox / "a.png")))
    assert claim is not None and claim.file.read_bytes() == b"1"
    assert list(elsewhere.iterdir()) == []


def test_nothing_is_renamed_over(tmp_path: Path) -> None:
    (tmp_path / "a").write_bytes(b"a")
    (tmp_path / "b").write_bytes(b"b")
    with pytest.raises(FileExistsError):
        rename_apart(tmp_path / "a", tmp_path / "b")
    (tmp_path / "link").symlink_to("nowhere")
    with pytest.raises(FileExistsError):
        rename_apart(tmp_path / "link", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == b"b"
