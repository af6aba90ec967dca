"""The machine's door: the same acts and queries, typed, with an OpenAPI description."""
