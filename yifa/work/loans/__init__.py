"""Credit to innovators: knowledge-value loans whose loss a fund shares with the bank, and loans against patents.

The bank lends and decides; the bureau recommends up to a limit and, where a loan falls due unpaid, approves what the fund bears.
A State organ is no guarantor (民法典 §683): a recommendation promises nothing, and compensation is the fund's agreed share, paid
by an allotment. A pledge of patents exists from its registration at the national office (民法典 §444), whose notice is recorded.
Lent, overdue, compensated and recovered are sums of their own. Deliberately not here: the bank's own credit file.
"""
