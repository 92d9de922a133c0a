"""A date of a page that can hardly be read, and another one that a period ties it to."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from extractors.normalize.dates import find_dates
from pipeline.columns.texts import text_places, text_share, to_texts
from pipeline.networks.weights_text import Values
from pipeline.printed_dates.network import CLASSES, OTHER
from pipeline.second_look.date_bands import DateBand
from pipeline.second_look.tied_days import likely_days, tied_days, written
from pipeline.second_look.told_dates import Seen, tell_date, with_told_date
from schemas.page import InkLayer
from tests.test_printed_dates import read_line


def columns(*told: dict[str, float]) -> Values:
    """What columns tell: the rest of each is nothing."""
    shares = np.full((len(told), len(CLASSES)), 1e-12)
    for column, known in enumerate(told):
        shares[column, 0] = 1 - sum(known.values())
        for char, share in known.items():
            shares[column, CLASSES.index(char)] = share
    return np.log(np.maximum(shares, 1e-12)).astype(np.float32)


def row(*characters: dict[str, float] | str) -> Values:
    """A row whose characters stand apart; a string is read surely."""
    told: list[dict[str, float]] = []
    for one in characters:
        told += [{one: 1.0} if isinstance(one, str) else one, {}]
    return columns(*told)


def see(*characters: dict[str, float] | str) -> Seen:
    return Seen.of(row(*characters))


def test_a_text_s_share_is_that_of_all_ways_to_spell_it() -> None:
    told = columns({"1": 0.6, "2": 0.3}, {"1": 0.5}, {"2": 0.2})
    for text, share in to_texts(told, CLASSES).items():
        assert text_share(told, CLASSES, text) == pytest.approx(share, abs=1e-6)
    assert text_share(told, CLASSES, "3") < 1e-9


def test_what_is_passed_over_counts_as_nothing() -> None:
    told = row(OTHER, "2", {OTHER: 0.4, "1": 0.6}, "5")
    assert text_share(told, CLASSES, "215", OTHER) == pytest.approx(0.6, abs=1e-6)
    assert text_share(told, CLASSES, "25", OTHER) == pytest.approx(0.4, abs=1e-6)
    assert text_share(told, CLASSES, "25") < 1e-9


def test_each_character_has_its_place_on_the_likeliest_way() -> None:
    told = columns({}, {"2": 0.9}, {"2": 0.9}, {}, {"1": 0.3}, {"1": 0.9}, {}, {})
    assert text_places(told, CLASSES, "21") == [pytest.approx(0.25), pytest.approx(0.6875, abs=0.07)]


def test_periods_end_on_the_day_or_the_one_before() -> None:
    tied = tied_days({date(2020, 11, 13): 1.0})
    assert {date(2015, 11, 13), date(2015, 11, 14), date(2025, 11, 12), date(2020, 11, 13)} <= tied.keys()
    assert tied[date(2015, 11, 14)] > tied[date(2016, 11, 14)]
    assert date(2015, 11, 12) not in tied
    assert date(2012, 2, 29) not in tied_days({date(2020, 2, 29): 1.0})


def test_a_day_is_written_as_forms_write_it() -> None:
    assert written(date(2013, 1, 12)) == ("2013年1月12日", "2013年01月12日", "二〇一三年一月十二日")
    assert written(date(2020, 12, 20)) == ("2020年12月20日", "二〇二〇年十二月二十日")
    for text in written(date(2030, 10, 31)):
        assert [found.normal.value for found in find_dates(text)] == ["2030-10-31"]


def test_what_was_read_in_print_ties_others_as_surely_as_it_was_read() -> None:
    lines = [read_line("有效期至：2025年11月13日", 0.99), read_line("2018年3月2日", 0.6)]
    stamp = read_line("有效期至2016年1月1日", 0.99).model_copy(update={"layer": InkLayer.RED})
    known = likely_days([*lines, stamp])
    assert known == {date(2025, 11, 13): 0.99, date(2018, 3, 2): 0.6}
    assert tied_days(known)[date(2013, 3, 2)] < tied_days(known)[date(2020, 11, 14)]


def test_a_line_whose_normal_form_is_longer_ties_nothing() -> None:
    line = read_line("……2018年3月2日", 0.9)
    assert likely_days([line, line.model_copy(update={"char_confidences": ()})]) == {}
    band = DateBand(line.quad, (line,), sealed=False)
    seen = [see(*"2018", "年", *"3", "月", *"2", "日")]
    assert with_told_date(band, seen, [line], "rapidocr") == [line.model_copy(update={"confidence": 1.0})]


def test_a_period_tells_which_of_two_readings_is_right() -> None:
    seen = [see(*"2020", "年", {"1": 0.95}, {"1": 0.4}, "月", *"13", "日")]  # 1月 more probably than 11月
    free = tell_date(seen, {})
    assert free is not None
    assert (free.text, free.tied) == ("2020年1月13日", False)
    tied = tell_date(seen, {date(2025, 11, 13): 0.99})
    assert tied is not None
    assert (tied.text, tied.tied) == ("2020年11月13日", True)
    assert tied.share > 0.9


def test_a_period_tells_nothing_that_the_row_does_not() -> None:
    seen = [see(*"2020", "年", *"7", "月", *"13", "日")]
    told = tell_date(seen, {date(2025, 11, 13): 0.99})
    assert told is not None
    assert (told.text, told.tied) == ("2020年7月13日", False)


def test_a_picture_that_shows_no_date_is_not_heard() -> None:
    blank = Seen.of(columns({}, {}, {}))
    assert tell_date([blank], {date(2025, 11, 13): 0.99}) is None
    seen = see(*"2020", "年", *"11", "月", *"13", "日")
    told = tell_date([blank, seen], {date(2025, 11, 13): 0.99})
    assert told is not None
    assert told.tied
