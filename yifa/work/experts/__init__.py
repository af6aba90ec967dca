"""Experts and their reviews (专家库、专家评审): who may be drawn, whom they must avoid, and score sheets that are blind
until all are in.

Whoever was drawn signs; a mean is computed, an outlier shown, and the account for the fee is kept by finance alone.
Deliberately not
here: the draw itself (``yifa.work.draws``), and what is decided after a review.
"""
