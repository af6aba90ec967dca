"""Settings: base, development, test and production. ``env.py`` alone reads the environment."""
