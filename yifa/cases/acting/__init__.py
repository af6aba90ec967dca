"""The act, the only way in: what it asks, computes, guards and writes, for one step or for many together."""
