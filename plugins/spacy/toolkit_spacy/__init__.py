"""Statements and names from a spaCy pipeline: tk.analyze(articles, plugins=[toolkit_spacy], pipeline=…)."""

from collections.abc import Iterator
from typing import Annotated, Any

from toolkit_quotes import COLUMNS
from toolkit_quotes.acts import act_of

import toolkit as tk
from toolkit.documents import Document
from toolkit_spacy.parsing import parse
from toolkit_spacy.reporting import find_reports

LABELS = {
    "PERSON": "PERSON", "PER": "PERSON", "ORG": "ORG", "GPE": "PLACE", "LOC": "PLACE", "NORP": "GROUP",
    "FAC": "FACILITY", "DATE": "DATE", "MONEY": "MONEY", "PRODUCT": "PRODUCT", "EVENT": "EVENT", "MISC": "OTHER",
    "WORK_OF_ART": "OTHER", "LAW": "OTHER", "LANGUAGE": "OTHER",
}  # fmt: skip
"""spaCy's labels (OntoNotes' and those of its other languages) and the toolkit's; any other kind is left out."""


Pipeline = Annotated[str, "The name of an installed spaCy pipeline, such as de_core_news_sm."]


@tk.analyzer(
    "entities",
    columns={"label": "string", "entity": "string", "title": "string", "gender": "string", "score": "Float64"},
    version="0.1.0",
)
def entities(document: Document, *, pipeline: Pipeline = "en_core_web_sm") -> Iterator[dict[str, Any]]:
    """Names as the pipeline's recogniser has them; `entity` is the name as it stands, other columns are missing."""
    for field, parsed in parse(document, pipeline):
        for found in parsed.ents:
            label = LABELS.get(found.label_)
            if label and found.text.strip():
                start, end = found.start_char, found.end_char
                yield document.span(field, start, end, label=label, entity=" ".join(found.text.split()))


@tk.analyzer(
    "quotes",
    columns=COLUMNS,
    version="0.1.0",
)
def quotes(document: Document, *, pipeline: Pipeline = "en_core_web_sm") -> Iterator[dict[str, Any]]:
    """Statements by quotation marks and dependencies; `speaker` is the source as it stands, `score` is missing."""
    for field, parsed in parse(document, pipeline):
        for report in find_reports(parsed):
            start, end = report.content
            source, cue = report.source, report.cue
            yield document.span(
                field,
                start,
                end,
                quote_id=f"{document.id}:{field}:{start}",
                kind=report.kind,
                speaker=source.text if source else None,
                speaker_text=source.text if source else None,
                speaker_start=source.start_char if source else None,
                speaker_end=source.end_char if source else None,
                cue=cue.text if cue else None,
                cue_start=cue.idx if cue else None,
                cue_end=cue.idx + len(cue) if cue else None,
                act=act_of(cue.text, source.text) if cue and source and parsed.lang_ == "en" else None,
                parts=[[start, end]],
            )
