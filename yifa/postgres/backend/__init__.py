"""Django's PostgreSQL backend with two additions: the embedded server starts when first needed, and test databases are
made by the schema's owner while tests run as the application's role. Keys of its own in ``DATABASES``:

- ``EMBEDDED``: ``{"FOLDER": …, "SETTINGS": {…}}`` of the server to start; absent for a server given by address.
- ``LIMITS``: settings of each session (``statement_timeout`` and the like) by their names.
- ``OWNER``: the log-in that owns the schema (``USER``, ``PASSWORD``, ``HOST``, ``PORT``).
- ``SUPERUSER``: only in tests.
"""
