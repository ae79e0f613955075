"""Any spaCy pipeline gives the toolkit's tables."""

import pytest
import spacy
import toolkit_spacy
from spacy.tokens import Doc

import toolkit as tk
from toolkit.testing import check_analyzer


@pytest.fixture(scope="module")
def pipeline(tmp_path_factory) -> str:
    """A German pipeline that knows what the tests need: rules for names, and a parse that is written down."""
    nlp = spacy.blank("de")
    nlp.add_pipe("sentencizer")
    ruler = nlp.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "PER", "pattern": "Anna Berg"}, {"label": "LOC", "pattern": "Bonn"}])
    path = tmp_path_factory.mktemp("pipeline") / "de_test"
    nlp.to_disk(path)
    return str(path)


def articles(text: str, language: str = "de"):
    return tk.load(f"Eine Überschrift\n\n{text}\n", progress=False).assign(language=language)


@pytest.mark.parametrize("analyzer", [toolkit_spacy.entities, toolkit_spacy.quotes], ids=lambda one: one.name)
def test_holds_the_contract_of_analyzers(analyzer, tmp_path):
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "PERSON", "pattern": [{"IS_TITLE": True}]}])
    nlp.to_disk(tmp_path / "en_test")
    study = check_analyzer(analyzer, options={"pipeline": str(tmp_path / "en_test")})
    assert set(study.problems["problem"]) == {"language"}


def test_a_long_field_is_read_in_parts_with_offsets_of_the_whole(pipeline, monkeypatch):
    text = "In Bonn sprach Anna Berg.  Dann ging sie. In Bonn blieb es dabei.\n\nEnde in Bonn. " * 3
    whole = tk.analyze(articles(text), plugins=[toolkit_spacy], only=["entities"], pipeline=pipeline, progress=False)
    monkeypatch.setattr(toolkit_spacy.parsing, "_LONGEST", 30)
    parts = tk.analyze(articles(text), plugins=[toolkit_spacy], only=["entities"], pipeline=pipeline, progress=False)
    assert len(parts.entities) == 12 and parts.problems.empty
    assert parts.entities.equals(whole.entities)


def test_names_have_the_labels_of_the_toolkit(pipeline):
    study = tk.analyze(
        articles("In Bonn sprach Anna Berg."),
        plugins=[toolkit_spacy],
        only=["entities"],
        pipeline=pipeline,
        progress=False,
    )
    assert study.entities[["text", "label", "entity"]].values.tolist() == [
        ["Bonn", "PLACE", "Bonn"],
        ["Anna Berg", "PERSON", "Anna Berg"],
    ]
    assert study.provenance["analyzers"][0]["options"] == {"pipeline": pipeline}


def test_an_article_in_another_language_and_a_pipeline_that_is_not_there_are_told(pipeline):
    def problems(language: str, name: str) -> list[str]:
        study = tk.analyze(
            articles("In Bonn.", language), plugins=[toolkit_spacy], only=["quotes"], pipeline=name, progress=False
        )
        return study.problems["message"].tolist()

    assert "reads 'de'" in problems("en", pipeline)[0]
    assert "no spaCy pipeline 'de_nothing'" in problems("de", "de_nothing")[0]


def parsed(words: str, heads: list[int], deps: list[str], pos: list[str]) -> Doc:
    return Doc(spacy.blank("en").vocab, words=words.split(), heads=heads, deps=deps, pos=pos)


def test_a_clause_is_a_statement_of_the_subject_of_its_verb():
    doc = parsed(
        "The mayor said that it failed .", [1, 2, 2, 5, 5, 2, 2],
        ["det", "nsubj", "ROOT", "mark", "nsubj", "ccomp", "punct"],
        ["DET", "NOUN", "VERB", "SCONJ", "PRON", "VERB", "PUNCT"],
    )  # fmt: skip
    (report,) = toolkit_spacy.find_reports(doc)
    assert doc.text[slice(*report.content)] == "that it failed"
    assert (report.source.text, report.cue.text, report.kind) == ("The mayor", "said", "indirect")


def test_a_quotation_is_a_statement_of_the_subject_of_the_verb_beside_it():
    doc = parsed(
        "“It has failed,” said Anna Berg .", [1, 2, 3, 3, 5, 3, 3],
        ["nsubj", "aux", "ccomp", "ROOT", "compound", "nsubj", "punct"],
        ["PRON", "AUX", "VERB", "VERB", "PROPN", "PROPN", "PUNCT"],
    )  # fmt: skip
    reports = list(toolkit_spacy.find_reports(doc))
    assert [(doc.text[slice(*r.content)], r.source.text, r.kind) for r in reports] == [
        ("“It has failed,”", "Anna Berg", "direct")
    ]
