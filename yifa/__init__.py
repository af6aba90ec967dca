"""Yifa (依法): a bureau's matters by the law, on a record that proves itself."""
