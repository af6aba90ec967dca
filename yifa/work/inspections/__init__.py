"""Inspection of enterprises (涉企行政检查, 双随机、一公开): published items, objects, the year's plan, and each inspection.

Law: 行政处罚法 §42, §55; 国办发〔2024〕54号; 国办发〔2018〕118号 二（六）. Random selection binds the market regulators by law
(优化营商环境条例 §54); a science bureau does it by its own rules and those of its place.

Deliberately not here: the draw itself (``yifa.work.draws``), certificates (``yifa.work.enforcers``), cases of penalty
(``yifa.work.penalties``).
"""
