"""The API as an application of its own, with its OpenAPI document."""

from __future__ import annotations

import importlib.metadata

from fastapi import FastAPI

from pipeline.review.api import certificates, files
from pipeline.review.api.models import Problem
from pipeline.review.errors import tell_errors

_PROBLEMS: dict[int | str, dict[str, object]] = {
    400: {"model": Problem, "description": "the body is not what it says it is"},
    401: {"model": Problem, "description": "no valid key"},
    403: {"model": Problem, "description": "the key lacks the scope"},
    404: {"model": Problem, "description": "there is no such thing"},
    409: {"model": Problem, "description": "another person changed it meanwhile, or holds it"},
    413: {"model": Problem, "description": "more bytes than the limit"},
    422: {"model": Problem, "description": "the request is not right"},
    503: {"model": Problem, "description": "the database or a page's file cannot be used now"},
}


def create_api() -> FastAPI:
    """The API; whoever mounts it gives its state ``desk``, ``settings`` and ``images``."""
    api = FastAPI(
        title="licet",
        version=importlib.metadata.version("licet"),
        description="证照记录接口 / records of certificates. Keys: Authorization: Bearer licet_…",
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
    )
    for module in (certificates, files):
        api.include_router(module.router, responses=_PROBLEMS)
    tell_errors(api)
    return api
