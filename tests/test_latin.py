"""Latin print read once more by a network of its own."""

from __future__ import annotations

from collections.abc import Sequence

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw

from pipeline.columns.texts import to_texts
from pipeline.latin.again import MOST
from pipeline.latin.network import CLASSES, tell_rows
from pipeline.latin.tell import AGREED, DISPUTED, DOUBTFUL, may_err, tell_latin, weigh_row
from pipeline.latin.weigh import changed, spell, without_neighbours
from pipeline.page_image import Image as Pixels
from pipeline.page_image import to_grey
from pipeline.pictures.crop_again import PICTURES
from pipeline.reading import Reading, Recognize
from samples.fonts import load_face
from schemas.geometry import BBox, Quad
from schemas.page import InkLayer, TextLine

SIZE = 34


def read_line(
    text: str, score: float = 0.8, verified: tuple[int, ...] = (), width: float = 300.0
) -> TextLine:
    return TextLine(
        text=text,
        quad=Quad.from_bbox(BBox(left=10, top=0, right=10 + width, bottom=50)),
        confidence=score,
        engine="rapidocr",
        char_positions=tuple((at + 0.5) / len(text) for at in range(len(text))),
        char_confidences=(score,) * len(text),
        verified=verified,
    )


def draw_page(text: str) -> Pixels:
    """A page that is one row."""
    face = load_face("hei_noto", SIZE)
    image = Image.new("RGB", (round(face.getlength(text)) + 30, 60), (255, 255, 255))
    ImageDraw.Draw(image).text((14, 4), text, (20, 20, 20), face)
    return np.asarray(image)


def blurred(page: Pixels) -> Pixels:
    """The page with a fifth of its pixels each way, at which the network is not sure."""
    height, width = page.shape[:2]
    small = cv2.resize(page, (width // 5, height // 5), interpolation=cv2.INTER_AREA)
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_CUBIC), np.uint8)


def readings(*texts: str) -> Recognize:
    """What reads picture after picture as the texts say, again and again."""

    def recognize(pictures: Sequence[Pixels]) -> list[Reading]:
        told = [texts[at % len(texts)] for at in range(len(pictures))]
        return [
            Reading(text, 0.98, tuple((at + 0.5) / len(text) for at in range(len(text))), (0.98,) * len(text))
            for text in told
        ]

    return recognize


def test_texts_that_differ_in_look_alikes_alone_count_together() -> None:
    told = spell({"mall.cn": 0.5, "ma1l.cn": 0.3, "mail.cn": 0.1, "mell.cn": 0.1})
    assert told.text == "mall.cn"
    assert told.share == pytest.approx(0.9)
    assert told.letters[2:4] == pytest.approx((0.5 / 0.9, 1.0))


def test_what_changes_is_told_but_for_look_alikes() -> None:
    assert changed("1ogo.con", "logo.com") == [(range(7, 8), range(7, 8))]
    assert changed("lianheath", "lianhealth") == [(range(7, 7), range(7, 8))]


def test_letters_that_both_read_are_surer_than_in_either() -> None:
    told = weigh_row(read_line("见guo.com"), 1, 8, {"guo.com": 0.9, "gao.com": 0.1})
    assert told.text == "见guo.com"
    sure = 1 - 0.2 * 0.1
    assert told.char_confidences == pytest.approx((0.8, sure, sure, 1.0, sure, sure, 1.0, sure))


def test_letters_beyond_a_mark_are_the_neighbour_s() -> None:
    texts = {"yuche-ng.cnl": 0.7, "yuche-ng.cn1": 0.1, "yuche-ng.cnx": 0.1, "yuche-ng.cn": 0.1}
    own = without_neighbours(texts, "yuche-ng.cn", "a.com;", ";lifeclass.net")
    assert own == pytest.approx({"yuche-ng.cn": 0.9, "yuche-ng.cnx": 0.1})
    assert without_neighbours({"mguo.com": 1.0}, "guo.com", "a.com、", "") == {"guo.com": 1.0}
    assert without_neighbours({"mguo.com": 1.0}, "guo.com", "", "") == {"mguo.com": 1.0}


def test_a_mark_behind_a_suffix_is_no_letter() -> None:
    texts = {"guocar.ccl": 0.5, "guocar.cc1": 0.3, "guocar.cc": 0.2}
    assert without_neighbours(texts, "guocar.cc", "", ",hang") == pytest.approx({"guocar.cc": 1.0})
    assert without_neighbours(texts, "guocar.cc", "", "") == texts
    assert without_neighbours({"guocarl": 1.0}, "guocar", "", ",hang") == {"guocarl": 1.0}


@pytest.mark.parametrize(
    ("text", "end", "share", "score"),
    [("a.cn、car", 8, 0.9, DISPUTED), ("a.cn、car", 8, 0.7, 0.8), ("a.cn、car,", 8, 0.9, 0.8)],
)
def test_a_hyphen_that_joins_a_domain_to_its_rest_is_no_dirt(
    text: str, end: int, share: float, score: float
) -> None:
    told = weigh_row(read_line(text), 5, end, {"car-": share, "car": 0.05})
    assert (told.text, told.char_confidences[7]) == (text, score)
    put = weigh_row(read_line("a.cn、car"), 5, 8, {"car-": 0.97, "car": 0.005})
    assert (put.text, put.char_confidences[-1]) == ("a.cn、car-", DISPUTED)


@pytest.mark.parametrize(
    ("shape", "by_network", "char", "sure"),
    [(0.8, 0.6, "1", 0.857), (0.98, 0.05, "1", 0.721), (0.4, 0.05, "l", 0.966), (0.97, 0.97, "1", 0.999)],
)
def test_a_look_alike_s_shape_and_its_row_are_weighed(
    shape: float, by_network: float, char: str, sure: float
) -> None:
    line = read_line("ab1.cn", shape, verified=(2,))
    told = weigh_row(line, 0, 6, {"ab1.cn": by_network, "abl.cn": 1 - by_network})
    assert (told.text, told.verified) == (f"ab{char}.cn", (2,))
    assert told.char_confidences[2] == pytest.approx(sure, abs=1e-3)


def test_a_look_alike_that_shape_did_not_tell_is_told_by_the_columns() -> None:
    told = weigh_row(read_line("guo1.com"), 0, 8, {"guol.com": 0.96, "guo1.com": 0.04})
    assert (told.text, told.verified) == ("guol.com", (2, 3, 6))
    assert told.char_confidences[3] == pytest.approx(0.96)
    assert weigh_row(read_line("guo1.com"), 0, 8, {"guol.com": 0.75, "guo1.com": 0.25}).verified == (2, 6)


@pytest.mark.parametrize(
    ("read", "spelled"),
    [
        ("lianheath.club", "lianhealth.club"),
        ("x.un.cn", "xun.cn"),
        ("abc.xip", "abc.vip"),
        ("e1iolb.net", "le1iolb.net"),
    ],
)
def test_where_the_network_is_sure_of_other_letters_they_are_given_in_doubt(read: str, spelled: str) -> None:
    told = weigh_row(
        read_line(read, 0.99, verified=(len(read) - 1,)), 0, len(read), {spelled: 0.98, read: 0.02}
    )
    assert told.text == spelled
    assert min(told.char_confidences) == DISPUTED
    assert told.verified == (len(spelled) - 1,)
    assert list(told.char_positions) == sorted(told.char_positions)


def test_where_it_is_fairly_sure_they_are_doubted() -> None:
    told = weigh_row(read_line("e1iolb.cn", 0.99), 0, 9, {"le1iolb.cn": 0.9, "e1iolb.cn": 0.1})
    assert (told.text, told.char_confidences[:2]) == ("e1iolb.cn", (DISPUTED, 0.99))


def test_where_it_is_not_nothing_changes() -> None:
    line = read_line("abc.com")
    assert weigh_row(line, 0, 7, {"abe.com": 0.6, "abc.com": AGREED - 0.1}) == line
    assert min(weigh_row(line, 0, 7, {"abe.com": 0.6, "xyz.com": 0.4}).char_confidences) == DISPUTED


@pytest.mark.parametrize(
    ("read", "spelled", "score", "stays"),
    [
        ("guo.com", "uo.com", 0.99, True),
        ("guo.cn", "guo.c", 0.99, True),
        ("guo.com", "uo.com", 0.9, False),
        ("1guo.com", "guo.com", 0.99, False),  # perhaps a table's rule
        ("guo.com", "go.com", 0.99, False),
    ],
)
def test_a_letter_at_the_picture_s_edge_may_be_the_recognizer_s_alone(
    read: str, spelled: str, score: float, *, stays: bool
) -> None:
    line = read_line(read, score)
    assert (weigh_row(line, 0, len(read), {spelled: 0.9, read: 0.005}) == line) is stays


def test_dirt_below_a_letter_is_no_accent() -> None:
    told = weigh_row(read_line("guo.ņet", 0.9), 0, 7, {"guo.net": 0.99, "guo.ne": 0.01})
    assert (told.text, min(told.char_confidences) > 0.99) == ("guo.net", True)


@pytest.mark.parametrize(
    ("read", "spelled", "stays"),
    [
        ("maoloop.top", "maolo6p.top", True),
        ("fengocean.ltd", "fehgocean.ltd", True),
        ("xoaloop.top", "xoalo6p.top", False),
        ("maoloop.top", "haoloop.top", False),
        ("lihua.top", "lihu4.top", False),
    ],
)
def test_a_name_of_words_is_no_other_for_one_letter(read: str, spelled: str, *, stays: bool) -> None:
    told = weigh_row(read_line(read, 0.99), 0, len(read), {spelled: 0.99, read: 0.004})
    assert (told.text == read) is stays
    assert min(told.char_confidences) == DISPUTED


def test_print_is_read_letter_by_letter() -> None:
    """Nothing of it is a word."""
    image = Image.new("L", (520, 60), 255)
    ImageDraw.Draw(image).text((20, 10), "xq7vh-l0k1o.com.cn", 20, load_face("song_noto", SIZE))
    texts = to_texts(tell_rows([np.asarray(image)])[0], CLASSES)
    assert max(texts, key=texts.__getitem__) == "xq7vh-l0k1o.com.cn"


def test_a_page_s_lines_are_weighed_where_their_picture_is_at_hand() -> None:
    page = draw_page("kewhal.site")
    line = read_line("kewhat.site", 0.6, width=page.shape[1] - 24)
    (told,) = tell_latin([line], {InkLayer.ALL: page}, readings("kewhal.site"))
    assert (told.text, min(told.char_confidences)) == ("kewhal.site", DISPUTED)
    assert tell_latin([line], {InkLayer.DARK: page}, readings("kewhal.site")) == [line]


@pytest.mark.parametrize(
    ("looks", "is_told"),
    [
        (("kewhal.site",), True),
        (("Kewha1.s1te,", "(kewhal.site)"), True),
        (("kewhal.site",) * 6 + ("kewha.site",), False),
        (("",), False),
    ],
)
def test_a_row_in_doubt_that_is_read_alike_from_every_picture_says_that(
    looks: Sequence[str], *, is_told: bool
) -> None:
    """The network is not sure of it; which of i, l and 1 a letter is stays as sure as it was."""
    page = blurred(draw_page("kewhal.site"))
    line = read_line("kewhal.site", 0.6, width=page.shape[1] - 24)
    (told,) = tell_latin([line], {InkLayer.ALL: page}, readings(*looks))
    scores = dict(zip(told.text, told.char_confidences, strict=True))
    assert (told.text, scores["l"]) == ("kewhal.site", 0.6)
    assert ((scores["k"], scores["."]) == (0.98, 0.98)) is is_told


def test_what_the_network_is_sure_of_no_pictures_overrule() -> None:
    page = draw_page("kewwhal.site")
    line = read_line("kewhal.site", 0.6, width=page.shape[1] - 24)
    (told,) = tell_latin([line], {InkLayer.ALL: page}, readings("kewhal.site"))
    assert (told.text, min(told.char_confidences)) == ("kewwhal.site", DISPUTED)


@pytest.mark.parametrize(("best", "may"), [("kewfal.site", True), ("kewhalsite", False)])
def test_a_dot_that_the_network_does_not_see_is_in_doubt(best: str, *, may: bool) -> None:
    assert may_err(spell({best: 0.5, "other": 0.1}), "kewhal.site") is may


def test_of_a_page_a_bounded_number_of_rows_is_looked_at_again() -> None:
    page = blurred(draw_page("kewhal.site"))
    asked: list[int] = []

    def recognize(pictures: Sequence[Pixels]) -> list[Reading]:
        asked.append(len(pictures))
        return readings("kewhal.site")(pictures)

    lines = [read_line("kewhal.site", 0.6, width=page.shape[1] - 24)] * (MOST + 2)
    told = tell_latin(lines, {InkLayer.ALL: page}, recognize)
    assert asked == [len(PICTURES)] * MOST
    assert [one.char_confidences[0] < DOUBTFUL for one in told] == [False] * MOST + [True] * 2


def test_the_rows_of_a_page_are_told_in_their_order() -> None:
    """More than are compared at once."""
    names = [f"qing{name}.cn" for name in ("he", "feng", "song", "zhu", "ping", "mei", "lan")]
    told = tell_rows([to_grey(draw_page(name)) for name in names])
    assert [max((texts := to_texts(columns, CLASSES)), key=texts.__getitem__) for columns in told] == names
    assert tell_rows([]) == []
