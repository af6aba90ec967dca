"""A matter is a walk through its procedure. Here live the case, the one act that can change it, and the log that proves it."""
