"""Periods attested complete (登记完整确认): whoever keeps a register says that everything of a year is in it.

Only then does a report say in words that nothing happened (未发生行政诉讼); a figure without records is else a number, which a
report leaves out. Any register is attested in the same way: by whoever may write into it, after the year's end, confirmed by
another person. Deliberately not here: a list of registers that must be attested; which zeros a bureau tells is its own to choose.
"""
