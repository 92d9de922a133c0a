"""A domain name: checked against public suffixes and IDNA, look-alikes flagged."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from extractors.normalize.domain_twins import find_doubtful, is_name
from extractors.normalize.normal import Check, Normal, Repair, unique_repairs
from extractors.normalize.pinyin import is_initialed, is_one_off
from extractors.normalize.site_words import is_english, is_misspelled, is_words
from extractors.normalize.suffixes import (
    GENERAL,
    USUAL,
    is_near_second,
    is_rare_suffix,
    is_usual_suffix,
    may_be_cut,
    may_lack_letters,
    nearest_suffix,
    only_near_suffix,
    read_suffix,
    suffix_labels,
    whole_suffix,
)
from extractors.normalize.text import is_cjk, to_simplified

UNSOUND = frozenset({Check.DOMAIN_FORM, Check.DOMAIN_SUFFIX, Check.CHARACTER_LOST})
_NOT_USUAL = UNSOUND | {Check.DOMAIN_BREAK}
NO_HOSTS = frozenset({"cn", "com", "net", "org"})  # but ends of the domain before
_WITHIN = NO_HOSTS - {"cn"}
_HOSTS = frozenset({"www", "m", "wap", "mobile", "mail", "app", "api"})
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_SHORT = 3  # letters of a part between hyphens that may be anything
_LEAST_OWN = 3  # letters of a name before a suffix that lost its dot
_SCHEME = re.compile(r"^h[t]{2}ps?:?/{1,2}")
_OCTET = r"(?:25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])"
IPV4 = rf"(?:{_OCTET}\.){{3}}{_OCTET}"  # a site's address in place of a domain
_ADDRESS = re.compile(IPV4)
_LETTERS = re.compile(r"(?<![01a-z])[a-z]+(?![01a-z])")
_PATH = re.compile(r"[/?#].*$")


def normalize_domain(text: str) -> Normal:
    """One domain, or an address of IPv4. ``doubtful`` are the offsets of characters that only the pixels can
    tell apart."""
    plain = to_simplified(unicodedata.normalize("NFKC", text)).strip(" .:,;()[]<>\"'“”《》【】")
    plain = "".join(plain.split())
    unaccented = _without_accents(plain)
    repairs = [] if unaccented == plain else [Repair.CONFUSION]
    dotted = re.sub(r"[。·•・]|\.{2,}", ".", unaccented)
    if dotted != unaccented:
        repairs.append(Repair.SEPARATOR)
    begun = dotted if dotted.startswith("I") else dotted[:1].lower() + dotted[1:]  # an I may be an l
    bare = _PATH.sub("", _SCHEME.sub("", begun)).strip(".")
    if _ADDRESS.fullmatch(bare):
        return Normal(bare, repairs=unique_repairs(repairs))
    labels = bare.split(".")
    if len(labels) < 2:
        return Normal(bare.lower() or None, failed=(Check.DOMAIN_FORM,))
    suffix = read_suffix(labels[-1]) or only_near_suffix(labels[-1].lower())
    if suffix is None:
        near = nearest_suffix(labels[-1].lower())
        if near is not None:
            bare, repairs = ".".join([*labels[:-1], near]), [*repairs, Repair.CONFUSION]
        return Normal(bare.lower(), repairs=unique_repairs(repairs), failed=(Check.DOMAIN_SUFFIX,))
    values = [*(label.lower() for label in labels[:-1]), suffix]
    is_cut = may_be_cut(suffix)
    values[-1] = whole_suffix(values) or suffix
    if values[-1] != labels[-1].lower():
        repairs.append(Repair.CONFUSION)
    value = ".".join(values)
    if not all(map(_is_label, values)) or len(value) > 253 or suffix_labels(values) >= len(values):
        return Normal(value, repairs=unique_repairs(repairs), failed=(Check.DOMAIN_FORM,))
    doubtful = find_doubtful(labels, len(values) - suffix_labels(values))
    failed = [Check.CONFUSABLE_DOMAIN] if doubtful else []
    own = values[len(values) - suffix_labels(values) - 1]
    broken = _may_be_two(values) or is_cut or _has_dirt(values)
    is_odd = is_near_second(values) or (may_lack_letters(values[-1]) and not is_cut)
    is_guess = is_rare_suffix(values[-1]) and values[-1] != labels[-1].lower()
    if unaccented != plain or is_odd or is_guess:
        failed.append(Check.UNSURE_DOMAIN)
    if _is_misspelled(own):
        failed.append(Check.MISSPELLED_DOMAIN)
    if broken or len(own) == 1:  # a.com.cn of data.com.cn
        failed.append(Check.DOMAIN_BREAK)
    return Normal(value, repairs=unique_repairs(repairs), failed=tuple(failed), doubtful=doubtful)


def _is_misspelled(label: str) -> bool:
    """Whether a label's letters are no words and one of them keeps the others from being some, or pinyin. A 1
    or 0 beside them may be a letter too; initials before pinyin are usual."""
    if "-" in label and all(len(part) <= _SHORT or is_words(part) for part in label.split("-")):
        return False
    parts = _LETTERS.findall(label.replace("-", ""))
    return any(
        (is_one_off(part) and not is_words(part)) or is_misspelled(part)
        for part in parts
        if not is_initialed(part)
    )


def _without_accents(text: str) -> str:
    """Latin letters without the marks that dirt gives them (ù, é): no domain of a license has any."""
    apart = unicodedata.normalize("NFD", text)
    bare = "".join(
        c for at, c in enumerate(apart) if not (unicodedata.combining(c) and apart[at - 1].isascii())
    )
    return unicodedata.normalize("NFC", bare)


def holds_domain(labels: list[str]) -> bool:
    """Whether a domain of these labels has a whole one before its end, which are the next one's first
    letters: abc.com.cn.do."""
    return not _WITHIN.isdisjoint(labels[1 : len(labels) - suffix_labels(labels)])


def _may_be_two(labels: list[str]) -> bool:
    """Whether a mark between two domains may be lost, or a comma: kuaibo.cnyinshu.com, hr36.topm.yinshu.org,
    cn.yinshu.com. Hosts below a site are few."""
    own = labels[1 : len(labels) - suffix_labels(labels)]
    if own and (labels[0] in NO_HOSTS or holds_domain(labels)):
        return True
    return labels[0] not in _HOSTS and any(
        label.startswith(suffix) and (len(label) >= len(suffix) + 3 or label.removeprefix(suffix) in _HOSTS)
        for label in own
        for suffix in USUAL
    )


def _has_dirt(labels: list[str]) -> bool:
    """Whether a label behind the first is a number, or the two first are one name: dirt in go101360.cn and
    yueju520.com is read as a dot. Hosts are words: shop.yueju520.com."""
    own = labels[: len(labels) - suffix_labels(labels)]
    is_named = len(own) == 2 and own[0] not in _HOSTS and not is_english(own[0]) and is_name("".join(own))
    return is_named or any(label.isdecimal() for label in own[1:])


def are_usual(domains: Sequence[Normal]) -> bool:
    """Whether all are domains with a usual suffix, and none is in doubt."""
    suffixes = [(domain.value or "").rpartition(".")[2] for domain in domains]
    return all(map(is_usual_suffix, suffixes)) and not any(
        _NOT_USUAL.intersection(domain.failed) for domain in domains
    )


def begins_as_host(labels: list[str]) -> bool:
    """Whether a domain of several labels begins as a host's name does: www."""
    return labels[0] in _HOSTS


def suffix_run_on(label: str) -> str | None:
    """The suffix with which a label begins that goes on as a name of pinyin: siteheng of abc.siteheng.com."""
    found = [suffix for suffix in USUAL if label.startswith(suffix) and is_name(label.removeprefix(suffix))]
    return max(found, key=len, default=None)


def with_lost_dot(read: Normal) -> Normal | None:
    """What was read, with the dot before its suffix put back where there is none: abcshop, abcnetcn."""
    own = read.value or ""
    if "." in own or not _LABEL.fullmatch(own):
        return None
    ends = [suffix for suffix in USUAL if own.endswith(suffix) and len(own) >= len(suffix) + _LEAST_OWN]
    suffix = max(ends, key=len, default="")
    if not suffix:
        return None
    own = own.removesuffix(suffix)
    second = [label for label in GENERAL if own.endswith(label) and len(own) >= len(label) + _LEAST_OWN]
    if len(suffix) == 2 and second:
        own, suffix = own.removesuffix(second[0]), f"{second[0]}.{suffix}"
    dotted = normalize_domain(f"{own}.{suffix}")
    return replace(dotted, repairs=unique_repairs([*read.repairs, *dotted.repairs, Repair.SEPARATOR]))


def _is_label(label: str) -> bool:
    if any(map(is_cjk, label)):
        try:
            encoded = label.encode("idna")
        except UnicodeError:
            return False
        return len(encoded) <= 63 and all(is_cjk(c) or c.isdecimal() or c == "-" for c in label)
    return _LABEL.fullmatch(label) is not None


def is_domain(text: str) -> bool:
    """Whether the text is one domain with a known suffix."""
    read = normalize_domain(text)
    return read.value is not None and not {Check.DOMAIN_FORM, Check.DOMAIN_SUFFIX} & {*read.failed}
