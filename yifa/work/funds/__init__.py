"""Money to innovators (科技资金): from the budget line to the decision, the allotment, the payment, and back.

Words of money are never mixed: obtained from above, decided (核定), allotted (下达), paid (拨付到账), returned and recovered are
registers' columns of their own, each with its day. Who reviews does not approve, and who approves does not allot, across linked
matters. Deliberately not here: deciding on projects and recognitions, and the bureau's own purchases (``contracts``).
"""
