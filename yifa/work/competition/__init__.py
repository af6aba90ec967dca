"""Fair-competition review (公平竞争审查): each measure that touches operators' economic activity, before it is issued.

The drafting unit lays its draft open, answers what screening asks, hears those concerned, goes through the sixty-six items by
group, and either amends the measure, or justifies an exception with its aim, the want of a less restrictive alternative and an
end, or gives it up. The conclusion is written, by somebody who did not assess. What the government issues goes to market
regulation as well.
An exception ends on its day; from then on nobody may rest on the measure.
Deliberately not here: a verdict by machine. Screening asks; people conclude.
"""
