"""Disputes (行政复议、行政诉讼、行政调解、国家赔偿): the bureau as respondent and defendant, and as mediator.

Answer and evidence are due within 10 working days, in the simplified procedure 5, in court 15 days (复议法 §48, §54;
行诉法 §67). The evidence is what the record of the matter held before it was decided; later things only by leave (复议法 §46,
行诉法 §35). The head appears, or says why not (§51; §3). What was lost is learned from. Deliberately not here: the bureau's own
bodies of reconsideration, which belong to the government.
"""
