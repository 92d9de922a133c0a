"""``licet serve``: the desk in a browser."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.commands.choices import DEFAULT_DATABASE, Accept, Database, EngineName, ModelDir, TypesDir
from pipeline.commands.desk_extra import desk_needs
from pipeline.options import CORES, Options
from pipeline.store.desk import open_desk
from pipeline.store.users import count_admins
from schemas.declarations import document_types
from schemas.errors import OptionError


def serve_command(
    db: Database = DEFAULT_DATABASE,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=0, max=65535)] = 8000,
    workers: Annotated[
        int,
        typer.Option(
            help="Processes that serve [default: one a core, at most 4].", min=1, max=64, show_default=False
        ),
    ] = CORES,
    uploads: Annotated[
        Path, typer.Option(help="Folder that uploaded files are kept in; made if need be.")
    ] = Path("licet-uploads"),
    mask_names: Annotated[
        bool, typer.Option("--mask-names", help="Hide names of people, and page images, from viewers.")
    ] = False,
    engine: EngineName = "rapidocr",
    model_dir: ModelDir = None,
    accept: Accept = Options.accept,
    types: TypesDir = None,
) -> None:
    """Serve the desk: review, search, API. 启动核对台。

    \b
    Examples:
      licet serve                            then open http://127.0.0.1:8000
      licet serve --db archive.db --mask-names
      licet serve --workers 1                one process: less memory
      licet users add zhang --role admin     the first account, once
    """
    try:
        from pipeline.review.engines import EngineChoice
        from pipeline.review.serving import bind, serve
        from pipeline.review.settings import Settings
    except ModuleNotFoundError as error:
        raise desk_needs(error) from error
    document_types(types)  # first: a wrong declaration is told before anything is made
    with open_desk(db) as desk:
        with desk.reading() as connection:
            if not count_admins(connection):
                raise OptionError(
                    "尚无人可登录，请先建账户：licet users add NAME --role admin"
                    " / Nobody may log in yet. Make the first account: licet users add NAME --role admin"
                )
        settings = Settings(
            db=db, uploads=uploads.absolute(), engine=EngineChoice(engine, model_dir),
            mask_names=mask_names, options=Options(accept=accept, types=types),
        )  # fmt: skip
        bound = bind(host, port)
        shown = f"[{host}]" if ":" in host else host
        typer.echo(f"核对台 / desk: http://{shown}:{bound.getsockname()[1]}", err=True)
        serve(settings, desk, bound, workers)
