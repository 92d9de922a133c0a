"""Every message of an error says the same in Chinese and in English, each whole in its half."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from pipeline.executors.messages import Refused, message_to_bytes, parse_message
from pipeline.load.source import read_source
from pipeline.options import Limits, Options
from pipeline.review.words import Language, one_language
from pipeline.run import read_file
from schemas.declarations import parse_declaration
from schemas.errors import OptionError, TypeDeclarationError
from schemas.outcome import OutcomeStatus
from schemas.two_languages import Advice, at, both, parts
from tests.files import encoded, marked_picture
from tests.test_folders import NoEngine
from tests.written import Module, find_faults, read_modules

_HAN = re.compile("[\u4e00-\u9fff]")
_WORD = re.compile("[a-z]{3}")
_HEAD = """from schemas.two_languages import both
class OwnError(LicetError): ...
AGAIN = Advice("请重试", "Try again.")
ENDS = "请重试 / try again"
def words(name):
    return f"没有 {name} / there is no {name}"
"""


def test_every_message_is_in_both_languages() -> None:
    count, faults = find_faults(read_modules())
    assert not faults, "\n".join(faults)
    assert count > 200


@pytest.mark.parametrize(
    "wrong",
    [
        'raise OwnError("Try again.")',
        'raise OwnError(f"The {1} is wrong. Try again.") from None',
        'raise OwnError("请重试")',
        'raise OwnError("The file is gone / 文件不在")',
        'raise OwnError("文件不在 / 请重试")',
        'raise OwnError(f"路径 / 有误 / the path {1} is wrong")',
        'raise OwnError(ENDS + " / once more")',
        'text = "Try again."; raise OwnError(text)',
        'OwnError(AGAIN.after("gone", "It is gone."))',
        'OwnError(both("文件不在", "文件不在"))',
        'Advice("Try again.", "Try again.")',
        'ENDS = "Try again."; x = OwnError(ENDS)',
    ],
)
def test_a_message_of_one_language_is_found_with_its_line(wrong: str) -> None:
    module = Module("pipeline/own.py", ast.parse(f"{_HEAD}{wrong}\n"))
    base = Module("schemas/errors.py", ast.parse("class LicetError(Exception): ..."))
    _, faults = find_faults({"schemas.errors": base, "pipeline.own": module})
    assert [fault.split(": ")[0] for fault in faults] == ["pipeline/own.py:7"]


@pytest.mark.parametrize(
    "right",
    [
        "raise OwnError(ENDS)",
        'raise OwnError(f"{1} 有误，{2} / {1} is wrong: {2}")',
        'raise OwnError(words("x"))',
        'raise OwnError(at("a.toml", words("x")))',
        'raise OwnError(AGAIN.after("文件不在", f"It is gone: {1}."))',
        "raise OwnError(str(other))",
    ],
)
def test_what_is_in_both_is_none(right: str) -> None:
    module = Module("pipeline/own.py", ast.parse(f"{_HEAD}{right}\n"))
    base = Module("schemas/errors.py", ast.parse("class LicetError(Exception): ..."))
    assert find_faults({"schemas.errors": base, "pipeline.own": module})[1] == []


def test_the_two_are_put_together_and_parted() -> None:
    message = both("没有 a / b，请检查", "There is no a / b.")
    assert parts(message) == ("没有 a/b，请检查", "There is no a / b.")
    assert parts("one alone") == ("one alone", "one alone")
    assert at("x / y.toml", "有误 / is wrong: c / d") == "x/y.toml: 有误 / is wrong: c / d"
    assert at("x.toml", "one alone") == "x.toml: one alone"
    again = Advice("请重试", "Try again.")
    assert again.after("失败", "It failed.") == "失败，请重试 / It failed. Try again."


def test_a_page_that_failed_is_told_whole_in_each_language(tmp_path: Path) -> None:
    picture = marked_picture()
    path = tmp_path / "two.tif"
    path.write_bytes(encoded(picture, "TIFF", save_all=True, append_images=[picture]))
    options = Options(limits=Limits(max_pixels=1000))
    outcome = read_file(read_source(path, options.limits), NoEngine(), options).outcome
    assert (outcome.status, outcome.code) == (OutcomeStatus.FAILED, "too_many_pixels")
    chinese, english = (one_language(outcome.message, language) for language in Language)
    assert chinese == (
        "共 2 页，2 页未能读取，首先是第 1 页：页面有 60 × 40 像素，上限为 1,000，"
        "请以较低分辨率扫描，或调高上限"
    )
    assert english == (
        "2 of 2 pages failed; page 1: The page has 60 × 40 pixels, the limit is 1,000. "
        "Scan it at a lower resolution, or raise the limit."
    )
    assert outcome.message == f"{chinese} / {english}"


@pytest.mark.parametrize(
    "wrong",
    [
        'name = "X"',
        'name = "a"\nfields = [',
        'name = "a"\ntitles = ["证“]',
        'nme = "a"',
        'name = "a"\ntitles = ["证"]\n[[fields]]\nname = "b"\nkind = "nmber"\nlabels = ["号"]',
        'name = "a"\ntitles = ["证"]\n[[fields]]\nname = "b"\nlabels = "号"',
        'name = "a"\ntitles = ["证"]\n[[fields]]\nname = "b"\nlabels = ["号"]\npattern = "(a"',
        'name = "a"\ntitles = ["证"]\nidentity = "c"\n[[fields]]\nname = "b"\nlabels = ["号"]',
    ],
)
def test_a_wrong_declaration_is_told_whole_in_each_language(wrong: str) -> None:
    with pytest.raises(TypeDeclarationError) as caught:
        parse_declaration("my.toml", wrong)
    chinese, english = parts(str(caught.value))
    assert chinese.startswith("my.toml: ") and _HAN.search(chinese), chinese
    assert not _HAN.search(english.replace("号", "")) and _WORD.search(english), english


def test_a_message_crosses_processes_whole() -> None:
    told = "没有此引擎，请另选 / There is no such engine."
    refused = parse_message(message_to_bytes(Refused(OptionError(told))))
    assert isinstance(refused, Refused) and str(refused.error) == told
