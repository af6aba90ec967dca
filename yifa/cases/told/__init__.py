"""What is told of cases: links between them, letters, notes, what is owed, and the search."""
