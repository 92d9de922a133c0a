"""The domains of one field or cell: taken apart where they are listed, put together where they wrap."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations, pairwise

from extractors.normalize.domain_line_ends import find_torn
from extractors.normalize.domains import (
    IPV4,
    UNSOUND,
    are_usual,
    begins_as_host,
    holds_domain,
    normalize_domain,
    suffix_run_on,
    with_lost_dot,
)
from extractors.normalize.misread_commas import are_sites, is_comma
from extractors.normalize.normal import Check, Normal, Repair, unique_repairs
from extractors.normalize.suffixes import is_suffix, is_usual_end, is_usual_suffix, may_go_on

_SEPARATOR = re.compile(r"[、;；]")
_COMMA = re.compile(r"[,，]")
_COLON = re.compile(r"(?<!http)(?<!https)[:：]")
_CJK_BESIDE = re.compile(
    r"(?<=[a-z0-9])[\u4e00-\u9fff]+|[\u4e00-\u9fff]+(?=[a-zA-Z0-9])"
)  # no label has both
# Where one ends for sure, though the mark behind it was lost: an address before letters or behind a suffix, a
# suffix in ideographs before Latin, and the other way round.
_ENDS = re.compile(
    rf"(?<![0-9.])(?:{IPV4})(?=[A-Za-z\u4e00-\u9fff])|\.(?P<latin>[A-Za-z]{{2,}})(?={IPV4}(?![0-9.])|[\u4e00-\u9fff]+\.)"
    r"|\.(?P<cjk>[\u4e00-\u9fff]+)(?=[A-Za-z0-9])"
)
_STROKE = re.compile(r"(?<=//)7(?=www\.)")  # the second of two strokes, read once more
# .cn that went to the next domain, the marks about it being taken for one another: a.com、cn.b.cc
_CUT_SUFFIX = re.compile(
    r"(?P<second>\.\s*(?:com|net|org|gov))\s*[、;；,，]\s*cn\s*[.,。](?=[\sA-Za-z0-9-]+[.。])",
    re.IGNORECASE,
)
_HOST = r"[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+"
_SLASH = re.compile(
    rf"(?<![A-Za-z0-9.:-])(?<!//)(?P<one>{_HOST})\s*/\s*(?=(?P<other>{_HOST})\s*(?:[、;；,，/]|$))"
)
# A path that the next line may go on with, or a mark between two domains: a.com/kuaista, r100.site
_WRAPPED_PATH = re.compile(rf"(?<=[A-Za-z])\s*/\s*(?=[A-Za-z0-9-]+\s*\n\s*{_HOST})")
_PORT = re.compile(r"(?<=[A-Za-z])[:：]\d{2,5}(?![0-9A-Za-z.-])")  # like a path no part of the domain
_LINE_END = re.compile(r"\s*\n\s*")
_MOST_PIECES = 6
WRAPS = 0.5  # of the longest line's characters that one has which goes on in the next


def normalize_domains(text: str) -> tuple[Normal, ...]:
    """Every domain in a field that holds nothing else, in order; lower case, ``www.`` as printed.

    A piece that is no domain is kept as a ``Normal`` with a failed check and its text as value.
    Where domains are listed with separators, a line break within one is only its wrapping. Behind a last dot
    that a country may follow one is lost, as may be a letter where a mark stands behind a separator.
    """
    domains = _to_domains(text)
    torn = find_torn(text, domains, _to_domains)
    return tuple(_doubted(domain) if at in torn else domain for at, domain in enumerate(domains))


def _to_domains(text: str) -> tuple[Normal, ...]:
    text = _PORT.sub("", _STROKE.sub("", text))
    text = _SLASH.sub(_part_at_slash, text)
    whole = _WRAPPED_PATH.sub("、", _CUT_SUFFIX.sub(r"\g<second>.cn、", text))
    if whole != text:
        return tuple(_doubted(domain) for domain in _to_domains(whole))
    if _SEPARATOR.search(text) or _COMMA.search(text) or _COLON.search(text):
        joined = [domain for part in _parts(text) for domain in _wrapped_to_domains(part)]
        if all(map(_sound, joined)):
            return _with_next(joined)
    found: list[Normal] = []
    for part in _parts(text):
        found += _lines_to_domains(_lines(part))
    return _with_next(found)


def _with_next(domains: list[Normal]) -> tuple[Normal, ...]:
    """The domains; below one that has taken its first letters one is in doubt too."""
    taken = [holds_domain((domain.value or "").split(".")) for domain in domains]
    return tuple(
        _doubted(domain) if before else domain
        for before, domain in zip([False, *taken], domains, strict=False)
    )


def _part_at_slash(found: re.Match[str]) -> str:
    """A slash between two domains parts them; one before anything else begins a path."""
    both = [normalize_domain(found[name]) for name in ("one", "other")]
    return f"{found['one']}、" if are_usual(both) else found[0]


def _wrapped_to_domains(part: str) -> list[Normal]:
    """What stands between two separators, its line ends taken out; in doubt where something may be lost at
    one."""
    lines = _lines(part)
    domains = _piece_to_domains(_LINE_END.sub("", part))
    if any(Check.DOMAIN_BREAK in domain.failed for domain in domains):
        apart = _lines_to_domains(lines)  # a separator at a line's end may be lost
        if len(apart) >= len(domains) and all(map(_sound, apart)) and _end_usually(lines, apart):
            return apart
        if len(apart) > len(domains) and all(map(_sound, apart)):
            return [_doubted(domain) for domain in apart]
    return [_doubted(domain) for domain in domains] if _is_torn(lines) else domains


def _is_torn(lines: list[str]) -> bool:
    """Whether a suffix alone is set in the last line without its dot, which may be lost (abc5, net.cn), or a
    line ends in a dot and the next would do by itself."""
    if len(lines) > 1 and is_usual_end(lines[-1].lower()) and not lines[-2].endswith("."):
        return True
    return any(
        one.endswith(".") and _sound(normalize_domain(two)) and not are_sites(one, two)
        for one, two in pairwise(lines)
    )


def _end_usually(lines: list[str], domains: list[Normal]) -> bool:
    """Whether all ways to join the lines to as many ``domains`` with usual suffixes give the same ones, none
    of which the next may go on with."""
    ways = [lines] if len(lines) > _MOST_PIECES else list(_ways_to_join(lines))
    read = [(way, [domain for piece in way for domain in _piece_to_domains(piece)]) for way in ways]
    as_many = [(way, found) for way, found in read if len(found) == len(domains) and are_usual(found)]
    told = {tuple(domain.value for domain in found) for _, found in as_many}
    return len(told) == 1 and not _breaks_suffix(as_many[0][0])


def _parts(text: str) -> list[str]:
    return [part.strip() for part in _SEPARATOR.split(text) if part.strip()]


def _lines(part: str) -> list[str]:
    """The lines; a suffix with its dot, alone in one, ends the line above."""
    lines: list[str] = []
    for line in map(str.strip, part.splitlines()):
        if lines and line.startswith(".") and is_suffix(line[1:].lower()):
            lines[-1] += line
        elif line:
            lines.append(line)
    return lines


def _lines_to_domains(lines: list[str]) -> list[Normal]:
    """Lines without separators: several domains, or one that is set over several lines.

    Of all ways to join neighbours into domains only, the one with the most domains is taken; when there is
    none, the one with the most domains beside the fewest other pieces, all of them in doubt.
    """
    whole = _with_lost_dots(lines)
    if len(whole) < len(lines):
        return [_doubted(domain) for domain in _lines_to_domains(whole)]
    if len(lines) > _MOST_PIECES:
        return [domain for line in lines for domain in _piece_to_domains(line)]
    return _best_way(list(_ways_to_join(lines)))


def _best_way(ways: list[list[str]]) -> list[Normal]:
    """The domains of the first of ``ways`` that has nothing else; where that may part one's suffix, of
    another that does not (abc.co, m.cn is sooner abc.com.cn), in doubt."""
    read = [[domain for piece in way for domain in _piece_to_domains(piece)] for way in ways]
    sound = [at for at, domains in enumerate(read) if all(map(_sound, domains))]
    sound = [at for at in sound if not any(map(_is_rest, ways[at][1:]))] or sound
    if not sound:
        best = max(read, key=lambda domains: sum(1 if _sound(domain) else -1 for domain in domains))
        return [_doubted(domain) for domain in best] if len(best) > 1 else best
    whole = [at for at in sound if not _breaks_suffix(ways[at])]
    if sound[0] in whole:
        return read[sound[0]]
    unbroken = [at for at in whole if all(Check.DOMAIN_BREAK not in domain.failed for domain in read[at])]
    return [_doubted(domain) for domain in read[(unbroken or sound)[0]]]


def _ways_to_join(lines: list[str]) -> Iterator[list[str]]:
    """All ways to join neighbours, those that leave most pieces first. A line between two that is far shorter
    than the longest ends there, for what wraps fills its line; but where the next alone ends its suffix. The
    first may begin within its own."""
    short = WRAPS * max(map(len, lines))
    ends = {
        place + 1
        for place, line in enumerate(lines[:-1])
        if place and len(line) < short and not line.endswith((".", "-"))
        if not is_usual_end((line.rpartition(".")[2] + lines[place + 1]).lower())
    }
    for joints in range(len(lines)):
        for kept in combinations(range(1, len(lines)), len(lines) - 1 - joints):
            if ends.issubset(kept):
                yield ["".join(lines[a:b]) for a, b in pairwise([0, *kept, len(lines)])]


def _with_lost_dots(lines: list[str]) -> list[str]:
    """The lines, one that begins with a suffix and a comma (cn,abc.top) joined to the one above by the dot
    that was lost there: no domain begins so."""
    joined: list[str] = []
    for line in lines:
        first = _COMMA.split(line.lower())[0]
        if joined and first != line.lower() and is_suffix(first):
            joined[-1] = f"{joined[-1]}.{line}"
        else:
            joined.append(line)
    return joined


def _breaks_suffix(pieces: list[str]) -> bool:
    """Whether two neighbours may be one domain whose suffix the line's end parts: abc.co, m.cn; or the
    lower may begin with the rest of the upper's; or a dot ends the upper, which is a separator misread or
    has more behind it."""
    return any(
        (above.endswith(".") and not are_sites(above, below))
        or (is_suffix(above.rsplit(".", 1)[-1] + below.split(".", 1)[0]) and below.count(".") == 1)
        or may_go_on(above, below)
        for above, below in pairwise(piece.lower() for piece in pieces)
    )


def _piece_to_domains(piece: str) -> list[Normal]:
    """One line or what was joined of several. White space parts domains when all parts are domains;
    within one it is where a character, often a hyphen, was not read."""
    words = piece.split()
    apart = [domain for word in words for domain in _comma_to_domains(word)]
    if len(words) <= 1 or all(map(_sound, apart)):
        return apart
    return [
        replace(
            domain,
            repairs=unique_repairs([*domain.repairs, Repair.SPACE]),
            failed=(*domain.failed, Check.CHARACTER_LOST),
        )
        for domain in _comma_to_domains("".join(words))
    ]


def _comma_to_domains(piece: str) -> list[Normal]:
    """A comma or colon separates domains when all parts are domains, and is a misread dot when none is."""
    parts = [part for part in _COMMA.split(piece) if part]
    if len(parts) == 1:
        parts = [part for part in _COLON.split(piece) if part]
    domains = [normalize_domain(part) for part in parts]
    if len(parts) == 1:
        return _dot_to_domains(parts[0])
    apart = [found for part in parts for found in _dot_to_domains(part)]
    if all(map(_sound, domains)) or all(map(_sound, apart)):
        return apart
    joined = normalize_domain(".".join(parts))
    ends = all(_sound(domain) or is_suffix(part.lower()) for part, domain in zip(parts, domains, strict=True))
    if not _sound(joined) or (any(map(_sound, domains)) and not ends):
        return domains
    joined = replace(joined, repairs=unique_repairs([*joined.repairs, Repair.SEPARATOR]))
    return [_doubted(joined) if is_suffix(parts[0].lower()) else joined]  # no name begins so: cn,abc.top


def _dot_to_domains(piece: str) -> list[Normal]:
    """One domain, or several of which what parts them was lost or misread: abc.net.def.com and
    abc.site电def.com are hardly one. A suffix that only lacks its dot has it put back."""
    for parts in _ways_to_part(piece):
        if all(_sound(normalize_domain(part)) for part in parts):
            found = [domain for part in parts for domain in _dot_to_domains(part)]
            return found if is_comma(piece, parts) else [_doubted(domain) for domain in found]
    whole = normalize_domain(piece)
    dotted = with_lost_dot(whole)
    return [whole if dotted is None else _doubted(dotted)]


def _ways_to_part(piece: str) -> Iterator[list[str]]:
    for end in _ENDS.finditer(piece):
        suffix = end["latin"] or end["cjk"]
        if suffix is None or is_suffix(suffix.lower()):
            yield [piece[: end.end()], piece[end.end() :]]
    apart = [part for part in _CJK_BESIDE.split(piece) if part]
    if apart and apart != [piece]:
        yield apart
    labels = (normalize_domain(piece).value or "").split(".")
    if begins_as_host(labels):
        return
    for index in range(1, len(labels) - 1):
        above, below = labels[:index], labels[index:]
        if index > 1 and is_usual_suffix(above[-1]) and not is_usual_end(f"{above[-1]}.{below[0]}"):
            yield [".".join(above), ".".join(below)]
        run_on = suffix_run_on(below[0])
        if run_on:
            yield [".".join([*above, run_on]), ".".join([below[0].removeprefix(run_on), *below[1:]])]


def _doubted(domain: Normal) -> Normal:
    return replace(domain, failed=tuple(dict.fromkeys((*domain.failed, Check.DOMAIN_BREAK))))


def _is_rest(piece: str) -> bool:
    """Whether a piece is the rest of a suffix and hardly a site by itself: m.cn of abc.com.cn."""
    name, _, suffix = piece.lower().partition(".")
    return len(name) == 1 and name.isalpha() and is_usual_end(suffix)


def _sound(domain: Normal) -> bool:
    return domain.value is not None and not UNSOUND.intersection(domain.failed)
