"""People and programs that use the desk, as a test sees them."""

from __future__ import annotations

import re
from typing import Any

from fastapi import FastAPI
from httpx2 import Response
from starlette.testclient import TestClient

from pipeline.store.desk import Desk
from pipeline.store.users import Scope, add_key, find_user

PASSWORD = "correct horse battery"
PAGE = {"accept": "text/html"}


class Client(TestClient):
    """A browser without script: keeps cookies, and sends the token of its own pages."""

    def __init__(self, app: FastAPI) -> None:
        super().__init__(app, base_url="https://desk.test", follow_redirects=False)
        self.token = ""

    def log_in(self, name: str, password: str = PASSWORD) -> Response:
        form = self.get("/login", headers=PAGE).text
        token = _token(form)
        data = {"name": name, "password": password, "form_token": token}
        answer = self.post("/login", data=data, headers=PAGE)
        if answer.status_code == 303:
            self.token = re.findall(
                r'name="form-token" content="(\w+)"', self.get("/queue", headers=PAGE).text
            )[0]
        return answer

    def tell(self, path: str, **body: Any) -> Response:
        """What the page's script does."""
        return self.post(path, json=body, headers={"x-form-token": self.token})

    def submit(self, path: str, **fields: Any) -> Response:
        """What a form of the page does."""
        return self.post(path, data={"form_token": self.token, **fields}, headers=PAGE)


def _token(page: str) -> str:
    return str(re.findall(r'name="form_token" value="([^"]+)"', page)[0])


def key_for(desk: Desk, name: str, *scopes: Scope) -> dict[str, str]:
    """The header of a new key that acts for this account."""
    with desk.writing() as connection:
        found = find_user(connection, name)
        assert found is not None
        return {"authorization": f"Bearer {add_key(connection, found[0].id, 'test', scopes or tuple(Scope))}"}
