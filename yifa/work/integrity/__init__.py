"""Credit records (信用信息): what the bureau establishes about enterprises and institutions and reports to the credit system.

A record is proposed by one officer and checked by another, reported within seven working days of the decision (双公示), and
repaired when its conditions are met. A red list honours and has no legal effect of its own.
Deliberately not here: scoring anyone.
"""
