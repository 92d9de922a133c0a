"""A daemon whose database is another program's: it goes away, and comes back."""

from __future__ import annotations

from sqlalchemy import create_engine, text

from tests.conftest import PostgresServer
from tests.watch.station import Station, wait_for


def test_a_database_that_is_away(station: Station, postgres: PostgresServer, postgres_url: str) -> None:
    daemon = station.start("--db", postgres_url)
    station.drop("before.png", level=201)
    station.wait_finished(1)
    postgres.stop()
    try:
        station.drop("meanwhile.png", level=202)
        wait_for(lambda: bool(daemon.said("paused")))
        assert daemon.said("paused")[0]["why"] == "database"
    finally:
        postgres.start()
    station.wait_finished(2, 60)
    assert set(station.kept(station.done)) == {"before.png", "meanwhile.png"}
    engine = create_engine(postgres_url)
    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM outcomes")).scalar() == 2
    engine.dispose()
    assert daemon.end() == 0
