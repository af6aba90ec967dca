"""A normative text is drawn with its chapters, articles and items; what looks like none of them is a plain paragraph."""

from __future__ import annotations

from yifa.interface.provisions import Place, provisions

TEXT = """漯河市科技创新券管理办法
第一章　总则
第一条　为了支持创新，制定本办法。
第二条 本办法所称创新券包括：
（一）检验检测类；
1.设计类。
第二条之一　本办法适用于本市。
第三条、第四条所称单位，是指企业。
"""


def test_each_paragraph_has_its_place() -> None:
    assert [(one.place, one.number) for one in provisions(TEXT)] == [
        (Place.PLAIN, ""),
        (Place.HEADING, "第一章"),
        (Place.ARTICLE, "第一条"),
        (Place.ARTICLE, "第二条"),
        (Place.ITEM, ""),
        (Place.ITEM, ""),
        (Place.ARTICLE, "第二条之一"),
        (Place.PLAIN, ""),
    ]


def test_articles_have_addresses_of_their_own() -> None:
    anchors = [one.anchor for one in provisions(TEXT) if one.anchor]
    assert anchors == ["article-1", "article-2", "article-3"]
