"""Tables with an article a row."""
