"""Administrative penalties (行政处罚): cases on the spot and of the ordinary procedure, and penalties that were changed.

Law: 行政处罚法 §27, §32–34, §36, §42–48, §51–67, §68–72; 行政强制法 §53–55; 国办发〔2018〕118号 二（六）.

Deliberately not here: sealing and seizure (行政强制法 §22–33), instalments (§66), certificates (``yifa.work.enforcers``), the
report of a penalty to the credit platform (``yifa.work.integrity``).
"""
