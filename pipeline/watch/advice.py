"""What a person has to do about a file, by the code of its outcome."""

from __future__ import annotations

from typing import Final

_AGAIN: Final = "then drop it into the inbox again"
_ADVICE: Final = {
    "read": ("无需处理。", "Nothing."),
    "doubtful": ("请在核对台核对存疑的值。", "Check the doubtful values at the desk (`licet serve`)."),
    "no_text": (
        "页面空白。请确认扫描面是否正确。",
        f"The pages are blank. If they should not be, scan the other side, {_AGAIN}.",
    ),
    "no_certificate": (
        "不是已知证照。如为新证照类型，请先声明（`licet types new`）。",
        "No certificate of a known type. Where it should be one, declare its type (`licet types new`).",
    ),
    "empty": ("文件是空的。请重新扫描或复制。", f"The file is empty. Scan or copy it again, {_AGAIN}."),
    "damaged": (
        "文件损坏或不完整。请重新扫描或复制。",
        f"It is damaged. Scan or copy it again, {_AGAIN}.",
    ),
    "encrypted": ("PDF 有密码。请另存为无密码的文件。", f"Save the PDF without its password, {_AGAIN}."),
    "unsupported_type": (
        "不是可读取的文件类型。请转换为 PDF、JPEG、PNG 或 TIFF。",
        f"Convert the file to PDF, JPEG, PNG or TIFF, {_AGAIN}.",
    ),
    "too_large": ("文件过大。请拆分，或提高限制。", f"Split the file or raise the limit, {_AGAIN}."),
    "too_many_pixels": (
        "页面像素过多。请以较低分辨率扫描，或提高限制。",
        f"Scan it at a lower resolution or raise the limit, {_AGAIN}.",
    ),
    "too_many_pages": ("页数过多。请拆分，或提高限制。", f"Split the file or raise the limit, {_AGAIN}."),
    "too_many_images": (
        "页面图像过多。请重新打印为 PDF 或扫描。",
        f"Print it to a new PDF or scan it, {_AGAIN}.",
    ),
    "not_a_file": (
        "这是链接、管道、设备或文件夹，不是文件。请放入文件本身。",
        "This is a link, pipe, device or socket. Drop the file itself into the inbox.",
    ),
    "missing": (
        "文件已不在。请重新放入。",
        "The file was gone. Drop it into the inbox again.",
    ),
    "unreadable": (
        "文件无法读取。请检查权限和磁盘。",
        f"Check its permissions and the disk, {_AGAIN}.",
    ),
    "worker_hung": (
        "读取超时。请拆分、重新扫描，或提高时间限制。",
        f"Reading took too long. Split it, scan it, or raise page_seconds and file_seconds, {_AGAIN}.",
    ),
    "worker_memory": (
        "读取超出内存。请拆分、重新扫描，或提高内存限制。",
        f"Reading took too much memory. Split it, scan it, or raise memory_bytes, {_AGAIN}.",
    ),
    "font_missing": ("缺少中文字体。请安装后重试。", f"Install a font with Chinese characters, {_AGAIN}."),
    "extra_missing": (
        "缺少读取 OFD 的软件包。请安装后重试。",
        f"Install what reads OFD (pip install 'licet[ofd]'), {_AGAIN}.",
    ),
}
_OTHER: Final = (
    "读取时出错。请重试一次；如仍失败，请转换格式或重新扫描，并报告此文件。",
    "Reading failed. Drop the file into the inbox once more; if it fails again, convert or scan it"
    " again, and report it.",
)


def advise(code: str) -> str:
    """A sentence in Chinese and English."""
    return " ".join(_ADVICE.get(code, _OTHER))
