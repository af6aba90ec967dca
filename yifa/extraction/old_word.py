"""Old Word documents (.doc, and .wps that is one): made a docx first, by an office suite or a small converter, where there is
one.

LibreOffice does it best; msdoc2docx (``pip install 'yifa[doc]'``) keeps tables and numbers and needs nothing else. Without
either the file is refused with what to do.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from yifa.extraction.errors import CannotRead

_SECONDS: Final = 60
_PROGRAMS: Final = ("soffice", "libreoffice")
_LARGEST: Final = 256 * 1024 * 1024


def to_docx(data: bytes) -> bytes:
    """The document as docx. Raises CannotRead: no converter, or none that can read it."""
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is not None:
        made = _by_suite(program, data)
        if made is not None:
            return made
    made = _by_library(data)
    if made is not None:
        return made
    if program is None and not _has_library():
        raise CannotRead(
            zh="是旧格式文档（doc、wps 等），这台机器上没有转换程序；请用 Word 或 WPS 打开后另存为 docx，"
            "或者请管理员安装 LibreOffice 或 yifa[doc]。",
            en="is a document in the old format (doc, wps), and there is nothing here to convert it; save it "
            "as docx in Word or WPS, or have LibreOffice or yifa[doc] installed.",
        )
    raise CannotRead(
        zh="是旧格式文档（doc、wps 等），转换失败；请用 Word 或 WPS 打开后另存为 docx。",
        en="is a document in the old format (doc, wps) that could not be converted; open it in Word or WPS and save it as docx.",
    )


def _by_suite(program: str, data: bytes) -> bytes | None:
    """By an office suite, with a profile of its own and no macros; None where it fails or takes too long."""
    with tempfile.TemporaryDirectory(prefix="yifa-doc-") as folder:
        source = Path(folder, "source.doc")
        source.write_bytes(data)
        command = [
            program,
            f"-env:UserInstallation=file://{folder}/profile",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault"),
            *("--convert-to", "docx", "--outdir", folder, str(source)),
        ]
        try:
            # The program is the machine's own, its arguments are ours.
            subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False)  # noqa: S603
        except (subprocess.TimeoutExpired, OSError):
            return None
        made = Path(folder, "source.docx")
        return made.read_bytes() if made.exists() and made.stat().st_size < _LARGEST else None


def _has_library() -> bool:
    try:
        import doc2docx  # noqa: F401
    except ImportError:
        return False
    return True


def _by_library(data: bytes) -> bytes | None:
    """By msdoc2docx; None where it is not installed or fails."""
    try:
        import doc2docx
        import doc2docx.errors
    except ImportError:
        return None
    with tempfile.TemporaryDirectory(prefix="yifa-doc-") as folder:
        source, made = Path(folder, "source.doc"), Path(folder, "made.docx")
        source.write_bytes(data)
        try:
            doc2docx.convert(str(source), str(made))
        except (
            doc2docx.errors.Doc2DocxError,
            ArithmeticError,
            AttributeError,
            LookupError,
            OSError,
            TypeError,
            ValueError,
        ):
            return None
        return made.read_bytes() if made.exists() and made.stat().st_size < _LARGEST else None
