"""A bureau's figures and the facts behind them, written for the office above as a package that proves whose it is."""
