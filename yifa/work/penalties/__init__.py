"""Administrative penalties (行政处罚), ordinary procedure: each case from clue to archive, and penalties that were changed.

Law: 行政处罚法 §27, §32–33, §36, §42–48, §54–67, §72; 行政强制法 §53–54; 国办发〔2018〕118号 二（六）.

Deliberately not here: the summary procedure (§51–53), sealing and seizure (行政强制法 §22–33), certificates
(``yifa.work.enforcers``), the report of a penalty to the credit platform (``yifa.work.integrity``).
"""
