"""The ground floor: what the law says about days, limits, numbers and names. Pure Python, no Django."""
