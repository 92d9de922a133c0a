"""What is wrong in a regular expression, in words that a person who writes one can act on."""

from __future__ import annotations

import re

from schemas.two_languages import parts

_FAULTS = {
    "unterminated character set": "[ 没有对应的 ] / a [ has no ]",
    "missing ), unterminated subpattern": "( 没有对应的 ) / a ( has no )",
    "unbalanced parenthesis": ") 没有对应的 ( / a ) has no (",
    "nothing to repeat": "* + ? 或 {} 之前没有可重复的内容 / nothing stands before *, +, ? or {}",
    "multiple repeat": "重复符号连用 / two of *, +, ? or {} in a row",
    "bad escape (end of pattern)": "以 \\ 结尾 / it ends in \\",
}


def pattern_to_message(error: re.error) -> str:
    """What is wrong, and where, in Chinese and English."""
    chinese, english = parts(_FAULTS.get(error.msg, f"请改正 / {error.msg}"))
    if error.pos is not None:
        chinese += f"（第 {error.pos + 1} 个字符）"
        english += f" (at character {error.pos + 1})"
    return f"不是有效的正则表达式：{chinese} / not a regular expression: {english}"
