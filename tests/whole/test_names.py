"""One name for everyone: linked over the corpus, set by the user, counted, and matched with a list."""

import pandas as pd
import pytest

import toolkit as tk
from benchmarks.sample import labels

HOSTILE = [
    "",
    " ",
    "x" * 10_000,
    "😀 😀",
    "<b onload=alert(1)>Anna</b>",
    "\u202eannA",
    "President",
    "$x$ \\",
    "Анна Каренина",
]


def study_of(*bodies: str, **options) -> tk.Study:
    table = pd.DataFrame({"headline": [f"News of the day {i}" for i in range(len(bodies))], "body": list(bodies)})
    return tk.analyze(tk.load(table, progress=False), only=["quotes"], progress=False, **options)


def link(*names: str, kind: str = "person") -> list[str]:
    """The one name for each of some names, each of an article of its own, with everything that is installed."""
    from toolkit_entities.linking import link as link_names

    rows = pd.DataFrame({"article_id": [f"article{i}" for i in range(len(names))], "name": list(names)})
    rows = rows.assign(type=kind, mentions=1, title=None, gender=None)
    return list(link_names(rows)["entity"])


@pytest.mark.parametrize(
    "names",
    [
        ("Konstantin Yaroshenko", "Konstantin Jaroschenko"),
        ("Volodymyr Zelensky", "Volodymyr Zelenskyy"),
        ("Muammar Gaddafi", "Moammar Gadhafi"),
        ("John F. Kerry", "John Kerry"),
        ("DONALD TRUMP", "Donald Trump"),
        ("Sen. Tom Carper", "Thomas Carper"),
        ("Enrique Peña Nieto", "Enrique Pena Nieto"),
        ("Anna Berg", "Anna Berg-Lund"),
        ("Aung San Suu Kyi", "Suu Kyi"),
        ("John G. Roberts Jr.", "John Roberts"),
        ("Hillary Rodham Clinton", "Hillary Clinton"),
    ],
)
def test_spellings_of_a_name_are_one(names):
    assert len(set(link(*names))) == 1


@pytest.mark.parametrize(
    "names",
    [
        ("Hillary Clinton", "Bill Clinton"),
        ("George W. Bush", "George H.W. Bush"),
        ("Donald Trump", "Donald Trump Jr."),
        ("Daniel Reyne", "Ruth Reyne"),
        ("Alan Smith", "Allan Jones"),
        ("Michael Nixon", "Michelle Nixon"),
    ],
)
def test_people_who_share_a_part_of_their_name_stay_two(names):
    assert len(set(link(*names))) == 2


@pytest.mark.parametrize(
    ("names", "number"),
    [
        (("The Washington Post", "Washington Post"), 1),
        (("BuzzFeed", "Buzzfeed"), 1),
        (("Goldman Sachs Inc.", "Goldman Sachs"), 1),
        (("Justice Department", "State Department"), 2),
        (("Duke University", "Rider University"), 2),
        (("Air Force One", "Air Force Two"), 2),
    ],
)
def test_organisations(names, number):
    assert len(set(link(*names, kind="organisation"))) == number


def test_places_in_capitals_and_abbreviated():
    assert link("WASHINGTON", "Washington", "Calif.", "California", kind="place")[1:] == [
        "Washington", "California", "California",
    ]  # fmt: skip
    assert len(set(link("North Carolina", "South Carolina", kind="place"))) == 2


@pytest.mark.parametrize("names", [("Varenia", "Varenian"), ("Somalia", "Somalian"), ("Israel", "Israeli")])
def test_who_belongs_to_a_place_is_no_slip_of_its_name(names):
    place, people = names
    assert link(*[place] * 9, people, kind="place")[-1] == people
    assert link(*["Ostrovia"] * 9, "Ostrowia", kind="place")[-1] == "Ostrovia"
    assert link(*["Osterholm"] * 9, "Osterhol", kind="place")[-1] == "Osterholm"
    assert link(*["Abbington"] * 9, "Abbingto", kind="place")[-1] == "Abbington"


def test_a_surname_means_whom_many_articles_name_in_full_and_nobody_where_it_could_be_two():
    many = ["Clara Osten"] * 9
    assert link(*many, "Osten")[-1] == "Clara Osten"
    assert link(*many, *["Peter Osten"] * 9, "Osten")[-1] == "Osten"


def test_a_first_name_alone_is_not_the_same_in_two_articles():
    one, other = link("Maria", "Maria")
    assert one != other and one.startswith("Maria (")


def test_every_alias_of_the_sample_has_its_one_name(sample):
    gold = labels("entities", sample.articles)
    both = gold.merge(sample.entities, on=["article_id", "field"], suffixes=("_label", ""))
    both = both[(both["start"] < both["end_label"]) & (both["end"] > both["start_label"])]
    assert len(both) > 400
    wrong = both[both["entity"] != both["entity_label"]]
    assert wrong.empty, wrong[["text", "entity_label", "entity"]]


def test_an_acronym_goes_with_the_long_form_beside_it():
    body = (
        "The Organization for Security and Co-operation in Europe (OSCE) met in Vienna. The OSCE said it was content."
    )
    entities = study_of(body, body).entities
    assert entities.loc[entities["text"].str.contains("OSCE|Organization"), "entity"].nunique() == 1


def test_an_alias_changes_tables_at_once_and_is_kept():
    study = study_of("The Kremlin said that the road was closed. President Jan Lund said that it was open.")
    aliases = tk.Aliases().add("Kremlin", "Government of Russia", type="organisation")
    changed = study.with_aliases(aliases)
    assert "Government of Russia" in set(changed.quotes["speaker"])
    assert "Kremlin" in set(changed.quotes["speaker_name"])
    assert set(changed.quotes.set_index("speaker").loc[["Government of Russia"], "speaker_type"]) == {"organisation"}
    assert changed.aliases == aliases
    assert "Kremlin" in set(study.quotes["speaker"]), "the study that it was made of is as it was"
    assert "Kremlin" in set(changed.with_aliases(None).quotes["speaker"])


def test_a_type_that_was_set_is_taken_back_with_its_line():
    study = study_of("The Kremlin said on Friday that the road to the south was closed. Nine states had met in Geneva.")
    before = study.quotes["speaker_type"].tolist(), study.entities["label"].tolist()
    changed = study.with_aliases(tk.Aliases().set_type("Kremlin", "group"))
    assert changed.quotes["speaker_type"].tolist() == ["group"]
    assert "GROUP" in changed.entities["label"].tolist()
    again = changed.with_aliases(None)
    assert (again.quotes["speaker_type"].tolist(), again.entities["label"].tolist()) == before


def test_aliases_are_written_read_and_applied_to_other_articles(tmp_path):
    path = tk.Aliases().add("Kremlin", "Government of Russia").set_type("Jan Lund", "person").write(tmp_path / "a.csv")
    study = study_of("The Kremlin said that the road was closed.", aliases=path)
    assert set(study.quotes["speaker"]) == {"Government of Russia"}
    reopened = tk.open_study(study.save(tmp_path / "study"))
    assert reopened.aliases == tk.Aliases.read(path) == study.aliases
    assert set(reopened.with_aliases(None).quotes["speaker"]) == {"Kremlin"}


def test_lines_without_a_header_are_read(tmp_path):
    path = tmp_path / "aliases.csv"
    path.write_text("Kremlin,Government of Russia\n\nBill,Bill Clinton,person,abc\n", encoding="utf-8")
    assert [line.entity for line in tk.Aliases.read(path).lines] == ["Government of Russia", "Bill Clinton"]
    path.write_text("name,entity,type\nA,B,king\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"Line 2 .*'king'"):
        tk.Aliases.read(path)


def test_splitting_lets_a_spelling_stand_for_itself_in_all_articles_or_one():
    study = study_of(
        "Mayor Anna Berg said that it was late. Berg left.", "Mayor Anna Berg said that it was early. Anna Berg left."
    )
    first, second = study.articles.index
    one = study.with_aliases(tk.Aliases().add("Anna Berg", "Anna Berg (Oslo)", article_id=first))
    speakers = one.quotes.set_index("article_id")["speaker"]
    assert (speakers[first], speakers[second]) == ("Anna Berg (Oslo)", "Anna Berg")


def test_lines_are_followed_on_but_not_in_a_circle():
    study = study_of("The Kremlin said that the road was closed.")
    chain = tk.Aliases().add("Kremlin", "Moscow").add("Moscow", "Russia")
    assert set(study.with_aliases(chain).quotes["speaker"]) == {"Russia"}
    with pytest.raises(ValueError, match="circle: Kremlin → Moscow"):
        study.with_aliases(chain.add("Moscow", "Kremlin"))


def test_hostile_names_break_nothing():
    assert len(link(*HOSTILE)) == len(HOSTILE)
    assert len(link(*HOSTILE, kind="organisation")) == len(link(*HOSTILE, kind="place")) == len(HOSTILE)
    for name in HOSTILE:
        if name.strip():
            study_of(f"{name} said that the road was closed.").with_aliases(tk.Aliases().add("Road", name))


def test_roles_are_kept_apart_from_names(sample):
    roles = tk.speaker_titles(sample)
    own = roles[roles["entity"] == "Anton Sorel"]
    assert own["title"].str.contains("Foreign Minister").any()
    assert (roles["last"] >= roles["first"]).all()


def test_names_are_matched_with_a_list(sample, tmp_path):
    path = tmp_path / "list.csv"
    path.write_text(
        "id,name,aliases,type\nQ1,Sorel Anton,Anton Sorél|A. Sorel,person\nQ2,Nobody Here,,\n", encoding="utf-8"
    )
    found = tk.match_identifiers(sample, path)
    assert found[["entity", "id", "matched", "score"]].values.tolist() == [["Anton Sorel", "Q1", "Anton Sorél", 1.0]]
    with pytest.raises(ValueError, match="no column 'id'"):
        tk.match_identifiers(sample, pd.DataFrame({"name": ["x"]}))


def test_what_an_article_calls_someone_stays_in_the_tables(sample):
    assert list(sample.quotes.columns).index("speaker_name") == list(sample.quotes.columns).index("speaker") + 1
    moved = sample.entities[sample.entities["name"] != sample.entities["entity"]]
    assert len(moved) and set(moved["article_id"]) <= set(sample.names["article_id"])


def test_tables_of_another_analyzer_without_types_of_speakers_are_linked_too():
    @tk.analyzer("entities", columns={"label": "string", "entity": "string"})
    def entities(document):
        for name in ("Anna Berg", "ANNA BERG"):
            for row in document.find(name, ignore_case=False):
                yield {**row, "label": "PERSON", "entity": name}

    @tk.analyzer("quotes", columns={"quote_id": "string", "speaker": "string"}, requires=["entities"])
    def quotes(document, entities):
        for row in entities.to_dict("records"):
            yield document.span("body", row["start"], row["end"], quote_id=document.id, speaker=row["entity"])

    table = pd.DataFrame({"headline": ["One", "Two"], "body": ["Anna Berg said no.", "ANNA BERG said yes."]})
    study = tk.analyze(
        tk.load(table, progress=False), plugins=[entities, quotes], only=["quotes"], progress=False, aliases=None
    )
    assert study.quotes["speaker"].nunique() == study.entities["entity"].nunique() == 1
    assert set(study.quotes["speaker_name"]) == {"Anna Berg", "ANNA BERG"}


def test_a_study_without_names_is_left_as_it_is():
    study = tk.analyze(tk.load("A headline\n\nSome text.\n", progress=False), only=["quotes"], progress=False)
    assert study.with_aliases(tk.Aliases().add("A", "B")).quotes.empty
    assert tk.match_identifiers(study, pd.DataFrame({"id": ["1"], "name": ["x"]})).empty


@pytest.mark.parametrize(
    "broken",
    [lambda names: 1 / 0, lambda names: names[["name"]], lambda names: None],
    ids=["raises", "columns", "none"],
)
def test_a_linker_that_fails_is_told_and_changes_nothing(broken):
    study = study_of("The Kremlin said on Friday that the road was closed.", plugins=[tk.Linker("broken", broken)])
    assert set(study.quotes["speaker"]) == {"Kremlin"}
    assert study.problems["message"].str.contains("linker 'broken' raised").sum() == 1


def test_a_circle_is_told_before_anything_is_read():
    with pytest.raises(ValueError, match="circle: A → B → A"):
        study_of("Nobody said a word.", aliases=tk.Aliases().add("A", "B").add("B", "A"))
