"""The application: one database, its routes, and errors in words that a person can use."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import quote

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, RedirectResponse, Response
from fastapi.staticfiles import StaticFiles
from starlette.exceptions import HTTPException

from pipeline.review.headers import SecurityHeaders
from pipeline.review.page_tasks import PageGoneError
from pipeline.review.pages import PageImages
from pipeline.review.render import render
from pipeline.review.settings import Settings
from pipeline.review.values import DoubtfulValueError, ValueFormError
from pipeline.review.views import images, login, queue, review
from pipeline.review.visitor import LoginNeededError, look_of
from pipeline.review.words import one_language
from pipeline.review.worker import Worker, WorkerError
from pipeline.store.corrections import ConflictError
from pipeline.store.decide import CorrectionError
from pipeline.store.desk import Desk
from pipeline.store.register import fill_register
from pipeline.store.reviewed import UnknownCertificateError
from schemas.errors import EngineError, EngineMissingError, LicetError, OptionError, StoreError

PAGE_SECONDS = 120.0
_STATUS: dict[type[LicetError], int] = {
    UnknownCertificateError: 404,
    PageGoneError: 404,
    ConflictError: 409,
    CorrectionError: 422,
    ValueFormError: 422,
    DoubtfulValueError: 422,
    OptionError: 422,
    WorkerError: 503,
    EngineError: 503,
    EngineMissingError: 503,
    StoreError: 503,
}


def create_app(settings: Settings, desk: Desk) -> FastAPI:
    """The desk on an open database. Certificates stored before there was a register enter it first.

    Raises:
        StoreError: the database can't be used.
    """
    app = FastAPI(
        title="licet", docs_url=None, redoc_url=None, openapi_url=None, lifespan=_life, redirect_slashes=False
    )
    app.state.settings, app.state.desk = settings, desk
    app.state.page_worker = Worker(PAGE_SECONDS)
    app.state.images = PageImages(app.state.page_worker, settings.options.limits)
    for module in (login, queue, review, images):
        app.include_router(module.router)
    app.mount("/static", StaticFiles(directory=Path(__file__).parent / "static"), name="static")
    app.add_exception_handler(LoginNeededError, _to_login)
    app.add_exception_handler(LicetError, _tell_licet)
    app.add_exception_handler(HTTPException, _tell_http)
    app.add_exception_handler(RequestValidationError, _tell_validation)
    app.add_middleware(SecurityHeaders)
    while True:
        with desk.writing() as connection:
            if not fill_register(connection):
                return app


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    yield
    app.state.page_worker.close()


def _to_login(request: Request, _: Exception) -> Response:
    if _wants_page(request):
        path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
        to = path if request.method == "GET" else "/"
        return RedirectResponse(f"/login?to={quote(to)}", status_code=303)
    return _answer(request, 401, "请先登录 / log in first")


def _tell_licet(request: Request, error: Exception) -> Response:
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    return _answer(request, status, str(error), getattr(error, "code", "error"))


def _tell_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = str(error.detail) if isinstance(error, HTTPException) else "error"
    headers = dict(error.headers or {}) if isinstance(error, HTTPException) else {}
    answer = _answer(
        request, status, "没有此页面 / there is no such page" if detail == "Not Found" else detail
    )
    for name, value in headers.items():
        answer.headers[name] = value
    return answer


def _tell_validation(request: Request, error: Exception) -> Response:
    told = error.errors()[0] if isinstance(error, RequestValidationError) and error.errors() else {}
    where = ".".join(str(part) for part in told.get("loc", ()))
    return _answer(request, 422, f"请求有误 / the request is not right: {where}: {told.get('msg', '')}")


def _answer(request: Request, status: int, message: str, code: str = "request") -> Response:
    look = look_of(request)
    if _wants_page(request):
        told = one_language(message, look.language)
        return render(request, "message.html", None, look, status=status, code=status, message=told)
    return JSONResponse({"code": code, "message": one_language(message, look.language)}, status_code=status)


def _wants_page(request: Request) -> bool:
    return "text/html" in request.headers.get("accept", "")
