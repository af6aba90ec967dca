"""Open government information (政府信息公开): the duty list, what is published on our own motion, requests, the yearly report.

政府信息公开条例 (国务院令第711号): published within twenty working days of being formed (§26) after a secrecy check (§17); a
request is answered within twenty working days of receipt (§33) with one of the answers of §36 and its neighbours; the report by
31 January (§49), in the form of 国办公开办函〔2021〕30号. Deliberately not here: the purpose of a request, which nobody asks.
"""
