"""The application on one open database: pages for people, the API for programs."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import cast
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.responses import RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.types import ExceptionHandler

from pipeline.review.api.app import create_api
from pipeline.review.body_limit import BodyLimit
from pipeline.review.errors import answer, tell_errors
from pipeline.review.headers import SecurityHeaders
from pipeline.review.page_images import PageImages
from pipeline.review.settings import Settings
from pipeline.review.turns import Turns
from pipeline.review.views import (
    admin,
    images,
    login,
    overview,
    pointing,
    queue,
    review,
    search,
    second,
    uploads,
)
from pipeline.review.visitor import LoginNeededError
from pipeline.review.worker import Worker
from pipeline.store.desk import Desk
from pipeline.store.register import fill_register
from pipeline.store.segment import load_dictionary

PAGE_SECONDS = 120.0
_VIEWS = (login, queue, review, pointing, second, images, search, overview, uploads, admin)


def create_app(settings: Settings, desk: Desk) -> FastAPI:
    """The desk on an open database. Certificates stored before there was a register enter it first.

    Raises:
        StoreError: the database can't be used.
    """
    app = FastAPI(
        title="licet", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_life, redirect_slashes=False
    )
    api = create_api()
    worker = Worker(PAGE_SECONDS)
    app.state.page_worker = worker
    app.state.second_worker = Worker(PAGE_SECONDS)  # a page is drawn while opinions on it are formed
    app.state.second_turn = asyncio.Lock()
    for state in (app.state, api.state):
        state.settings, state.desk = settings, desk
        state.images = PageImages(worker, settings.options.limits)
    for module in _VIEWS:
        app.include_router(module.router)
    app.mount("/api/v1", api)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    tell_errors(app)
    app.add_exception_handler(LoginNeededError, cast("ExceptionHandler", _to_login))
    app.add_middleware(BodyLimit, most=settings.options.limits.max_file_bytes)
    app.add_middleware(SecurityHeaders)
    app.add_middleware(Turns)
    load_dictionary()
    while True:
        with desk.writing() as connection:
            if not fill_register(connection):
                return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.page_worker.close()
    app.state.second_worker.close()


def _to_login(request: Request, _: LoginNeededError) -> Response:
    if "text/html" not in request.headers.get("accept", ""):
        return answer(request, 401, "请先登录 / log in first")
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    to = path if request.method == "GET" else "/"
    return RedirectResponse(f"/login?to={quote(to)}", status_code=303)
