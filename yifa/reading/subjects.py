"""What is counted, in a few words: the noun phrase beside the figure."""

from __future__ import annotations

import re

from yifa.reading.spans import Draft

_LEAD = re.compile(
    r"^(?:[，,、。；;：:（(）)”》\s]|其中|同时|全年|今年|目前|截至目前|我局|市局|全局|共计?|已|累计|"
    r"先后|分别|并|均|还|以及|及|和|与|或|等|的|对|将|在|是|为|新增|"
    r"(?:19|20)\d\d年度?|一是|二是|三是|四是|五是|六是)+"
)
_TAIL = re.compile(
    r"(?:[\s：:（(、，,]|数量|总数|分别|共计?|合计|总计|累计|已|达到?了?|为|是|有|约|近|超过?|不少于|"
    r"不低于|至少|均|各|了|高达|突破|多达|增长|同比|实现|占|比上年|较上年|不得|就|增至|下降|提高|提升|"
    r"减少|增加|压缩|只有|仅)+$"
)
_VERB = re.compile(
    r"^(?:组织召开|组织开展|召开|开展|举办|组织|受理|办理|承办|办结|收到|接收|收集|发放|印发|制定|"
    r"出台|审查|审核|完成|实施|查处|检查|出动|立案|下达|拨付|争取|获得|获批|获|新认定|认定|培育|建成|"
    r"建立|建设|发布|公开|主动公开|制作|推送|"
    r"走访|调研|服务|惠及|支持|引进|签订|签约|达成|提供|出具|提出|报送|参加|参与|聘请|配备|清理|修订|"
    r"废止|保留|化解|调解|调处|处理|处置|化解|答复|回复|采纳|开设|设立|成立|编制|梳理|公布|安排|投入|"
    r"落实|减免|解决|排查|发现|整改|责令|移送|作出|做出|实行|推出|推动|达|研究|审议|听取|讨论|学习|"
    r"培训|宣讲|开办|确定|入选|荣获|晋升|提拔使用|提拔|评选|选派|选聘|聘用|张贴|悬挂|刊发|编发|播放|"
    r"发送|接受|接待|解答|受教育)+"
)
_STOP = re.compile(
    r"[，,。；;：:、（()）！!？?\d０-９《》“”\n]|[一二两三四五六七八九十]+[余多]?[项件个次家名人]|"
    r"进行|开展了?|提出|并|与|和|及|给予|被|获|参加|完成"
)
_MOST = 18
_MEASURED = frozenset(["CNY", "percent", "percentage_point", "rank", "day", "workday", "hour"])


def subject(text: str, found: Draft, sentence_end: int, whole: str) -> str:
    """The short label of what the figure counts; `whole` is the label of the figure that it belongs to, for growth and shares."""
    end = found.end
    last = min(sentence_end, end + _MOST)
    stop = _STOP.search(text, end, last)
    after = text[end : stop.start() if stop else last].strip()
    after = after.removeprefix("的").removeprefix("以上").removeprefix("左右").removeprefix("以内")
    before = text[max(found.item, found.start - 30) : found.start]
    before = _TAIL.sub("", _LEAD.sub("", before))
    bare = _VERB.sub("", before)
    if bare in ("率", "数", "量", "额", "件"):
        bare = before
    if after and found.unit not in _MEASURED and (not bare or (len(after) >= 2 and bare != before)):
        label = (after if len(after) > 3 or not before else before + after)[:_MOST]
        return label if label.endswith("数") else label + "数"
    if not bare:
        bare = before or after
    if not bare:
        return whole
    if len(bare) < 3 and whole:
        return (whole + bare)[-_MOST:]
    return bare[-_MOST:]
