"""A figure is a query over the record: an indicator, for a bureau and a period, with its records one click away."""
