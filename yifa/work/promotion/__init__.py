"""Selection and promotion of section-level cadres (科级干部选拔任用), and honours.

公务员法 §46: motion, recommendation, inspection, discussion, appointment; §48: notice before it and a year on trial. The order,
quorum and majority of the Party's regulations are second hand. The meeting's item gives quorum and votes. Law knowledge is
assessed; who was barred from awards gets none. Deliberately not here: scores and rankings of people.
"""
