"""The public's pages: guides, applications and their progress, published documents, the report, and proof of the record."""
