"""A bound on what a request may carry, counted while it comes in."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

SMALL = 2 * 2**20  # bytes of a form or a JSON body
_UPLOADS = ("/uploads", "/api/v1/uploads")


class BodyLimit:
    """Refuses bodies above ``SMALL`` bytes, uploads above ``most`` bytes and what surrounds a file."""

    def __init__(self, app: ASGIApp, most: int) -> None:
        self._app, self._most = app, most

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        limit = self._most + SMALL if scope["path"] in _UPLOADS else SMALL
        taken = 0

        async def receive_some() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise HTTPException(413, f"请求超过 {limit:,} 字节 / more than {limit:,} bytes")
            return message

        await self._app(scope, receive_some, send)
