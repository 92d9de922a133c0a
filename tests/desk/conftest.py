"""The desk on real databases, asked in this process or served to a real browser."""

from __future__ import annotations

import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import uvicorn
from argon2 import PasswordHasher
from fastapi import FastAPI

from pipeline.review.app import create_app
from pipeline.review.background import background
from pipeline.review.settings import Settings
from pipeline.store.desk import Desk, open_desk
from pipeline.store.store import Store, open_store
from pipeline.store.users import Role, add_user
from tests.desk.people import PASSWORD, Client

# At the least cost of Argon2: tests log in by the hundred. Of the cost of others there is test_passwords.
_HASH = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1).hash(PASSWORD)


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with accounts and nothing else, made once: each test takes a copy."""
    path = tmp_path_factory.mktemp("template") / "licet.db"
    opened = open_desk(str(path))
    add_people(opened)
    opened.close()
    return path


@pytest.fixture
def db(template: Path, tmp_path: Path) -> str:
    shutil.copy(template, tmp_path / "licet.db")
    return f"sqlite:///{tmp_path}/licet.db"


@pytest.fixture
def store(db: str) -> Iterator[Store]:
    with open_store(db) as opened:
        yield opened


@pytest.fixture
def desk(db: str) -> Iterator[Desk]:
    opened = open_desk(db)
    yield opened
    opened.close()


def add_people(desk: Desk) -> None:
    """One account for each role, named after it, and a second reviewer."""
    with desk.writing() as connection:
        for role in Role:
            add_user(connection, role.value, _HASH, role)
        add_user(connection, "other", _HASH, Role.REVIEWER)


def settings_for(db: str, folder: Path, **more: bool) -> Settings:
    return Settings(db=db, uploads=folder / "uploads", **more)


@pytest.fixture
def app(db: str, desk: Desk, tmp_path: Path) -> FastAPI:
    return create_app(settings_for(db, tmp_path), desk)


@pytest.fixture
def client(app: FastAPI) -> Client:
    return Client(app)


@contextmanager
def served(app: FastAPI) -> Iterator[str]:
    """The address of the application on a free port of this machine; uploads are read."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        while not server.started:
            assert thread.is_alive()
            time.sleep(0.02)
        with background(app.state.desk, app.state.settings):
            yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join(10)
