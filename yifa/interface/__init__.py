"""What every page shares: the frame, the design tokens, the components, and the words for dates and money.

Desk, portal and report draw with these parts, so that a deadline, a table or an empty state looks and reads
the same everywhere.
"""
