"""Bytes → text, with what had to be guessed."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ODD = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd]")
_SAMPLE = 200_000  # bytes that the guess of an encoding looks at


class NotText(ValueError):
    """The bytes are not text in any encoding."""


def decode(data: bytes) -> tuple[str, str | None]:
    """Gives the text and, where it is not UTF-8 and no byte order mark says so, a remark on the guess.

    Raises NotText for bytes that are no text: NUL bytes, or no encoding in which they read as text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding), None
            except UnicodeDecodeError:
                break
    if b"\0" in data[:_SAMPLE]:
        raise NotText("binary data, not text")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _guess(data)
    if _unprintable(text) > 0.05:
        raise NotText("binary data, not text")
    return text, None


def _guess(data: bytes) -> tuple[str, str]:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise NotText("text in no known encoding, or binary data")
    text = data.decode(best.encoding, errors="replace")
    if _unprintable(text) > 0.02:
        raise NotText("binary data, not text")
    return text, f"read as {best.encoding}, which is a guess: the file is not UTF-8"


def _unprintable(text: str) -> float:
    sample = text[:20_000]
    return len(_ODD.findall(sample)) / max(len(sample), 1)
