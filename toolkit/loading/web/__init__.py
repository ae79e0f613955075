"""The web: polite fetching, and web archives (WARC)."""
