"""Carries a bureau's published year through Yifa by really doing the work, from a year profile."""
