"""Media types of the papers that an office takes away, by their registered names (IANA; OFD: GB/T 33190—2016)."""

from __future__ import annotations

from typing import Final

PDF: Final = "application/pdf"
OFD: Final = "application/ofd"
DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
