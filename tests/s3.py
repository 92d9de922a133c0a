"""A store that speaks as much of S3 as reading files from one takes."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit
from xml.sax.saxutils import escape


@contextmanager
def serve(bucket: str, objects: Mapping[str, bytes]) -> Iterator[str]:
    """The URL of a server with one bucket, until the end of the block."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer(body=True)

        def do_HEAD(self) -> None:
            self._answer(body=False)

        def log_message(self, *_: object) -> None:
            pass

        def _answer(self, *, body: bool) -> None:
            parts = urlsplit(self.path)
            place, _, key = unquote(parts.path).lstrip("/").partition("/")
            if not self.headers.get("Authorization", "").startswith("AWS4-HMAC-SHA256 Credential=reader/"):
                self._send(403, _error("AccessDenied"), body=body)
            elif place != bucket:
                self._send(404, _error("NoSuchBucket"), body=body)
            elif not key:
                query = {name: values[0] for name, values in parse_qs(parts.query).items()}
                self._send(200, _listing(objects, **_narrowed(query)), body=body)
            elif key in objects:
                self._send(200, objects[key], body=body, span=self.headers.get("Range"))
            else:
                self._send(404, _error("NoSuchKey"), body=body)

        def _send(self, status: int, content: bytes, *, body: bool, span: str | None = None) -> None:
            if span is not None:
                first, _, last = span.removeprefix("bytes=").partition("-")
                whole = len(content)
                content = content[int(first) : int(last) + 1 if last else None]
                status = 206
            self.send_response(status)
            if span is not None:
                self.send_header("Content-Range", f"bytes {first}-{int(first) + len(content) - 1}/{whole}")
            self.send_header("Content-Length", str(len(content)))
            self.send_header("ETag", '"0"')
            self.send_header("Last-Modified", "Wed, 01 Jan 2025 00:00:00 GMT")
            self.end_headers()
            if body:
                self.wfile.write(content)

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


def _narrowed(query: Mapping[str, str]) -> dict[str, str]:
    return {"prefix": query.get("prefix", ""), "delimiter": query.get("delimiter", "")}


def _listing(objects: Mapping[str, bytes], prefix: str, delimiter: str) -> bytes:
    """ListObjectsV2, all on one page."""
    keys = [key for key in sorted(objects) if key.startswith(prefix)]
    folders: dict[str, None] = {}
    listed = ""
    for key in keys:
        head, found, _ = key.removeprefix(prefix).partition(delimiter) if delimiter else (key, "", "")
        if found:
            folders[prefix + head + delimiter] = None
        else:
            listed += (
                f"<Contents><Key>{escape(key)}</Key><Size>{len(objects[key])}</Size><ETag>0</ETag>"
                "<LastModified>2025-01-01T00:00:00.000Z</LastModified></Contents>"
            )
    listed += "".join(f"<CommonPrefixes><Prefix>{escape(name)}</Prefix></CommonPrefixes>" for name in folders)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        '<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">'
        f"<IsTruncated>false</IsTruncated><KeyCount>{len(keys)}</KeyCount>{listed}</ListBucketResult>"
    ).encode()


def _error(code: str) -> bytes:
    return f"<Error><Code>{code}</Code><Message>{code}</Message></Error>".encode()
