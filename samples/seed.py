"""The document that licet was made from, laid out again, in five forms."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random

from samples.born_digital import write_pdf
from samples.containers import write_pages
from samples.damage.page import DamagedPage
from samples.damage.strata import damage_page
from samples.draft import Draft
from samples.facts.business import STANDING_NOTE, Grant
from samples.facts.certificate import Facts
from samples.facts.companies import Company
from samples.facts.restrictions import Restriction
from samples.facts.sites import Site
from samples.layouts.annex_list import put_list_annex
from samples.layouts.current import put_current_main
from samples.layouts.provision_pages import put_provision_pages
from samples.layouts.restrictions import put_stamp
from samples.look import Look
from samples.ofd import write_ofd
from samples.ornament import Border
from samples.provisions import seed_provisions
from samples.raster import Pixels, sheet_to_pixels
from samples.vocabulary import regions, services

SCOPE = f"信息服务业务（仅限互联网信息服务）\n不含信息搜索查询服务、信息即时交互服务。\n{STANDING_NOTE}"
DATES = ("2024年 01月 25日", "2029年 01月 25日")
RESTRICTION = Restriction(
    ("仅供懂车聚光首页信息变更使用", "有效期至2024年3月27日", "再次复印无效"),
    "仅供懂车聚光首页信息变更使用",
    date(2024, 3, 27),
    "再次复印无效",
)
FORMS = ("seed-pdf", "seed-scan", "seed-photo", "seed-sideways", "seed-ofd")
DAMAGE = {"seed-scan": ("scan",), "seed-photo": ("photo",), "seed-sideways": ("rot90",)}
CONTAINERS = {"seed-scan": "pdf", "seed-photo": "jpeg", "seed-sideways": "tiff-jpeg"}
QUALITY = {"seed-scan": 42, "seed-photo": 62, "seed-sideways": 40}  # they are kept in the repository


def seed_facts() -> Facts:
    """What the seed document says."""
    beijing = next(region for region in regions() if region.letter == "京")
    service = next(service for service in services() if service.code == "B25")
    grant = Grant(service, service.name, ("互联网信息服务",), ("信息搜索查询服务", "信息即时交互服务"))
    return Facts(
        region=beijing,
        issuer=beijing.authority,
        rim=beijing.authority,
        inner=None,
        number="京B2-20240286",
        company=Company("北京懂车帝科技有限公司", "马骏", "", ""),
        grants=(grant,),
        issued=date(2024, 1, 25),
        valid_until=date(2029, 1, 25),
        sites=(Site("懂车聚光", ("dongchejuguang.com",), "、", ""),),
        server_location="北京市朝阳区来广营中路甲一号朝来高科技产业园18号院12号楼2层",
        access_provider="中联云港数据科技股份有限公司",
    )


def compose_seed() -> Draft:
    """The five pages."""
    look = Look(
        family="song",
        value_face="song_noto",
        label_face="song_noto",
        title_face="song_bold",
        seal_face="song_noto",
        frame="gilt",
        border=Border((84, 96, 140), 10, 12, 8, 8),
        seal_over=False,
    )
    draft = Draft(look, Random("seed"), seed_facts())
    put_current_main(draft, SCOPE, DATES)
    put_list_annex(draft, sealed=False)
    put_stamp(draft, 2, RESTRICTION, (118, 164), (204, 30, 40), framed=True)
    put_provision_pages(draft, seed_provisions(draft.facts.company.name), 12)
    return draft


def write_seed(folder: Path, name: str) -> list[Path]:
    """One of ``FORMS`` under ``folder``, with ``expected.json``; the files of the document."""
    draft = compose_seed()
    target = folder / name
    target.mkdir(parents=True, exist_ok=True)
    if name == "seed-pdf":
        files, turns = [target / "license.pdf"], (0,) * len(draft.sheets)
        write_pdf(draft.sheets, files[0], "增值电信业务经营许可证")
    elif name == "seed-ofd":
        files, turns = [target / "license.ofd"], (0,) * len(draft.sheets)
        write_ofd(draft.sheets, files[0])
    else:
        pages = [_page(name, sheet_to_pixels(sheet), number) for number, sheet in enumerate(draft.sheets, 1)]
        stem = target if name == "seed-photo" else target / "license"
        files = write_pages(pages, CONTAINERS[name], stem, Random("seed"))
        turns = tuple(page.turn for page in pages)
    record = json.dumps(draft.record(turns), ensure_ascii=False, indent=2)
    (target / "expected.json").write_text(record + "\n", encoding="utf-8")
    return files


def _page(name: str, pixels: Pixels, page_no: int) -> DamagedPage:
    page = damage_page(pixels, DAMAGE[name], f"{name}/{page_no}")
    return replace(page, quality=QUALITY[name])
