"""What a copy may be used for stays out of what the license says."""

from __future__ import annotations

import math

import pytest

from extractors.use_restrictions.restrictions import find_restrictions
from schemas.field import FieldStatus
from schemas.geometry import Quad
from schemas.page import InkLayer, SealKind, TextLine
from tests.lines import (
    VALUES,
    annex_lines,
    certificate,
    certificates,
    frame,
    line,
    main_lines,
    of_file,
    page,
    seen,
)

STAMP = ("仅供清河社区首页信息变更使用", "有效期至2024年3月27日", "再次复印无效")
TILE = "仅供某平台入驻审核使用，再次复印无效"


def stamp(left: float, top: float, layer: InkLayer = InkLayer.RED) -> list[TextLine]:
    return [line(text, left, top + 44 * place, layer=layer) for place, text in enumerate(STAMP)]


def tiles(*texts: str, angle: float = -30.0) -> list[TextLine]:
    return [
        line(text, 150 + 500 * (place % 3), 700 + 420 * (place // 3), angle=angle, size=28, score=0.8)
        for place, text in enumerate(texts)
    ]


@pytest.mark.parametrize("expiry", ["有·效期至2024年3月27日", "行效期至2024年3月27日", "效期至2024年3月27日"])
def test_the_expiry_of_a_black_stamp_misread_is_not_the_license_s(expiry: str) -> None:
    placed = [line(text, 400, 1500 + 44 * at) for at, text in enumerate((STAMP[0], expiry, STAMP[2]))]
    ((restriction, *others), rest) = find_restrictions(seen(*placed))
    assert not others and not rest
    assert restriction.restriction.valid_until == "2024-03-27"
    assert restriction.restriction.purpose == STAMP[0]


def test_a_red_stamp_set_aslant_by_hand_is_one() -> None:
    angles = (9.2, 7.4, 8.6)
    placed = [
        line(text, 400, 1500 + 44 * at, angle=angle, layer=InkLayer.RED)
        for at, (text, angle) in enumerate(zip(STAMP, angles, strict=True))
    ]
    (found,), _ = find_restrictions(seen(*placed))
    assert (found.restriction.valid_until, found.restriction.copy_rule) == ("2024-03-27", STAMP[2])


@pytest.mark.parametrize("layer", [InkLayer.RED, InkLayer.ALL])
def test_a_stamp(layer: InkLayer) -> None:
    found, rest = find_restrictions(seen(*stamp(400, 1500, layer), line("浙江云港数据有限公司", 240, 700)))
    (restriction,) = [entry.restriction for entry in found]
    assert restriction.purpose == STAMP[0]
    assert restriction.valid_until == "2024-03-27"
    assert restriction.copy_rule == STAMP[2]
    assert [piece.text for piece in rest] == ["浙江云港数据有限公司"]


def test_tiles_of_a_watermark_are_one_restriction() -> None:
    found, rest = find_restrictions(seen(*tiles(*[TILE] * 6), line("陈立群", 640, 300)))
    (restriction,) = [entry.restriction for entry in found]
    assert restriction.purpose == "仅供某平台入驻审核使用"
    assert restriction.copy_rule == "再次复印无效"
    assert [piece.text for piece in rest] == ["陈立群"]


def test_tiles_vote_on_the_text() -> None:
    """Each tile is hidden elsewhere by the text that it runs over."""
    misread = (
        "仅供某平召入驻审核使用，再次复印无效",
        TILE,
        TILE,
        "仅供某平台入驻审核使用，再次复E无效",
        "台入驻审核使用",
        TILE,
    )
    found, _ = find_restrictions(seen(*tiles(*misread)))
    assert [entry.restriction.purpose for entry in found] == ["仅供某平台入驻审核使用"]


def test_scope_is_no_restriction() -> None:
    lines = seen(
        line("信息服务业务（仅限互联网信息服务）", VALUES, 700),
        line("仅限互联网信息服务", VALUES, 760),
        line("有效期至：2029年03月05日", 240, 1400),
    )
    assert find_restrictions(lines) == ([], lines)


def test_the_stamps_expiry_is_never_the_licenses() -> None:
    without = [entry for entry in main_lines() if entry.text != "2029年03月05日"]
    found = certificate(*without, *stamp(500, 1600))
    assert found.valid_until is None
    assert [entry.valid_until for entry in found.use_restrictions] == ["2024-03-27"]
    assert found.fields["use_restrictions.0.valid_until"].value == "2024-03-27"


def test_a_stamp_over_the_annex_leaks_into_no_field() -> None:
    annex = [*annex_lines(), *stamp(700, 700 + 3 * 90)]
    framed = page(*annex, page_no=2, seals=[frame(680, 950, 1180, 1110)])
    (found,) = certificates(*of_file("a.pdf", page(*main_lines()), framed))
    (read,) = found.annexes
    assert read.websites[0].domains == ("qinghe-net.cn",)
    assert read.server_location == "浙江省杭州市滨江区江南大道88号"
    assert read.access_provider == "浙江云港数据有限公司"
    assert [(entry.page_no, entry.purpose) for entry in found.use_restrictions] == [(2, STAMP[0])]
    stamps = [entry for entry in found.seals if entry.kind == SealKind.STAMP]
    assert [(entry.page_no, "".join((entry.text or "").split())) for entry in stamps] == [(2, "".join(STAMP))]


@pytest.mark.parametrize("layer", [InkLayer.RED, InkLayer.ALL])
@pytest.mark.parametrize(
    ("around", "is_stamp"),
    [(None, False), ((380, 1470, 980, 1640), True), ((100, 200, 1550, 2200), False)],
)
def test_a_restriction_is_a_stamp_by_its_frame(
    layer: InkLayer, around: tuple[float, float, float, float] | None, is_stamp: bool
) -> None:
    lines, frames = [*main_lines(), *stamp(400, 1500, layer)], [frame(*around)] if around else []
    found = certificate(*lines, seals=frames)
    assert len(found.use_restrictions) == 1
    assert [entry.kind for entry in found.seals] == [SealKind.STAMP] * is_stamp


@pytest.mark.parametrize("angle", [-35.0, -20.0, 25.0, 45.0])
def test_a_tiled_watermark_leaks_into_no_field(angle: float) -> None:
    clean = certificate(*main_lines())
    found = certificate(*main_lines(), *tiles(*[TILE] * 9, angle=angle))
    for name in ("license_number", "company", "legal_representative", "scope", "issue_date", "valid_until"):
        assert getattr(found, name) == getattr(clean, name), name
    assert [entry.purpose for entry in found.use_restrictions] == ["仅供某平台入驻审核使用"]


def lifted(
    text: str, *scores: float, left: float = 200.0, top: float = 700.0, angle: float = -25.0
) -> TextLine:
    """A line of a watermark that was lifted off the page."""
    whole = line(text, left, top, angle=angle, size=40, layer=InkLayer.PALE)
    return whole.model_copy(update={"char_confidences": scores}) if scores else whole


def test_rows_of_a_tile_keep_their_parts() -> None:
    """Three lines in a tile, two tiles side by side."""
    rows = [
        lifted(text, left=left, top=top + 56 * place, angle=0.0)
        for left, top in ((100.0, 500.0), (900.0, 900.0))
        for place, text in enumerate(STAMP)
    ]
    turned = [entry.model_copy(update={"quad": _turned(entry.quad, -25.0)}) for entry in rows]
    found, rest = find_restrictions(seen(*turned, *main_lines()))
    (restriction,) = [entry.restriction for entry in found]
    assert (restriction.purpose, restriction.valid_until) == (STAMP[0], "2024-03-27")
    assert restriction.copy_rule == STAMP[2]
    assert len(rest) == len(main_lines())


def _turned(quad: Quad, degrees: float) -> Quad:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    a, b, c, d = ((x * cos - y * sin + 100, x * sin + y * cos + 900) for x, y in quad.points)
    return Quad((a, b, c, d))


def test_a_part_beside_a_gap_belongs_to_its_tile() -> None:
    purpose = lifted("仅供某平台入驻审核使用", angle=0.0)
    beside = lifted("复印无效", left=200.0 + 11 * 40 + 40, angle=0.0)
    turned = [entry.model_copy(update={"quad": _turned(entry.quad, -25.0)}) for entry in (purpose, beside)]
    found, _ = find_restrictions(seen(*turned))
    (restriction,) = [entry.restriction for entry in found]
    assert (restriction.purpose, restriction.copy_rule) == ("仅供某平台入驻审核使用", "复印无效")


def test_tiles_close_side_by_side_are_not_one() -> None:
    """The next tile begins a character's width behind the one before, and both are read in pieces."""
    whole = "仅供某平台审核使用"
    pieces = [("仅供", 0), ("某平召审核使用", 2), ("仅供某", 10)]
    cut = [lifted(text, left=200.0 + 40 * at, angle=0.0) for text, at in pieces]
    turned = [entry.model_copy(update={"quad": _turned(entry.quad, -25.0)}) for entry in cut]
    others = [lifted(whole, top=top) for top in (1500.0, 1900.0)]
    found, _ = find_restrictions(seen(*turned, *others, *main_lines()))
    assert [entry.restriction.purpose for entry in found] == [whole]


def test_a_watermark_is_as_sure_as_its_least_sure_character() -> None:
    tops = (400.0, 700.0, 1000.0)
    sure = certificate(*main_lines(), *[lifted(TILE, top=top) for top in tops])
    doubt = (0.99,) * 5 + (0.3,) + (0.99,) * (len(TILE) - 6)
    unsure = certificate(
        *main_lines(), *[lifted(TILE, *doubt, top=400.0 + 300 * place) for place in range(3)]
    )
    key = "use_restrictions.0.purpose"
    assert sure.fields[key].status == FieldStatus.ACCEPTED
    assert unsure.fields[key].status == FieldStatus.REVIEW
    assert unsure.fields[key].confidence < sure.fields[key].confidence


def test_a_site_named_in_the_watermark_stays_on_the_page() -> None:
    found, rest = find_restrictions(seen(lifted("仅供拼拼网站展示使用"), line("拼拼", VALUES, 700)))
    assert [entry.restriction.purpose for entry in found] == ["仅供拼拼网站展示使用"]
    assert [piece.text for piece in rest] == ["拼拼"]


def test_a_domain_in_a_watermark_is_doubted_like_any_other() -> None:
    found = certificate(*main_lines(), lifted("仅在海淘网站（llada1x0.cn）上亮证"))
    key = "use_restrictions.0.purpose"
    assert found.fields[key].status == FieldStatus.REVIEW
    assert any(entry.code == "confusable_domain" and entry.field == key for entry in found.issues)


def test_the_licenses_own_expiry_above_a_typed_restriction_is_not_the_copys() -> None:
    lines = seen(
        line("有效期至：2022年3月5日", 240, 1400),
        line("仅限年报公示使用", 260, 1436),
        line("有效期至2019年5月23日", 260, 1472),
        line("再次复印无效", 260, 1508),
    )
    (found,), rest = find_restrictions(lines)
    assert found.restriction.valid_until == "2019-05-23"
    assert [entry.text for entry in rest] == ["有效期至：2022年3月5日"]


def test_a_red_expiry_whose_stamp_was_not_read_is_not_the_license_s() -> None:
    """A date beside the stamp ran into its first line."""
    torn = line("仅在清河（qinghe-net.cn）上亮2024年3月5日", 150, 1420)
    found = certificate(*main_lines(), torn, line("有效期至2026年12月5日", 400, 1470, layer=InkLayer.RED))
    assert found.valid_until == "2029-03-05"
    assert [entry.valid_until for entry in found.use_restrictions][-1] == "2026-12-05"


def test_a_purpose_whose_ink_a_seal_hides_is_of_its_stamp() -> None:
    rows = (
        ("仅在村播学堂网站（hupay.com）上亮证", InkLayer.ALL),
        ("有效期至2026年12月5日", InkLayer.RED),
        ("复印件无效", InkLayer.RED),
    )
    stamped = [line(text, 400, 1500 + 44 * at, layer=layer) for at, (text, layer) in enumerate(rows)]
    (found,) = certificate(*main_lines(), *stamped).use_restrictions
    assert (found.purpose, found.valid_until, found.copy_rule) == (rows[0][0], "2026-12-05", "复印件无效")


def test_a_rule_whose_ink_a_seal_hides_is_of_its_stamp() -> None:
    """The seal's red lies over the two lines above it; it was a second restriction, of a rule alone."""
    inks = (InkLayer.DARK, InkLayer.DARK, InkLayer.RED)
    stamped = [
        line(text, 400, 1500 + 44 * at, layer=ink)
        for at, (text, ink) in enumerate(zip(STAMP, inks, strict=True))
    ]
    (found,) = certificate(*main_lines(), *stamped).use_restrictions
    assert (found.purpose, found.valid_until, found.copy_rule) == (STAMP[0], "2024-03-27", STAMP[2])


def test_a_tile_cut_by_the_page_s_edge_is_no_level_line_of_a_text_layer() -> None:
    """A PDF's own characters tell how each stands; what stands level is the certificate's."""
    tile = "仅在律伴系统网站（lvban.cn）上亮证，复印无效"
    watermark = [
        line(tile, 150, 700 + 500 * at, angle=-30, size=28, layer=InkLayer.TEXT_LAYER) for at in range(2)
    ]
    found, rest = find_restrictions(
        seen(*watermark, line("律伴系统", VALUES, 600, layer=InkLayer.TEXT_LAYER))
    )
    assert [entry.restriction.purpose for entry in found] == ["仅在律伴系统网站（lvban.cn）上亮证"]
    assert [piece.text for piece in rest] == ["律伴系统"]


def test_a_date_beside_a_stamp_read_as_one_with_its_purpose_is_the_certificate_s() -> None:
    stamped = line("仅供清河社区网站展示使用  2012年7月9日", 240, 1500)
    (found,), rest = find_restrictions(seen(stamped, line("再次复印无效", 240, 1540)))
    assert found.restriction.purpose == "仅供清河社区网站展示使用"
    assert [piece.text for piece in rest] == ["2012年7月9日"]
    overlaid = line("仅在清河社区网站（qinghe.net）上017年6月21日", 240, 1500)  # its 2 is hidden
    (found,), rest = find_restrictions(seen(overlaid, line("有效期至2017年12月3日", 240, 1540)))
    assert (found.restriction.valid_until, [piece.text for piece in rest]) == ("2017-12-03", ["017年6月21日"])
    (expiring,), rest = find_restrictions(seen(line("仅供投标使用，有效期至2012年7月9日", 240, 1500)))
    assert expiring.restriction.valid_until == "2012-07-09"
    assert not rest
