"""What the encoder's heads tell of each piece."""

ROLES = ("source", "cue", "content")
"""The parts of an attribution (Pareti 2015): who, by which word, what."""

NAMES = ("Person", "Organization", "Location", "Facility", "NORP", "Date", "Money", "Product", "Misc")
"""Kinds of names, as English Worldwide Newswire has them."""

LINKS = ("source", "cue")
"""What the first piece of a content points to: the first piece of its source and of its cue."""
