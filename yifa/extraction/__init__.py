"""Files into text: what a person would read, and nothing of what a web site or a word processor wraps round it.

Published reports lie about as plain text in two encodings, as pages saved from a browser, as docx and as PDF; drafts of normative
documents come the same ways. One function reads them all:

    from yifa.extraction.read import extract
    extract(path.read_bytes(), path.name)
    Extracted(text='某市科学技术局\n2020年度…', kind=Kind.WEB, encoding='gb18030', …)

A file that cannot be read gives one sentence that says what it is and what to do (``CannotRead``). Nothing here looks into what
the text means. A file's kind is told from its bytes; its name only helps where bytes of two kinds look alike. What somebody sent
over the network is read by ``extract_apart``, in a process of its own: the parsers are loaded there, or by who asks for
``yifa.extraction.read`` by its name, and not by every process that names this package.
"""

from yifa.extraction.apart import extract_apart
from yifa.extraction.errors import CannotRead
from yifa.extraction.result import LARGEST_BYTES, Extracted, Kind

__all__ = [
    "LARGEST_BYTES",
    "CannotRead",
    "Extracted",
    "Kind",
    "extract_apart",
]
