"""One pass of a compact encoder over an article, shared by the analyzers that ask for it."""

from toolkit_reading.encoder import Precision, set_threads
from toolkit_reading.reading import Content, Reading, Span, read

__all__ = ["Content", "Precision", "Reading", "Span", "read", "set_threads"]
