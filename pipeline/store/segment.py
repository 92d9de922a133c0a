"""Chinese text to words for full-text search, by jieba with the terms of the field beside its own.

The same text gives the same words whatever stands around it as far as can be: new words are not
guessed from context, since a search has another context than the page.
"""

from __future__ import annotations

import logging
import re
from functools import cache, lru_cache
from importlib.resources import files
from itertools import groupby
from threading import Lock
from typing import TYPE_CHECKING

from extractors.normalize.text import fold, is_cjk
from extractors.telecom_lists.catalogue import QUALIFIER_TERMS, service_names
from extractors.telecom_lists.issuers import ISSUERS, REGION_NAMES
from pipeline.lean_imports import left_empty, left_out

if TYPE_CHECKING:
    from jieba import Tokenizer

_loading = Lock()
_SHORT = 3  # characters: jieba gives the words of two and three within a longer one
_RUN = re.compile(r"[^\W_]+")


@lru_cache(maxsize=4096)  # clauses and headings are the same on paper after paper
def to_words(text: str) -> tuple[str, ...]:
    """Words in the order of the text, the short ones within long ones beside these; lower case."""
    return tuple(
        word
        for run in _runs(text)
        for word in (_tokenizer().cut_for_search(run, HMM=False) if is_cjk(run[0]) else (run,))
    )


def to_query_words(text: str) -> list[list[str]]:
    """What a search looks for in words: each entry a phrase of one or more words.

    Characters that make no known word (of a name) have to stand side by side. A long word is looked
    for by the short ones in it, since the page may have it within a longer one.
    """
    words = [
        word
        for run in _runs(text)
        for word in (_tokenizer().cut(run, HMM=False) if is_cjk(run[0]) else (run,))
    ]
    phrases: list[list[str]] = []
    for single, group in groupby(words, key=lambda word: len(word) == 1 and is_cjk(word)):
        together = list(group)
        phrases += [together] if single else [[part] for word in together for part in _short(word)]
    return phrases


def _short(word: str) -> list[str]:
    """The fewest words of two or three characters that cover ``word``; itself if it is short."""
    if len(word) <= _SHORT or not is_cjk(word[0]):
        return [word]
    known = _tokenizer().FREQ
    best: list[tuple[int, list[str]]] = [(0, [])]
    for end in range(1, len(word) + 1):
        ways = []
        for start in range(max(0, end - _SHORT), end):
            piece = word[start:end]
            cost, pieces = best[start]
            if len(piece) == 1:
                ways.append((cost + 2, pieces))
            elif known.get(piece):
                ways.append((cost + 1, [*pieces, piece]))
        best.append(min(ways, key=lambda way: way[0]))
    return best[-1][1] or [word]


def to_characters(text: str) -> list[str]:
    """Each ideograph alone, letters and digits in runs: so that any part of a name is found."""
    return [piece for run in _runs(text) for piece in (run if is_cjk(run[0]) else (run,))]


def _runs(text: str) -> list[str]:
    """Letters and digits in runs of one kind: ideographs, or everything else."""
    folded = fold(text).lower()
    return ["".join(group) for match in _RUN.finditer(folded) for _, group in groupby(match[0], key=is_cjk)]


def load_dictionary() -> None:
    """Reads the dictionary (half a second), so that the first search need not wait for it."""
    _tokenizer()


def _tokenizer() -> Tokenizer:
    with _loading:  # several threads that search at once shall not each read it
        return _build_tokenizer()


@cache
def _build_tokenizer() -> Tokenizer:
    # A seventh of a second, to open one file; and as much to guess words, which HMM=False forbids.
    with left_out("pkg_resources"), left_empty("jieba.finalseg"):
        import jieba

    jieba.setLogLevel(logging.WARNING)
    tokenizer = jieba.Tokenizer()
    # Built here and not by ``initialize``, which trusts a cache in a folder that all users write to.
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    terms = (files("pipeline.store") / "terms.txt").read_text(encoding="utf-8").split()
    for term in (*terms, *service_names(), *QUALIFIER_TERMS, *ISSUERS, *REGION_NAMES):
        tokenizer.add_word(fold(term).lower())
    return tokenizer
