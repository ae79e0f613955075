"""Letters that an article explains: "the Organization for Security and Co-operation in Europe (OSCE)".

After Schwartz and Hearst (2003), with the name that was read as the beginning of the long form.
"""

import re
from collections.abc import Sequence

from toolkit.documents import Document
from toolkit_entities.mention import Mention

_LETTERS = re.compile(r"(?P<rest>[^().;:\n]{0,60}?)\s?\((?P<letters>[A-Z][A-Za-z.&]{1,9})\)")


def explained(document: Document, mentions: Sequence[Mention]) -> dict[str, str]:
    """Gives the letters, and the beginning of a long form that was read as a name, each with the long form."""
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.label not in ("ORG", "OTHER", "FACILITY", "EVENT"):
            continue
        text = document.fields[mention.field]
        match = _LETTERS.match(text, mention.end)
        if match is None:
            continue
        long = " ".join((mention.text + match["rest"]).split())
        letters = re.sub(r"[^A-Z]", "", match["letters"])
        if len(letters) > 1 and letters == "".join(re.findall(r"\b[A-Z]", long.removeprefix("The "))):
            found[match["letters"]] = found[" ".join(mention.text.split())] = long
    return found
