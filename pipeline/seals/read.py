"""Read the seals of a page: the text round the rim and the straight line below the star."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from pipeline.page_image import Image, to_bgr
from pipeline.reading import Recognize
from pipeline.seals.cuts import Cuts, cut_alone, cut_among_text, cut_close
from pipeline.seals.find import find_rings
from pipeline.seals.judge import is_seal, may_be_black_seal
from pipeline.seals.known import Fit, fit_lines, fit_rims, is_known_line, is_plain_rim
from pipeline.seals.level import CLEAR_STAR, LevelSeal, find_pose, lay_level
from pipeline.seals.looks import dark_looks, red_looks, without_rules
from pipeline.seals.ring import Mask, Ring
from pipeline.seals.straight import has_line
from pipeline.seals.text_network import LINE, RIM, tell_texts
from pipeline.seals.texts import LEAST_RIM, SealTexts, longest_sure
from pipeline.seals.unread import says_more
from schemas.page import SealKind, SealReading, SealShape

HALF_READ = 0.8  # worth of a rim's text from which a ring without a star deserves further looks


@dataclass(frozen=True)
class Reader:
    """What seals need of an engine: ``recognize`` and ``fit`` as in its contract, and its name."""

    engine: str
    recognize: Recognize
    fit: Fit


def read_seals(
    ink: Image,
    mask: Mask,
    page_skew: float,
    reader: Reader,
    *,
    page: Callable[[], Image] | None = None,
    is_sharp: bool = False,
) -> list[SealReading]:
    """The round and oval seals in ``ink`` (grey, seal ink dark on white), quads in its pixels.

    ``mask`` marks that ink. ``page`` gives the page as it is (BGR), where ``ink`` is the red alone; ``None``
    tells that ``ink`` is the page, seals and print in one colour. A ring round an emblem, which
    carries no text, is not a seal. Where the text stands a seal's shape tells, so nothing is
    detected; the cuts of all seals are recognized together. ``is_sharp`` as for ``find_rings``.
    """
    among_text = page is None
    rings = find_rings(mask, among_text=among_text, is_sharp=is_sharp)
    poses = [find_pose(ink, ring, page_skew, among_text=among_text) for ring in rings]
    first = [without_rules(lay_level(ink, pose)) if among_text else lay_level(ink, pose) for pose in poses]
    if among_text:
        first = [seal for seal in first if may_be_black_seal(seal)]
        poses = [seal.pose for seal in first]
    texts = _read_looks(first, reader, cut_among_text if among_text else cut_alone)
    for index, (pose, seal) in enumerate(zip(poses, first, strict=True)):
        read, looks = texts[index], []
        if not read.is_sure and (pose.star >= CLEAR_STAR or read.rim.worth >= HALF_READ):
            looks = dark_looks(seal, is_sharp=is_sharp) if page is None else red_looks(pose, page())
            read, looks = _look_on(read, looks, reader, cut_close if among_text else cut_alone, is_sharp)
        fitted = _with_fits(read, seal, looks, reader.fit)
        texts[index] = _with_shares(fitted, seal) if among_text else fitted
    return [
        _seal(pose.ring, read, reader.engine, more=not among_text and says_more(seal, read.every_line))
        for pose, seal, read in zip(poses, first, texts, strict=True)
        if is_seal(pose.ring, seal, read, among_text)
    ]


def _look_on(
    texts: SealTexts,
    looks: Sequence[LevelSeal],
    reader: Reader,
    cut: Callable[[LevelSeal], Cuts],
    is_sharp: bool,
) -> tuple[SealTexts, list[LevelSeal]]:
    """What is read surest with further ``looks``, and those that were taken: of a drawn seal no more than it
    takes to be sure."""
    taken: list[LevelSeal] = []
    for look in looks:
        if is_sharp and texts.is_sure:
            break
        taken.append(look)
        texts = texts.surer(*_read_looks([look], reader, cut))
    return texts, taken


def _with_shares(texts: SealTexts, seal: LevelSeal) -> SealTexts:
    """The texts, and what networks tell of those that are none of the closed lists as read."""
    is_known = any(is_known_line(line.text) for line in texts.lines)
    return replace(
        texts,
        rim_shares=() if is_plain_rim(texts.rim.text, texts.rim.score) else tell_texts(RIM, seal),
        line_shares=() if is_known else tell_texts(LINE, seal),
    )


def _with_fits(texts: SealTexts, first: LevelSeal, further: Sequence[LevelSeal], fit: Fit) -> SealTexts:
    """The texts, and how well those of the closed lists fit where a rim is read unsurely, or a straight line
    is none of the list or not there though ink stands in its place."""
    is_rim_plain = not further or is_plain_rim(texts.rim.text, texts.rim.score)
    if texts.lines:
        is_line_plain = any(is_known_line(line.text) for line in texts.lines)
    else:
        is_line_plain = not further and not has_line(first)
    if is_rim_plain and is_line_plain:
        return texts
    cuts = [cut_among_text(first), *(cut_close(look) for look in (further or [first]))]
    rims, lines = [to_bgr(cut.rim) for cut in cuts], [to_bgr(cut.lines[-1]) for cut in cuts]
    return replace(
        texts,
        rim_fits=() if is_rim_plain else fit_rims(rims, fit),
        line_fits=() if is_line_plain else fit_lines(lines, fit),
    )


def _read_looks(
    seals: Sequence[LevelSeal], reader: Reader, cut: Callable[[LevelSeal], Cuts]
) -> list[SealTexts]:
    """What each says."""
    cuts = [cut(seal) for seal in seals]
    readings = iter(reader.recognize([to_bgr(piece) for one in cuts for piece in (one.rim, *one.lines)]))
    return [
        SealTexts(
            longest_sure(next(readings), one.top), tuple(longest_sure(next(readings)) for _ in one.lines)
        )
        for one in cuts
    ]


def _seal(ring: Ring, texts: SealTexts, engine: str, *, more: bool) -> SealReading:
    rim, lines = texts.rim, texts.lines
    is_legible = len(rim.text) >= LEAST_RIM
    return SealReading(
        kind=SealKind.OFFICIAL,
        shape=SealShape.OVAL if ring.is_oval else SealShape.ROUND,
        quad=ring.quad,
        text=rim.text if is_legible else None,
        text_confidence=rim.score if is_legible else 0.0,
        rim_places=rim.places if is_legible else None,
        inner_text="".join(line.text for line in lines) or None,
        inner_confidence=min((line.score for line in lines), default=0.0),
        engine=engine,
        rim_fits=texts.rim_fits,
        line_fits=texts.line_fits,
        rim_shares=texts.rim_shares,
        line_shares=texts.line_shares,
        says_more=more,
    )
