"""The daemon from its start to its end: what is complete, killed, shared, full, away, reloaded."""

from __future__ import annotations

import json
import resource
import signal
import socket
import sqlite3
import sys
import threading
import time
import urllib.error
import urllib.request
from contextlib import closing
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from tests.command import licet, outcomes
from tests.executors.troubled import SLOW, picture
from tests.watch.station import Station, wait_for


def test_a_file_is_taken_when_it_is_complete(station: Station) -> None:
    station.start()
    content = picture(201)
    path = station.inbox / "slow.png"
    with path.open("wb", buffering=0) as stream:
        stream.write(content[:40])
        time.sleep(1.5)  # five times the time that a file has to settle
        assert path.exists()
        stream.write(content[40:])
    assert station.wait_finished(1)["slow.png"]["code"] == "no_text"


def test_a_file_that_grows_by_others_waits(station: Station) -> None:
    """As a network share shows it: nobody on this machine has the file open."""
    station.start("--settle", "1")
    content = picture(202)
    path = station.inbox / "share.png"
    for end in range(20, len(content) + 20, 20):
        path.write_bytes(content[:end])
        time.sleep(0.3)
    assert station.wait_finished(1)["share.png"]["code"] == "no_text"


def test_a_folder_dropped_whole_waits_for_its_last_file(station: Station) -> None:
    station.start("--settle", "1.5")
    for page in range(1, 5):
        station.drop(f"证照/page{page}.png", level=200 + page)
        time.sleep(0.7)
        assert station.finished() == []
    finished = station.wait_finished(4)
    assert [Path(name).stem for name in finished] == ["page1", "page2", "page3", "page4"]
    assert {Path(event["moved_to"]).parent.name for event in finished.values()} == {"证照"}


def test_the_same_name_again_is_another_file(station: Station) -> None:
    station.start()
    for level in (201, 202, 201):
        station.drop("scan.png", level=level)
        wait_for(lambda: station.left() == [])
    wait_for(lambda: len(station.finished()) == 3)
    assert len(list(station.done.rglob("scan.png"))) == 3
    assert len(outcomes(station.database)) == 1  # by name; two contents in all
    with closing(sqlite3.connect(station.database)) as connection:
        assert connection.execute("SELECT count(*) FROM outcomes").fetchone() == (2,)


def test_killed_at_any_moment_each_file_is_read_once(station: Station) -> None:
    levels = range(186, 216)
    for level in levels:
        station.drop(f"{level}.png", level=level)
    for seconds in (0.2, 0.6, 1.0, 0.0):
        daemon = station.start()
        time.sleep(seconds)
        if seconds:
            daemon.kill()
    wait_for(lambda: len(station.kept(station.done)) == len(levels) and not station.left())
    assert set(outcomes(station.database)) == {f"{level}.png" for level in levels}
    with closing(sqlite3.connect(station.database)) as connection:
        assert connection.execute("SELECT count(*) FROM outcomes").fetchone() == (len(levels),)
    assert station.daemons[-1].end() == 0
    assert list(station.inbox.iterdir()) == []


def test_two_daemons_share_an_inbox(station: Station) -> None:
    daemons = [station.start() for _ in range(2)]
    levels = range(181, 219)
    for level in levels:
        station.drop(f"{level}.png", level=level)
    station.wait_finished(len(levels))  # none is told of twice
    assert set(station.kept(station.done)) == {f"{level}.png" for level in levels}
    assert all(daemon.said("finished") for daemon in daemons)
    assert [daemon.end() for daemon in daemons] == [0, 0]
    assert list(station.inbox.iterdir()) == []


def test_told_to_end_it_gives_back_what_was_not_begun(station: Station) -> None:
    station.drop("slow.png", level=SLOW)
    for level in range(201, 217):
        station.drop(f"{level}.png", level=level)
    daemon = station.start("--drain", "20")
    wait_for(lambda: not (station.inbox / "201.png").exists())
    assert daemon.end() == 0
    read = len(station.finished())
    assert read + len(station.left()) == 17
    assert len(station.kept(station.done)) == read
    assert not any(path.name.startswith(".") for path in station.inbox.iterdir())


def test_a_database_that_fails_holds_it_up_until_it_works(station: Station) -> None:
    station.start().end()  # makes the database
    refuse = "CREATE TRIGGER refuse BEFORE INSERT ON outcomes BEGIN SELECT RAISE(ABORT, 'no'); END"
    with closing(sqlite3.connect(station.database)) as connection:
        connection.execute(refuse)
    daemon = station.start()
    station.drop("a.png", level=201)
    wait_for(lambda: bool(daemon.said("paused")))
    assert station.finished() == []
    with closing(sqlite3.connect(station.database)) as connection:
        connection.execute("DROP TRIGGER refuse")
    assert station.wait_finished(1)["a.png"]["status"] in ("complete", "failed")
    station.drop("b.png", level=202)
    assert station.wait_finished(2)["b.png"]["code"] == "no_text"


def test_a_machine_out_of_processes_holds_it_up(station: Station) -> None:
    daemon = station.start()
    process_id = daemon.process.pid
    limit = resource.prlimit(process_id, resource.RLIMIT_NOFILE)
    most = max(int(one.name) for one in Path(f"/proc/{process_id}/fd").iterdir()) + 4
    resource.prlimit(process_id, resource.RLIMIT_NOFILE, (most, limit[1]))  # too few for a worker's pipes
    station.drop("a.png", level=201)
    wait_for(lambda: bool(daemon.said("paused")))
    assert daemon.process.poll() is None
    resource.prlimit(process_id, resource.RLIMIT_NOFILE, limit)
    assert station.wait_finished(1)["a.png"]["code"] == "no_text"


def test_a_full_disk_holds_it_up_and_options_are_loaded_anew(station: Station) -> None:
    options = station.folder / "watch.toml"
    options.write_text("free_bytes = 9_000_000_000_000_000\n", encoding="utf-8")
    daemon = station.start("--options", str(options))
    station.drop("a.png")
    wait_for(lambda: bool(daemon.said("paused")))
    assert daemon.said("paused")[0]["why"] == "disk"
    options.write_text("no_such_option = 1\n", encoding="utf-8")
    daemon.process.send_signal(signal.SIGHUP)
    wait_for(lambda: bool(daemon.said("options_refused")))
    assert "no_such_option" in daemon.said("options_refused")[0]["message"]
    options.write_text("free_bytes = 1\naccept = 0.5\n", encoding="utf-8")
    daemon.process.send_signal(signal.SIGHUP)
    assert station.wait_finished(1)["a.png"]["code"] == "no_text"
    assert daemon.said("recovered")


def test_health_and_metrics(station: Station) -> None:
    address = _free_address()
    station.start("--listen", address)
    station.drop("good.png")
    station.drop("bad.png", b"")
    station.wait_finished(2)
    assert _get(address, "/healthz") == (200, b'{"status": "ok"}')
    assert _get(address, "/elsewhere")[0] == 404
    figures = _get(address, "/metrics")[1].decode()
    for line in (
        'licet_watch_outcomes_total{code="no_text",status="complete"} 1.0',
        'licet_watch_outcomes_total{code="empty",status="failed"} 1.0',
        "licet_watch_pages_total 1.0",
        "licet_watch_in_flight_files 0.0",
        "licet_watch_oldest_waiting_seconds",
        'licet_watch_stage_seconds_count{stage="read"} 2.0',
    ):
        assert line in figures


def test_others_are_told_of_every_outcome(station: Station) -> None:
    received: list[bytes] = []

    class Hook(BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            pass

    def receive(self: BaseHTTPRequestHandler) -> None:
        received.append(self.rfile.read(int(self.headers["Content-Length"])))
        self.send_response(204)
        self.end_headers()

    vars_of_hook = {"do_POST": receive, "log_message": Hook.log_message}
    server = HTTPServer(("127.0.0.1", 0), type("Posted", (Hook,), vars_of_hook))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    told = station.folder / "told"
    script = f"import sys; open({str(told)!r}, 'ab').write(sys.stdin.buffer.read() + b'\\n')"
    options = station.folder / "watch.toml"
    hook = f'webhook = "http://127.0.0.1:{server.server_port}/"\n'
    options.write_text(f"{hook}command = {json.dumps([sys.executable, '-c', script])}\n", encoding="utf-8")
    station.start("--options", str(options))
    station.drop("$(touch x);.png")
    station.drop("bad.png", b"")
    station.wait_finished(2)
    wait_for(lambda: told.exists() and told.read_bytes().count(b"\n") == 2 and len(received) == 2)
    reports = [json.loads(body) for body in received]
    assert {report["file"]: report["code"] for report in reports} == {
        "$(touch x);.png": "no_text", "bad.png": "empty",
    }  # fmt: skip
    assert "failed" not in next(report["what_to_do"] for report in reports if report["code"] == "no_text")
    assert [json.loads(line) for line in told.read_bytes().splitlines()] == reports
    server.shutdown()


def test_systemd_is_told(station: Station) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(station.folder / "notify"))
        line.settimeout(10)
        daemon = station.start(environment={"NOTIFY_SOCKET": str(station.folder / "notify")})
        assert line.recv(100) == b"READY=1"
        assert line.recv(100) == b"WATCHDOG=1"
        daemon.process.send_signal(signal.SIGTERM)
        while (said := line.recv(100)) != b"STOPPING=1":
            assert said == b"WATCHDOG=1"


@pytest.mark.parametrize(
    ("inbox", "done", "failed", "database", "said"),
    [
        ("in", "in/done", "failed", "x.db", "overlap"),
        ("in", ".", "failed", "elsewhere/x.db", "overlap"),
        ("in", "done", "done", "x.db", "overlap"),
        ("in", "done", "failed", "in/x.db", "database"),
        ("in", "done", "failed", "failed/deep/x.db", "database"),
        ("in", "done", "failed", "sqlite:///file:in/x.db?uri=true", "URI"),
        ("in", "link", "failed", "x.db", "overlap"),
        ("missing", "done", "failed", "x.db", "not a folder"),
        ("file", "done", "failed", "x.db", "not a folder"),
        ("/proc/sys", "done", "failed", "x.db", "cannot be written"),
        ("in", "/proc/done", "failed", "x.db", "cannot be made"),
        ("in", "done", "failed", "mysql://h/x", "SQLite and PostgreSQL"),
    ],
)
def test_refuses_to_start(
    tmp_path: Path, inbox: str, done: str, failed: str, database: str, said: str
) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "file").touch()
    (tmp_path / "link").symlink_to(tmp_path / "in")
    url = database if "://" in database else tmp_path / database
    places = [tmp_path / inbox, "--done", tmp_path / done, "--failed", tmp_path / failed]
    run = licet("watch", *places, "--db", url)
    assert run.status == (5 if database.startswith("mysql:") else 2)
    assert said in run.err
    assert not list(tmp_path.rglob("*.db"))


def test_a_wrong_option_names_itself(tmp_path: Path) -> None:
    options = tmp_path / "watch.toml"
    (tmp_path / "in").mkdir()
    places = [tmp_path / "in", "--done", tmp_path / "done", "--failed", tmp_path / "failed"]
    for text, said in (
        ("settle = 1", "no option settle"),
        ("settle_seconds = -1", "settle_seconds must be above zero"),
        ("settle_seconds = 'x'", "settle_seconds is wrong"),
        ("[limits]\nmax_page = 1", "no option limits.max_page"),
        ("[limits]\nmax_pages = 0", "max_pages must be above zero"),
        ("webhook = 'file:///etc/passwd'", "webhook"),
        ("x = [", "not TOML"),
    ):
        options.write_text(text, encoding="utf-8")
        run = licet("watch", *places, "--options", options, "--db", tmp_path / "x.db")
        assert (run.status, said in run.err) == (2, True), run.err


def _free_address() -> str:
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return f"127.0.0.1:{line.getsockname()[1]}"


def _get(address: str, path: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(f"http://{address}{path}", timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()
