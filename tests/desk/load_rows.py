"""Certificates by the hundred thousand, as rows: what saving them would leave, without reading any."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, insert

from extractors.telecom_lists.issuers import ISSUERS, issuer_to_province
from pipeline.store.file_rows import series_to_key
from schemas.tables import certificates as c
from schemas.tables import content, fields, files, pages

BATCH = 1000
SURNAMES = "王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗"
SYLLABLES = "云海明星远通联达信科智创新天宇华盛隆泰和众诚博瑞恒丰"
SERVICES = (
    "信息服务业务（仅限互联网信息服务）",
    "在线数据处理与交易处理业务",
    "互联网接入服务业务",
    "国内呼叫中心业务",
)
CLAUSES = (
    "一、经营者应当遵守《中华人民共和国电信条例》和国家有关规定，依法经营。",
    "二、经营许可证不得伪造、涂改、冒用和以任何方式转让。",
    "三、经营者应当按照《互联网信息服务管理办法》落实信息安全责任。",
    "四、公司名称、法定代表人变更的，应当自变更之日起三十日内办理变更手续。",
    "五、有效期届满需要继续经营的，应当提前九十日提出申请。",
)
QUAD = [[100, 100], [500, 100], [500, 130], [100, 130]]
Rows = dict[Any, list[dict[str, Any]]]


def fill(connection: Connection, count: int) -> None:
    """As many certificates, of one paper with two pages each."""
    now = datetime.now(UTC)
    companies = [{"id": at, "name": company(at), "name_key": company(at)} for at in range(1, count // 2 + 2)]
    connection.execute(
        insert(c.Issuer), [{"id": at, "name": name, "name_key": name} for at, name in enumerate(ISSUERS, 1)]
    )
    for start in range(0, len(companies), BATCH):
        connection.execute(insert(c.Company), companies[start : start + BATCH])
    for start in range(1, count + 1, BATCH):
        rows: Rows = {}
        for at in range(start, min(start + BATCH, count + 1)):
            for table, row in _certificate(at, now):
                rows.setdefault(table, []).append(row)
        for table, values in rows.items():
            connection.execute(insert(table), values)


def company(at: int) -> str:
    chance = random.Random(at)
    place, name = chance.choice(("北京", "上海", "广州", "杭州")), "".join(chance.choices(SYLLABLES, k=3))
    return f"{place}{name}{at}网络科技有限公司"


def _certificate(at: int, now: datetime) -> Iterator[tuple[Any, dict[str, Any]]]:
    chance = random.Random(at)
    issuer_id = chance.randrange(1, len(ISSUERS) + 1)
    province = issuer_to_province(ISSUERS[issuer_id - 1]) or ""
    number = f"{province}B2-{2005 + at % 20}{at % 10000:04d}-{at // 10000 + 1}"
    issued = date(2005, 1, 1) + timedelta(days=chance.randrange(7500))
    values = {
        "license_number": number,
        "company": company(at // 2 + 1),
        "legal_representative": chance.choice(SURNAMES) + "".join(chance.choices(SYLLABLES, k=2)),
        "scope": chance.choice(SERVICES),
        "issue_date": issued.isoformat(),
        "valid_until": issued.replace(year=issued.year + 5, day=min(issued.day, 28)).isoformat(),
        "issuer": ISSUERS[issuer_id - 1],
        "annexes.0.websites.0.domains.0": f"{chance.choice(('www', 'm', 'app'))}{at}.com",
    }
    doubtful = set(chance.sample(list(values), chance.randrange(4))) if at % 3 == 0 else set()
    sha256 = f"{at:064x}"
    yield (
        files.SourceFile,
        {"id": at, "sha256": sha256, "size": 1, "media_type": "image/jpeg", "created_at": now},
    )
    path = f"/archive/box{at % 200}/{at}.jpg"
    where = {"path": path, "path_key": path, "folder_key": f"/archive/box{at % 200}", "current": True}
    where["series_key"] = series_to_key(path)
    yield files.SeenPath, {"id": at, "source_file_id": at, "created_at": now, **where}
    yield from _page_rows(at, values)
    kind_of = {"document_type": "telecom_license", "number_key": number, "own_key": None}
    yield c.CertificateRow, {"id": at, "created_at": now, **kind_of}
    plain = ("license_number", "legal_representative", "scope", "issue_date", "valid_until")
    said = {name: values[name] for name in plain}
    yield c.CertificateVersion, {
        "id": at, "certificate_id": at, "number": 1, "is_current": True, "number_key": number, **said,
        "company_id": at // 2 + 1, "issuer_id": issuer_id, "needs_review": bool(doubtful), "saved_at": now,
    }  # fmt: skip
    yield c.VersionSource, {"version_id": at, "position": 0, "seen_path_id": at}
    for page_no, kind in ((1, "main"), (2, "provisions")):
        yield c.VersionPage, {
            "version_id": at, "position": page_no - 1, "page_no": page_no, "kind": kind, "rotation": 0,
            "page_id": 2 * at + page_no - 2,
        }  # fmt: skip
    yield from _content_rows(at, values)
    yield from _field_rows(at, values, doubtful)


def _page_rows(at: int, values: dict[str, str]) -> Iterator[tuple[Any, dict[str, Any]]]:
    lines = [f"{key}:{value}" for key, value in values.items()] * 2
    for page_no, texts in ((1, lines), (2, CLAUSES * 3)):
        page_id = 2 * at + page_no - 2
        yield pages.PageRow, {
            "id": page_id, "source_file_id": at, "page_no": page_no, "width": 1654, "height": 2339,
            "rotation": 0, "transform": [1, 0, 0, 0, 1, 0, 0, 0, 1], "origin": "scan", "rules": [],
        }  # fmt: skip
        for position, line in enumerate(texts):
            yield pages.TextLineRow, {
                "page_id": page_id, "position": position, "text": line, "quad": QUAD, "confidence": 0.9,
                "engine": "rapidocr", "layer": "all", "char_positions": [], "char_confidences": [],
                "verified": [],
            }  # fmt: skip


def _content_rows(at: int, values: dict[str, str]) -> Iterator[tuple[Any, dict[str, Any]]]:
    key = {"version_id": at}
    yield content.BusinessItemRow, {**key, "position": 0, "code": "B25", "name": values["scope"]}
    yield (
        content.AnnexRow,
        {**key, "position": 0, "page_no": 1, "server_location": None, "access_provider": None},
    )
    yield content.WebsiteRow, {**key, "annex_position": 0, "position": 0, "name": "官网", "services": None}
    domain = values["annexes.0.websites.0.domains.0"]
    yield (
        content.WebsiteDomain,
        {**key, "annex_position": 0, "website_position": 0, "position": 0, "domain": domain},
    )
    for position, clause in enumerate(CLAUSES):
        yield content.ProvisionRow, {**key, "position": position, "number": clause[0], "text": clause[2:]}
    yield content.ProvisionCitation, {
        **key, "provision_position": 0, "position": 0, "title": "中华人民共和国电信条例", "decree": None,
    }  # fmt: skip


def _field_rows(at: int, values: dict[str, str], doubtful: set[str]) -> Iterator[tuple[Any, dict[str, Any]]]:
    key = {"version_id": at}
    for position, (name, value) in enumerate(values.items()):
        yield fields.FieldValueRow, {
            **key, "position": position, "key": name, "raw": value, "value": value, "page_no": 1,
            "quad": QUAD, "confidence": 0.5 if name in doubtful else 0.99, "engine": "rapidocr",
            "evidence": {},
            "status": "review" if name in doubtful else "accepted",
        }  # fmt: skip
    for position, name in enumerate(sorted(doubtful)):
        yield fields.IssueRow, {
            **key, "position": position, "code": "doubtful", "severity": "warning", "field": name,
            "message": "读数把握不足，请核对 / read with too little confidence: compare with the page",
        }  # fmt: skip
