"""What the code of an outcome means, in a few words of Chinese and English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

OUTCOME_WORDS: Final[Mapping[str, tuple[str, str]]] = {
    "read": ("已读取", "read"),
    "doubtful": ("已读取，有值待核", "read, some values in doubt"),
    "no_text": ("页面上没有文字", "no text on any page"),
    "no_certificate": ("有文字，但不是已知证照", "text, but no known certificate"),
    "input_error": ("文件无法读取", "file not readable"),
    "missing": ("文件不在了", "file was gone"),
    "not_a_file": ("不是文件", "not a file"),
    "empty": ("空文件", "empty file"),
    "too_large": ("文件过大", "file too large"),
    "unsupported_type": ("文件类型不支持", "type not supported"),
    "damaged": ("文件损坏", "file damaged"),
    "encrypted": ("文件有密码", "password needed"),
    "too_many_pixels": ("页面像素过多", "too many pixels"),
    "too_many_images": ("页面图像过多", "too many images"),
    "too_many_pages": ("页数过多", "too many pages"),
    "unreadable": ("无权限或磁盘故障", "no permission, or disk"),
    "extra_missing": ("未安装 OFD 支持", "OFD support missing"),
    "font_missing": ("缺少字体", "font missing"),
    "engine_failed": ("识别引擎出错", "engine failed"),
    "engine_missing": ("识别引擎未安装", "engine missing"),
    "worker_failed": ("读取进程出错", "reading process failed"),
    "worker_crashed": ("读取进程崩溃", "reading process crashed"),
    "worker_hung": ("读取超时", "reading took too long"),
    "worker_memory": ("读取超出内存", "out of memory"),
    "worker": ("读取进程异常终止或超时", "reading process failed"),
    "database": ("数据库无法使用", "database not usable"),
    "database_away": ("数据库暂时无法使用", "database away"),
}


def explain_code(code: str) -> str:
    """The code, and what it means in Chinese, for people; the code alone where another version of licet
    wrote it."""
    words = OUTCOME_WORDS.get(code)
    return code if words is None else f"{code} {words[0]}"
