"""Files of every kind, made here or kept beside; all hold the same report, whose sentences are our own."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Final

FILES: Final = Path(__file__).parent / "files"
NAMES: Final = (
    "report-2021.txt",
    "report-2021.gb18030.txt",
    "report-2021.docx",
    "report-2021.pdf",
    "saved-page.html",
    "saved-page-gb2312.htm",
    "saved-page.mhtml",
)
W: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def sample(name: str) -> bytes:
    """The bytes of a kept file."""
    return (FILES / name).read_bytes()


def paragraphs() -> list[str]:
    """The report's paragraphs as its plain text has them."""
    return [line for line in sample("report-2021.txt").decode("utf-8").split("\n") if line]


def word(body: str, **parts: bytes | str) -> bytes:
    """A docx with this body; ``parts``: more files by name, ``numbering`` and ``styles`` among them."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>'
        )
        for name, content in parts.items():
            named = f"word/{name}.bin" if isinstance(content, bytes) else f"word/{name}.xml"
            archive.writestr(named, content)
    return out.getvalue()


def paragraph(text: str, properties: str = "") -> str:
    """A paragraph of one run."""
    return f"<w:p>{properties}<w:r><w:t>{text}</w:t></w:r></w:p>"
