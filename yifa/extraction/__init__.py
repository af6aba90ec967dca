"""Files into text: what a person would read, and nothing of what a web site or a word processor wraps round it."""
