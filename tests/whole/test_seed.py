"""The seed article comes out as a careful reader reads it."""

STATEMENTS = [
    # field, kind, speaker, speaker as written, cue, opening words, closing words
    ("headline", "indirect", "Sergey Ryabkov", "diplomat", "—", "Moscow working to hasten", "with their families"),
    ("standfirst", "indirect", "Vladimir Putin", "Russian president", "stated", "that Russia and the US", "in Russia"),
    ("body", "indirect", "Sergey Ryabkov", "Russian Deputy Foreign Minister Sergey\u00a0Ryabkov", "said",
     "Russian Foreign Ministry will do everything", "unclear at this point"),
    ("body", "direct", "Sergey Ryabkov", "he", "said", '"We as an agency will do', 'garnered no response,"'),
    ("body", "indirect", "Sergey Ryabkov", "the senior diplomat", "According to", "it is too early", "on this issue"),
    ("body", "mixed", "Sergey Ryabkov", "He", "underscored", "that Russia would not agree", 'humanitarian cases."'),
    ("body", "direct", "Sergey Ryabkov", "Ryabkov", "said", '"Like in many other', 'in this case,"'),
    ("body", "indirect", "Vladimir Putin", "Putin", "stated", "that Russia and the US", "in Russia"),
    ("body", "indirect", "Vladimir Putin", "The head of state", "noted", "that foreign policy", "in this direction"),
]  # fmt: skip


def test_all_nine_statements_with_their_speakers_and_cues(seed):
    found = seed.quotes[["field", "kind", "speaker", "speaker_text", "cue", "text"]].itertuples(index=False, name=None)
    for row, expected in zip(found, STATEMENTS, strict=True):
        assert row[:5] == expected[:5]
        assert row[5].replace("\u00a0", " ").startswith(expected[5])
        assert row[5].endswith(expected[6])


def test_the_nested_scare_quote_is_no_statement_of_its_own(seed):
    assert not seed.quotes["text"].str.startswith("‘owes’").any()


def test_ryabkov_opposes_unilateral_concessions_in_both_statements_and_putin_is_silent(seed):
    assert seed.stances[["speaker", "stance", "text"]].values.tolist() == [
        ["Sergey Ryabkov", "oppose", "unilateral concessions"],
        ["Sergey Ryabkov", "oppose", "unilateral concessions"],
    ]
    openings = seed.stances.merge(seed.quotes, on="quote_id", suffixes=("_target", ""))["text"].str[:20].tolist()
    assert openings == ["that Russia would no", '"Like in many other ']


def test_the_people_organisations_and_places(seed):
    by_label = seed.entities.groupby("label")["entity"].agg(set)
    assert by_label["PERSON"] == {
        "Sergey Ryabkov", "Vladimir Putin", "Joe Biden", "Konstantin Yaroshenko", "Viktor Bout", "Roman Seleznyov",
    }  # fmt: skip
    assert by_label["ORG"] == {"Russian Foreign Ministry"}
    assert by_label["PLACE"] == {"Moscow", "Geneva", "Washington", "Russia", "US"}


def test_aliases_are_one_person(seed):
    people = seed.entities[seed.entities["label"] == "PERSON"]
    assert set(people.loc[people["text"].isin(["Ryabkov", "Sergey\u00a0Ryabkov"]), "entity"]) == {"Sergey Ryabkov"}
    assert set(people.loc[people["text"].isin(["Putin", "Vladimir Putin"]), "entity"]) == {"Vladimir Putin"}
