"""Bureaus, departments, posts and officers: who may act, in what post, with which powers, from when until when."""
