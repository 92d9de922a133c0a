"""What to do about files that cannot be read: the words that several messages end in."""

from __future__ import annotations

from typing import Final

from schemas.two_languages import Advice

CHECK_PATH: Final = Advice("请检查路径", "Check the path.")
COPY_AGAIN: Final = Advice("请重新复制或扫描", "Copy or scan it again.")
NAME_FILES: Final = Advice("请指明其中的文件", "Name the files in it.")
PRINT_OFD: Final = Advice("请打印为 PDF 后再读取", "Print the OFD to PDF, and read that.")
PRINT_OR_SCAN_PDF: Final = Advice("请重新打印为 PDF 或扫描", "Print it to a new PDF or scan it.")
PRINT_PDF: Final = Advice("请重新打印为 PDF", "Print it to a new PDF.")
PRINT_OR_SCAN: Final = Advice("请打印为 PDF 或扫描", "Print it to PDF or scan it.")
SAVE_OFD: Final = Advice("请从来源处重新保存 OFD", "Save the OFD again where it came from.")
SAVE_OFD_IT: Final = Advice("请从来源处重新保存 OFD", "Save it again where it came from.")
SAVE_OR_SCAN: Final = Advice("请重新保存或扫描", "Save or scan it again.")
SAVE_OR_SCAN_PDF: Final = Advice("请重新保存或扫描 PDF", "Save or scan the PDF again.")
SCAN_SMALLER: Final = Advice("请以较低分辨率扫描", "Scan it smaller.")
SPLIT: Final = Advice("请拆分文件，或调高上限", "Split it, or raise the limit.")
