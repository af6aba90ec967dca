"""Law popularisation (普法): the duty list, events, law explained in matters, policies told, reminders answered.

法治宣传教育法 §9: who enforces popularises; §18: in the handling of cases; §57: a reminder of the justice bureau is answered at
once. Persons reached are attendances with the basis of the count; enterprises are counted once a year by their code. Deliberately
not here: points for taking part, and events without an audience or a topic.
"""
