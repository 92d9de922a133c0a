"""Errors to answers: a status, a code for programs, and words that a person can use."""

from __future__ import annotations

import logging
from typing import cast

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, Response
from starlette.exceptions import HTTPException
from starlette.types import ExceptionHandler

from pipeline.review.page_tasks import PageGoneError
from pipeline.review.render import render
from pipeline.review.uploads import UploadFolderError
from pipeline.review.values import DoubtfulValueError, ValueFormError
from pipeline.review.visitor import LoginNeededError, Visitor, look_of, visitor_of
from pipeline.review.words import one_language
from pipeline.review.worker import TaskError
from pipeline.store.corrections import ConflictError
from pipeline.store.decide import CorrectionError
from pipeline.store.jobs import KeyReusedError
from pipeline.store.reviewed import UnknownCertificateError
from schemas.errors import (
    EngineError,
    EngineMissingError,
    FileTooLargeError,
    LicetError,
    OptionError,
    StoreError,
)

_log = logging.getLogger(__name__)
_STATUS: dict[type[LicetError], int] = {
    UnknownCertificateError: 404,
    PageGoneError: 404,
    ConflictError: 409,
    KeyReusedError: 409,
    FileTooLargeError: 413,
    CorrectionError: 422,
    ValueFormError: 422,
    DoubtfulValueError: 422,
    OptionError: 422,
    TaskError: 503,
    EngineError: 503,
    EngineMissingError: 503,
    UploadFolderError: 503,
}


def tell_errors(app: FastAPI) -> None:
    """The application answers errors in words."""
    for kind, handler in (
        (LicetError, _tell_licet),
        (HTTPException, _tell_http),
        (RequestValidationError, _tell_validation),
        (Exception, _tell_unforeseen),
    ):
        app.add_exception_handler(kind, cast("ExceptionHandler", handler))


def answer(request: Request, status: int, message: str, code: str = "request") -> Response:
    """The message as a page where a person looks, else as JSON."""
    look = look_of(request)
    told = one_language(message, look.language)
    if "text/html" in request.headers.get("accept", ""):
        return render(
            request, "message.html", _visitor(request), look, status=status, code=status, message=told
        )
    return JSONResponse({"code": code, "message": told}, status_code=status)


def _visitor(request: Request) -> Visitor | None:
    """Whoever asks, where that can be known: their page keeps its way to the others."""
    try:
        return visitor_of(request)
    except (LoginNeededError, StoreError):
        return None


def _tell_unforeseen(request: Request, _: Exception) -> Response:
    """The server's log has what happened; it is nothing for whoever asked."""
    return answer(
        request, 500, "内部错误，已记入日志 / an error of the desk's own; its log tells of it", "internal"
    )


def _tell_licet(request: Request, error: LicetError) -> Response:
    if isinstance(error, StoreError):
        # Which database, on which machine, and why, is for whoever runs the desk.
        _log.error("%s", error)
        told = "数据库暂时无法使用，请稍后再试 / the database cannot be used just now: try again in a moment"
        return answer(request, 503, told, error.code)
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 500)
    return answer(request, status, str(error), error.code)


def _tell_http(request: Request, error: HTTPException) -> Response:
    known = {
        "Not Found": "没有此页面 / there is no such page",
        "Method Not Allowed": "不支持此方法 / no such method",
    }
    told = answer(request, error.status_code, known.get(error.detail, error.detail))
    for name, value in (error.headers or {}).items():
        told.headers[name] = value
    return told


def _tell_validation(request: Request, error: RequestValidationError) -> Response:
    first = error.errors()[0] if error.errors() else {}
    where = ".".join(str(part) for part in first.get("loc", ()))
    return answer(
        request, 422, f"请求有误：{where} / the request is not right: {where}: {first.get('msg', '')}"
    )
