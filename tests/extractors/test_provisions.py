from __future__ import annotations

import random
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from extractors.clauses.provisions import ProvisionLine, numeral, parse_provisions
from extractors.normalize.text import fold
from schemas.certificate import Citation

_TEXT = Path(__file__).parents[2] / "samples" / "data" / "provisions.txt"
_COMPANY = "北京某某科技有限公司"
_NUMBER = "京B2-20240286"

_Damage = Callable[[str, bool], str]
_Expected = list[tuple[str, str, list[tuple[str, str]]]]


def _pages() -> list[list[str]]:
    """The paragraphs of each page; a sentence that runs on is a paragraph of both pages."""
    lines = [line for line in _TEXT.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    parts = "\n".join(lines).replace("{company}", _COMPANY).split("<page>")
    return [[line for line in page.splitlines() if line.strip()] for page in parts]


def _expected() -> _Expected:
    """Number, text and items of each clause."""
    text = _TEXT.read_text(encoding="utf-8").replace("<page>", "").replace("{company}", _COMPANY)
    clauses: _Expected = []
    for paragraph in text.splitlines():
        clause = re.match("([一二三四五六七八九十]+)、", paragraph)
        item = re.match(r"(\([一二三四五六七八九十]+\))", paragraph)
        if clause:
            clauses.append((clause[1], fold(paragraph[clause.end() :]), []))
        elif item:
            clauses[-1][2].append((item[1], fold(paragraph[item.end() :])))
        elif clauses:
            number, so_far = clauses[-1][2][-1]
            clauses[-1][2][-1] = (number, so_far + fold(paragraph))
    return clauses


def _wrapped(width: int, indent_known: bool, damage: _Damage | None = None) -> list[ProvisionLine]:
    lines: list[ProvisionLine] = []
    for page_no, paragraphs in enumerate(_pages(), 3):
        lines.append(ProvisionLine(f"经营许可证编号: {_NUMBER}", page_no))
        lines.append(ProvisionLine("特 别 规 定 事 项", page_no))
        for position, paragraph in enumerate(paragraphs):
            # The first paragraph of page two goes on from page one.
            runs_on = position == 0 and page_no == 4
            rest, first = paragraph, not runs_on
            while rest:
                cut = width - 2 if first else width
                piece, rest = rest[:cut], rest[cut:]
                text = damage(piece, first) if damage else piece
                lines.append(ProvisionLine(text, page_no, first if indent_known else None))
                first = False
        lines.append(ProvisionLine(f"- {page_no} -", page_no))
    return lines


def _folded(lines: list[ProvisionLine]) -> _Expected:
    return [
        (clause.number, fold(clause.text), [(item.number, fold(item.text)) for item in clause.items])
        for clause in parse_provisions(lines)
    ]


def test_the_text_has_15_clauses_and_13_items() -> None:
    assert [len(items) for _, _, items in _expected()] == [0] * 14 + [13]


@pytest.mark.parametrize("indent_known", [True, False])
def test_every_width_is_exact(indent_known: bool) -> None:
    expected = _expected()
    for width in range(8, 60, 3):
        assert _folded(_wrapped(width, indent_known)) == expected, width


def test_misread_markers() -> None:
    expected = _expected()
    for seed in range(20):
        rng = random.Random(seed)
        looks = {"一": "一-—", "十": "十+", "三": "三二", "、": "、,.", "(": "(（ ", ")": ")）"}

        def damage(piece: str, first: bool, rng: random.Random = rng, looks: dict[str, str] = looks) -> str:
            marker = re.match(r"\(?[一二三四五六七八九十]+[、)]", piece) if first else None
            if marker is None:
                return piece
            return "".join(rng.choice(looks.get(c, c)) for c in marker[0]) + piece[marker.end() :]

        assert _folded(_wrapped(rng.randint(18, 50), rng.random() < 0.5, damage)) == expected, seed


def test_a_lost_marker_costs_only_its_own_clause() -> None:
    lines = [ProvisionLine(f"{numeral(n)}、第{n}款的内容。", 1) for n in (1, 2, 3, 4, 5, 6)]
    lines[3] = ProvisionLine("第4款的内容。", 1)
    found = parse_provisions(lines)
    assert [clause.number for clause in found] == ["一", "二", "三", "五", "六"]
    assert found[2].text == "第3款的内容。第4款的内容。"


def test_a_numeral_that_was_passed_over_leaves_its_mark() -> None:
    """一 is a level stroke; what stands in a line amid a sentence is none."""
    lines = [
        "、你公司应当依法开展业务。",
        "二、你公司应当按照下列规定",
        "、办法和条例经营。",
        "三、本证有效。",
    ]
    found = parse_provisions([ProvisionLine(text, 1) for text in lines])
    assert [clause.number for clause in found] == ["一", "二", "三"]
    assert found[0].text == "你公司应当依法开展业务。"
    assert found[1].text == "你公司应当按照下列规定、办法和条例经营。"


def test_a_number_out_of_sequence_is_no_marker() -> None:
    texts = ["一、经营第二、", "三、五类业务的,", "应当报批。", "二、其余。", "依照本规定", "(一)项执行。"]
    found = parse_provisions([ProvisionLine(text, 1) for text in texts])
    assert [(clause.number, clause.text) for clause in found] == [
        ("一", "经营第二、三、五类业务的,应当报批。"),
        ("二", "其余。依照本规定（一）项执行。"),
    ]


def test_headers_go_and_a_sentence_that_begins_like_one_stays() -> None:
    texts = ["经营许可证编号：京B2-20240286", "特别规定事顶", "一、应当标明", "经营许可证编号。", "12"]
    found = parse_provisions([ProvisionLine(text, 1) for text in texts])
    assert [clause.text for clause in found] == ["应当标明经营许可证编号。"]


def test_paragraphs_of_an_item_and_its_citations() -> None:
    lines = [
        ProvisionLine("十五、应当遵守:", 1, True),
        ProvisionLine("(一)遵守《电信条例》。", 1, True),
        ProvisionLine("另一段。", 1, True),
        ProvisionLine("（二）其余。", 1, True),
    ]
    # A lone fifteenth clause pays for the skipped ones; with the others it is found.
    others = [ProvisionLine(f"{numeral(n)}、内容。", 1, True) for n in range(1, 15)]
    clause = parse_provisions([*others, *lines])[-1]
    assert (clause.number, clause.text) == ("十五", "应当遵守:")
    assert [(item.number, item.text) for item in clause.items] == [
        ("(一)", "遵守《电信条例》。\n另一段。"),
        ("(二)", "其余。"),
    ]
    assert clause.items[0].citations == (Citation(title="电信条例"),)


def test_text_without_markers_has_no_clauses() -> None:
    assert parse_provisions([ProvisionLine("北京某某科技有限公司", 1), ProvisionLine("2024年", 1)]) == ()
    assert parse_provisions([]) == ()


@pytest.mark.parametrize(
    ("value", "text"), [(1, "一"), (10, "十"), (15, "十五"), (20, "二十"), (23, "二十三")]
)
def test_numeral(value: int, text: str) -> None:
    assert numeral(value) == text


_FIRST = "你公司应当遵守法律。"


@pytest.mark.parametrize(
    ("above", "numbers"),
    [
        ([_FIRST], ["一", "二", "三"]),
        (["《特别规定事项》是许可证的一部分,", "你公司应当遵守下列规定:", _FIRST], ["一", "二", "三"]),
        (["你公司应当遵守下列规定:"], ["二", "三"]),  # its first clause is lost whole
        (["《特别规定事项》是许可证的一部分。", _FIRST], ["二", "三"]),  # which of two it is nobody knows
        (["你公司应当", _FIRST], ["一", "二", "三"]),  # of two lines
    ],
)
def test_a_first_clause_is_known_without_its_number(above: list[str], numbers: list[str]) -> None:
    lines = [
        *(ProvisionLine(text, 1, at == 0 or above[at - 1][-1] in "。:") for at, text in enumerate(above)),
        ProvisionLine("二、应当标明编号。", 1, True),
        ProvisionLine("三、应当报告。", 1, True),
    ]
    found = parse_provisions(lines)
    assert [clause.number for clause in found] == numbers
    if numbers[0] == "一":
        assert found[0].text.endswith(_FIRST)


@pytest.mark.parametrize(
    ("between", "numbers"),
    [
        ([_FIRST], ["一", "二", "三"]),
        (["另一段。", _FIRST], ["一", "三"]),  # which of two it is nobody knows
        ([], ["一", "三"]),
    ],
)
def test_a_clause_between_two_is_known_without_its_number(between: list[str], numbers: list[str]) -> None:
    texts = ["一、应当标明编号。", *between, "三、应当报告。"]
    found = parse_provisions([ProvisionLine(text, 1, True) for text in texts])
    assert [clause.number for clause in found] == numbers


@pytest.mark.parametrize(
    ("between", "numbers"),
    [
        (["你公司应当标明。", _FIRST], ["一", "二", "三", "四", "五", "六"]),
        ([_FIRST], ["一", "四", "五", "六"]),  # one of two is lost with its text
        (["你公司应当标明。", "另一段。", _FIRST], ["一", "四", "五", "六"]),
    ],
)
def test_clauses_between_two_are_known_where_their_paragraphs_are_as_many(
    between: list[str], numbers: list[str]
) -> None:
    texts = ["一、应当标明编号。", *between, "四、应当报告。", "五、应当参加年检。", "六、应当备案。"]
    found = parse_provisions([ProvisionLine(text, 1, True) for text in texts])
    assert [clause.number for clause in found] == numbers
