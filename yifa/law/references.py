"""Documents that a text names: by number (漯科规〔2025〕1号) and by title (《漯河市科技创新券管理办法》).

Where a text uses a document as its basis, the words before say so: 根据, 依据, 按照 … in the same sentence. A number in running
text has no clear beginning (“根据漯科〔2018〕5号”); what stands before the bracket is given whole, to be compared from its end.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_NUMBER: Final = re.compile(
    r"(?P<before>[^\s\d〔〕\[\](){}【】《》，。；：、]{1,12})[〔\[({【](?P<year>\d{4})年?[〕\])}】]第?0*(?P<serial>[1-9]\d{0,4})号"
)
_TITLE: Final = re.compile(r"《(?P<title>[^《》\n]{2,200}(?:《[^《》\n]*》[^《》\n]*)?)》")
_SENTENCE_END: Final = re.compile(r"[。！？；\n]")
_AS_BASIS: Final = re.compile(r"根据|依据|依照|按照|遵照|参照|适用|执行")
_ENDS_IT: Final = re.compile(r"废止|失效|修改|修订|代替|清理|不再|撤销")


@dataclass(frozen=True, slots=True)
class Reference:
    """A document named in a text. number: (what stands before the bracket, year, serial) or None; title: or empty.

    ends_it: whether the sentence speaks of ending or changing a document; as_basis: whether it uses it as a basis instead.
    sentence: in which it stands.
    """

    text: str
    sentence: str
    as_basis: bool
    ends_it: bool = False
    title: str = ""
    organ: str = ""
    year: int = 0
    serial: int = 0

    def is_number(self, organ: str, year: int, serial: int) -> bool:
        """Whether the text names the document with this number."""
        return bool(organ) and (self.year, self.serial) == (year, serial) and self.organ.endswith(organ)


def references(text: str) -> Iterator[Reference]:
    """Every document that a text names, in order."""
    plain = _same_length(text)
    for found in _NUMBER.finditer(plain):
        # What stands before the bracket may begin with the very word that makes it a basis.
        sentence, as_basis, ends_it = _around(text, found.start("year"), found.end())
        yield Reference(
            text=text[found.start() : found.end()],
            sentence=sentence,
            as_basis=as_basis,
            ends_it=ends_it,
            organ=found["before"],
            year=int(found["year"]),
            serial=int(found["serial"]),
        )
    for found in _TITLE.finditer(text):
        sentence, as_basis, ends_it = _around(text, found.start(), found.end())
        yield Reference(
            text=found[0], sentence=sentence, as_basis=as_basis, ends_it=ends_it, title=found["title"].strip()
        )


def _same_length(text: str) -> str:
    # Full-width digits and brackets read like the others; what would change its length stays as it is.
    return "".join(
        normal
        if len(normal := unicodedata.normalize("NFKC", letter)) == 1 and letter not in "，；："
        else letter
        for letter in text
    )


def _around(text: str, start: int, end: int) -> tuple[str, bool, bool]:
    begins = max((found.end() for found in _SENTENCE_END.finditer(text, 0, start)), default=0)
    closing = _SENTENCE_END.search(text, end)
    stops = len(text) if closing is None else closing.end()
    sentence = text[begins:stops].strip()
    before = text[begins:start]
    ends_it = bool(_ENDS_IT.search(sentence))
    return sentence, bool(_AS_BASIS.search(before)) and not ends_it, ends_it
