"""Meetings and what is put to them: 三重一大 items behind their legal-opinion gate, special meetings, reports heard.

A major matter may not be put on an agenda before counsel or a government lawyer has been heard, nor when the opinion says it is
unlawful (中办发〔2016〕30号). Quorum and votes count against the members entitled to attend (中国共产党党组工作条例).
Deliberately not here: seating, invitations, and the reading of members' views into figures about persons.
"""
