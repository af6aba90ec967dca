"""Reading published reports: layout, heading, figures with their meaning, relations and faults, out of free Chinese text.

A pure floor: it knows the law and nothing of pages or databases, and everything in it is a function of the text given.
"""
