"""Certified enforcement (持证上岗): who may enforce on a day, how they came to, and what they were trained and examined in.

行政处罚法 §42: penalties are imposed by officers qualified for enforcement; §55: they show their certificates. Bureaus do not
issue certificates, they apply for them and hand them in. A step marked as enforcement is for whoever holds one valid on its day
(``qualification`` here, ``procedure/certified`` in the language). Auxiliary staff are never certified.
Deliberately not here: points, rankings or sums of a person's hours. A training is an event with its length; nobody is timed.
"""
