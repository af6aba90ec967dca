"""The house's own orders: what two people decide of posts, powers, bureaus and parameters, as acts with entries."""
