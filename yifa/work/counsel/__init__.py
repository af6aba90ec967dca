"""Legal counsel (法律顾问): engagement, questions asked, opinions given, adopted or set aside with a reason.

中办发〔2016〕30号 asks for counsel before major decisions, and for the reason to be recorded where an opinion is not followed.
Deliberately not here: the review of contracts, which belongs to the field of contracts.
"""
