"""What bureaus set for their own documents."""

from __future__ import annotations

from typing import Final

from yifa.house.parameters import Parameter, ParameterKind, parameters
from yifa.law.text import Bilingual

NUMBER_MARK: Final = parameters.add(
    Parameter(
        "documents_number_mark",
        "documents",
        Bilingual(
            "机关文件发文字号的后缀", "What follows the organ's mark in the number of an office document"
        ),
        ParameterKind.TEXT,
        "文",
        Bilingual("本局公文处理制度", "The bureau's rules on official documents"),
        help=Bilingual(
            "机关代字之后的字，例如“文”：漯科文〔2025〕1号；应当与规范性文件、函件的代字不同",
            "Such as 文 in 漯科文〔2025〕1号; other than the mark of normative documents and of letters",
        ),
    )
)
