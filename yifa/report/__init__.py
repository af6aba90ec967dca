"""The annual report on law-based government: an outline, prose with figures inside it, freezing and typesetting."""
