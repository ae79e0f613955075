"""Loading: pasted press text, folders, tables, and everything that can be wrong with a file."""

import json
import pickle
from pathlib import Path

import pandas as pd
import pytest

import toolkit as tk
from tests.conftest import SAMPLE, SEED
from toolkit.loading.dateline import find_dateline
from toolkit.loading.press import parse_press_text

BODY = "The minister said on Monday that the bridge would be open by the spring, and nobody believed him.\n"


def outcomes(articles: pd.DataFrame) -> dict[str, str]:
    report = articles.attrs["report"]
    return {Path(row.path).name: f"{row.outcome}: {row.message}" for row in report.itertuples()}


class TestTheSeed:
    """As seeds/…txt reads to a careful reader."""

    row = tk.load(SEED).iloc[0]

    def test_its_parts_are_told_apart(self):
        assert self.row["section"] == "All news"
        assert self.row["headline"].startswith("Moscow working to hasten") and self.row["headline"].endswith(
            "— diplomat"
        )
        assert self.row["standfirst"].startswith("After the summit in Geneva")
        assert self.row["standfirst"].endswith("doing time in Russia")
        assert (self.row["place"], self.row["agency"], self.row["source"]) == ("MOSCOW", "TASS", "TASS")

    def test_captions_and_credits_are_no_body_text(self):
        assert "© Russian Foreign Ministry Press Office/TASS" in self.row["captions"]
        assert "Press Office" not in self.row["body"]

    def test_the_body_is_five_paragraphs_with_its_own_characters(self):
        paragraphs = self.row["body"].split("\n\n")
        assert len(paragraphs) == 5
        assert paragraphs[0].startswith("Russian Foreign Ministry will do everything")
        assert paragraphs[-1].endswith("would work in this direction.")
        assert "\u00a0" in self.row["body"] and "‘owes’" in self.row["body"]

    def test_the_year_is_not_made_up(self):
        assert pd.isna(self.row["published"])
        report = tk.load(SEED).attrs["report"]
        assert "no year" in report.loc[report["outcome"] == "missing", "message"].iloc[0]

    def test_the_year_may_be_given(self):
        assert tk.load(SEED, year=2021)["published"].iloc[0] == pd.Timestamp("2021-07-13", tz="UTC")


@pytest.mark.parametrize(
    ("text", "place", "agency", "date"),
    [
        ("MOSCOW, July 13. /TASS/. Russia will", "MOSCOW", "TASS", "July 13"),
        ("LONDON, July 13 (Reuters) - The bank", "LONDON", "Reuters", "July 13"),
        ("LONDON (Reuters) - The bank", "LONDON", "Reuters", None),
        ("WASHINGTON (AP) — The House", "WASHINGTON", "AP", None),
        ("KYIV, Ukraine (AP) — The city", "KYIV, Ukraine", "AP", None),
        ("Paris, July 13, 2021 (AFP) - The court", "Paris", "AFP", "July 13, 2021"),
        ("BEIJING, July 13 (Xinhua) -- China", "BEIJING", "Xinhua", "July 13"),
        ("MOSCOW. July 13 (Interfax) - Russia", "MOSCOW", "Interfax", "July 13"),
        ("Frankfurt/Main (dpa) - Die Bank", "Frankfurt/Main", "dpa", None),
        ("PORT-AU-PRINCE, Haiti — The port", "PORT-AU-PRINCE, Haiti", None, None),
    ],
)
def test_the_datelines_of_the_agencies(text, place, agency, date):
    found = find_dateline(text)
    assert (found.place, found.agency, found.date) == (place, agency, date)
    assert text[found.end :].split()[0] in {"Russia", "The", "China", "Die"}


@pytest.mark.parametrize(
    "text",
    [
        "He said (in Moscow) - that it was over.",
        "Moscow (and others) - were told.",
        "The bank — a small one — fell.",
        "",
    ],
)
def test_a_sentence_is_no_dateline(text):
    assert find_dateline(text) is None


def test_a_pasted_page_with_byline_date_and_links():
    record = parse_press_text(
        "Politics\nA bridge too late\nBy Ann Lee and Bo Dahl\n3 March 2024, 10:15\nRead more\n"
        f"https://example.org/bridge\n\n{BODY}\n© Bo Dahl\n"
    )
    assert record["section"] == "Politics"
    assert record["headline"] == "A bridge too late"
    assert record["byline"] == "Ann Lee and Bo Dahl"
    assert record["url"] == "https://example.org/bridge"
    assert record["published"].isoformat() == "2024-03-03T10:15:00+00:00"
    assert record["body"] == BODY.strip()
    assert record["captions"] == "© Bo Dahl"


def test_a_page_of_a_news_agency():
    record = tk.load(
        "World\n\nBank says the bridge will cost more than it thought\n\nBy Ann Lee and Bo Dahl\n"
        "July 13, 2021 10:15 AM GMT · Updated 3 years ago\n\n"
        "A view of the bridge at dusk, in Rome, Italy. REUTERS/Bo Dahl/File Photo\n\n"
        "ROME, July 13 (Reuters) - The bank said on Tuesday that the bridge would cost more.\n\n___\n\n"
        "Carla Rossi contributed to this report.\n"
    ).iloc[0]
    assert record["headline"] == "Bank says the bridge will cost more than it thought"
    assert pd.isna(record["standfirst"])
    assert record["byline"] == "Ann Lee and Bo Dahl"
    assert record["published"].isoformat() == "2021-07-13T10:15:00+00:00"
    assert record["body"] == "The bank said on Tuesday that the bridge would cost more."
    assert "REUTERS/Bo Dahl" in record["captions"] and "Carla Rossi" in record["captions"]


def test_a_text_without_a_headline_is_a_body():
    record = parse_press_text(BODY)
    assert "headline" not in record and record["body"] == BODY.strip()


def test_lines_that_were_only_wrapped_are_joined():
    wrapped = "A headline\n\nThe minister said on Monday that the bridge would\nbe open by the spring, and that nobody should doubt\nhis word in this.\n"
    assert parse_press_text(wrapped)["body"].count("\n") == 0


def test_text_pasted_into_a_cell_is_an_article():
    assert tk.load(SEED.read_text(encoding="utf-8")).index[0] == tk.load(SEED).index[0]


def test_a_folder_with_its_subfolders_and_a_glob(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "one.txt").write_text("One\n\n" + BODY)
    (tmp_path / "a" / "b" / "two.txt").write_text("Two\n\n" + BODY)
    (tmp_path / "a" / ".hidden.txt").write_text("Three\n\n" + BODY)
    assert sorted(tk.load(tmp_path)["headline"]) == ["One", "Two"]
    assert sorted(tk.load(str(tmp_path / "**" / "*.txt"))["headline"]) == ["One", "Two"]
    assert sorted(tk.load([tmp_path / "a" / "one.txt", tmp_path / "a" / "b"])["headline"]) == ["One", "Two"]


def test_links_are_followed_but_not_in_circles(tmp_path):
    corpus, folder = tmp_path / "corpus", tmp_path / "corpus" / "2021"
    folder.mkdir(parents=True)
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "far.txt").write_text("Far news\n\n" + BODY)
    (folder / "near.txt").write_text("Near news\n\n" + BODY.replace("bridge", "tunnel"))
    (folder / "linked").symlink_to(tmp_path / "elsewhere")
    (folder / "back").symlink_to(corpus)
    (folder / "itself").symlink_to(folder / "itself")
    (folder / "gone.txt").symlink_to(tmp_path / "nothing")
    for source in (corpus, f"{corpus}/**"):
        articles = tk.load(source)
        assert sorted(articles["headline"]) == ["Far news", "Near news"]
        skipped = outcomes(articles)
        assert f"link back to {corpus}" in skipped["back"]
        assert "symbolic links" in skipped["itself"]
        assert "No such file" in skipped["gone.txt"]


def test_a_name_tells_nothing_of_what_is_in_a_file(tmp_path):
    (tmp_path / "table.txt").write_text("title\ttext\tday\nOne\tSome words here.\t2020-01-02\n")
    (tmp_path / "lines.txt").write_text('{"title": "Two", "text": "Some words there."}\n')
    (tmp_path / "rich.txt").write_text(r"{\rtf1\ansi Three\par " + BODY + r"\par}")
    (tmp_path / "page").write_text(
        f"<!-- saved --><!DOCTYPE html><html><body><h1>Four</h1><p>{BODY * 3}</p></body></html>"
    )
    frame = pd.DataFrame({"title": ["Five"], "text": ["Some words nowhere."]})
    frame.to_excel(tmp_path / "book.xlsx", index=False)
    (tmp_path / "book.xlsx").rename(tmp_path / "book.dat")
    frame.replace("Five", "Six").to_parquet(tmp_path / "columns.bin")
    (tmp_path / "comma.txt").write_text("Seven, they say\n\n" + BODY)
    articles = tk.load(tmp_path)
    assert sorted(articles["headline"]) == ["Five", "Four", "One", "Seven, they say", "Six", "Three", "Two"]


def test_the_sample_corpus_is_plainly_marked_and_dated():
    articles = tk.load(SAMPLE, progress=False)
    assert len(articles) >= 36
    assert (articles["section"] == "Invented wire report").all()
    assert articles["published"].notna().all() and articles["headline"].notna().all()
    assert articles["source"].nunique() == 4
    assert articles["words"].between(100, 400).all()
    assert not articles["body"].str.contains("©").any()


class TestTables:
    def test_columns_are_guessed_and_said_aloud(self, tmp_path, capsys):
        (tmp_path / "a.csv").write_text("Title,Text,Date,party\nA,Hello there you.,2020-02-01,Green\n")
        articles = tk.load(tmp_path / "a.csv")
        row = articles.iloc[0]
        assert (row["headline"], row["body"], row["party"]) == ("A", "Hello there you.", "Green")
        assert row["published"] == pd.Timestamp("2020-02-01", tz="UTC")
        assert "headline ← Title, body ← Text, published ← Date" in capsys.readouterr().out

    def test_a_mapping_wins_over_the_guess(self):
        frame = pd.DataFrame({"text": ["not this"], "Volltext": ["this one"], "n": [3]})
        articles = tk.load(frame, columns={"body": "Volltext"})
        assert articles["body"].iloc[0] == "this one"
        assert articles["n"].iloc[0] == 3 and articles["text"].iloc[0] == "not this"

    @pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
    def test_any_separator(self, tmp_path, separator):
        rows = [["headline", "body"], ["A", '"One, two; three"']]
        (tmp_path / "a.csv").write_text("\n".join(separator.join(row) for row in rows))
        assert tk.load(tmp_path / "a.csv")["body"].iloc[0] == "One, two; three"

    def test_three_broken_rows_of_ten_thousand_cost_themselves_only(self, tmp_path):
        lines = ["title,text,date"]
        lines += [f'Story {n},"It was built, said ""Anna"" of {n}.\n\nNobody came.",2020-01-02' for n in range(10_000)]
        lines[100] = "Too many,fields,2020-01-02,in,this,row"
        lines[5_000] = '"A quotation mark that is not closed,some text,2020-01-02'
        lines[9_000] = 'Two,many,"fields","2020-01-02"'
        (tmp_path / "a.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
        articles = tk.load(tmp_path, duplicates=False)
        assert articles["headline"].tolist() == [f"Story {n}" for n in range(10_000) if n not in (99, 4_999, 8_999)]
        assert articles["body"].iloc[-1] == 'It was built, said "Anna" of 9999.\n\nNobody came.'
        said = " ".join(articles.attrs["report"]["message"])
        assert "3 broken rows were left out, at line 299, 14997, 26995; the first begins 'Too many,fields" in said

    def test_rows_without_their_last_fields_are_kept_and_counted(self, tmp_path):
        (tmp_path / "a.csv").write_text("title,text,date\nOne,Some words.,2020-01-02\nTwo,More words.\n")
        articles = tk.load(tmp_path)
        assert articles["body"].tolist() == ["Some words.", "More words."]
        assert "1 rows have fewer fields" in " ".join(articles.attrs["report"]["message"])

    def test_a_date_that_cannot_be_read_is_missing_and_reported(self):
        articles = tk.load(pd.DataFrame({"body": ["a", "b", "c"], "date": ["3 May 2020", "soon", "May 3"]}))
        assert articles["published"].notna().tolist() == [True, False, False]
        assert "dates that could not be read, such as 'soon': 2" in list(articles.attrs["report"]["message"])

    def test_paragraphs_are_separated_by_a_blank_line(self):
        assert (
            tk.load(pd.DataFrame({"body": ["One.\n\n\n\nTwo.\r\n\r\nThree."]}))["body"].iloc[0]
            == "One.\n\nTwo.\n\nThree."
        )

    def test_wikinews_loads_with_one_call(self, shared):
        articles = tk.load(shared / "wikinews" / "wikinews_2020.csv")
        assert len(articles) == 124
        assert articles[["headline", "body", "published", "url"]].notna().all().all()
        assert articles["words"].sum() > 140_000

    def test_a_frame_without_text_is_refused_with_its_columns(self):
        with pytest.raises(ValueError, match="its columns are x, y"):
            tk.load(pd.DataFrame({"x": [1], "y": [2]}))

    def test_a_mapping_to_a_column_that_does_not_exist(self):
        with pytest.raises(ValueError, match="names 'Nope', but the table has body"):
            tk.load(pd.DataFrame({"body": ["x"]}), columns={"body": "Nope"})


class TestBadInput:
    """Each ends in a row of the report, and everything else goes on."""

    @pytest.fixture
    def folder(self, tmp_path):
        (tmp_path / "good.txt").write_text("Good news\n\n" + BODY)
        return tmp_path

    @pytest.mark.parametrize(
        ("name", "data", "message"),
        [
            ("empty.txt", b"", "empty"),
            ("blank.txt", b"\n \n\t\n", "empty"),
            ("binary.txt", bytes(range(256)) * 40, "binary data"),
            ("picture.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(200), "binary data"),
            ("line.txt", b"word " * 4_000_000, "no single article"),
            ("no-text.csv", b"a,b\n1,2\n", "no column holds an article's text"),
            ("empty.csv", b"", "empty"),
            ("odd.xyz", b"hello", "no installed reader"),
        ],
    )
    def test_a_bad_file_is_a_row_in_the_report(self, folder, name, data, message):
        (folder / name).write_bytes(data)
        articles = tk.load(folder)
        assert articles["headline"].tolist() == ["Good news"]
        assert outcomes(articles)[name].startswith("skipped")
        assert message in outcomes(articles)[name]

    def test_a_file_that_may_not_be_read(self, folder, monkeypatch):
        (folder / "secret.txt").write_text("Secret\n\n" + BODY)
        opened = Path.open

        def refuse(path, *args, **kwargs):
            if path.name == "secret.txt":
                raise PermissionError(13, "Permission denied")
            return opened(path, *args, **kwargs)

        monkeypatch.setattr(Path, "open", refuse)
        assert outcomes(tk.load(folder))["secret.txt"] == "skipped: Permission denied"

    @pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
    def test_another_encoding_is_read_and_a_guess_is_said(self, folder, encoding):
        text = (
            "Café “Müller” öffnet — endlich\n\nDer Wirt sagte, dass “alles schön” sei, und daß niemand früher käme. "
            * 5
        )
        (folder / "other.txt").write_bytes(text.encode(encoding))
        articles = tk.load(folder / "other.txt")
        assert "“alles schön” sei" in articles["body"].iloc[0]
        guesses = articles.attrs["report"].query("outcome == 'guess'")
        assert len(guesses) == (encoding == "cp1252")

    def test_a_broken_row_of_a_csv_is_counted(self, folder):
        rows = "".join(f"{n},Text number {n} of many.\n" for n in range(50))
        (folder / "a.csv").write_text("title,text\n" + rows + "1,2,3,4,5\n" + "51,The last one.\n")
        articles = tk.load(folder / "a.csv")
        assert len(articles) == 51
        assert "1 broken rows" in " ".join(articles.attrs["report"]["message"])

    def test_the_same_article_twice_is_marked_and_reported(self, folder):
        (folder / "copy.txt").write_text("Good news\n\n" + BODY)
        articles = tk.load(folder)
        assert articles["duplicate_of"].tolist()[1] == articles.index[0] and pd.isna(articles["duplicate_of"].iloc[0])
        (row,) = articles.attrs["report"].query("outcome == 'duplicate'").to_dict("records")
        assert row["path"].endswith("good.txt") and "copy.txt" in row["message"]
        assert len(tk.drop_duplicates(articles)) == 1
        assert len(tk.analyze(articles, progress=False).articles) == 2

    @pytest.mark.parametrize("path", ["nowhere.txt", "nowhere/*.txt"])
    def test_a_missing_path_is_named(self, path):
        with pytest.raises(FileNotFoundError, match="nowhere"):
            tk.load(path)

    def test_nothing_at_all(self):
        with pytest.raises(ValueError, match="empty"):
            tk.load("")
        with pytest.raises(TypeError, match="int"):
            tk.load([3])

    def test_an_empty_folder_gives_an_empty_table(self, tmp_path):
        articles = tk.load(tmp_path)
        assert len(articles) == 0
        assert "body" in articles and articles.attrs["report"].empty


def test_tables_of_articles_can_be_joined_filtered_and_copied(tmp_path):
    one, two = tk.load("One\n\n" + BODY), tk.load("Two\n\n" + BODY)
    both = pd.concat([one, two])
    assert both["headline"].tolist() == ["One", "Two"]
    assert pd.concat([one, one.copy()]).attrs["report"] == one.attrs["report"]
    assert one[one["words"] > 3].attrs["report"]["outcome"].tolist() == ["read", "missing"]


def test_a_table_of_articles_can_be_kept_in_any_way(tmp_path):
    articles = tk.load("One\n\n" + BODY)
    articles.to_parquet(tmp_path / "a.parquet")
    read = pd.read_parquet(tmp_path / "a.parquet")
    pd.testing.assert_frame_equal(read, articles)
    assert [row["outcome"] for row in read.attrs["report"]] == ["read", "missing"]
    again = pickle.loads(pickle.dumps(articles))
    assert again.attrs["report"] == articles.attrs["report"]
    assert articles.copy().attrs["report"] is articles.attrs["report"]
    json.dumps(articles.attrs)


def test_a_format_may_be_given(tmp_path):
    (tmp_path / "export.dat").write_text("title,text\nOne,Some words here.\n")
    assert tk.load(tmp_path / "export.dat", format="csv")["headline"].tolist() == ["One"]
    with pytest.raises(ValueError, match="no reader for format='nexus'; there are archive, csv"):
        tk.load(tmp_path, format="nexus")


def test_the_report_shows_and_answers_as_a_table(tmp_path):
    (tmp_path / "good.txt").write_text("Good news\n\n" + BODY)
    (tmp_path / "bad<b>.txt").write_bytes(b"")
    report = tk.load(tmp_path).attrs["report"]
    assert "<table" in report._repr_html_() and "bad<b>" not in report._repr_html_()
    assert "4 columns" in repr(report) and "skipped" in report.to_string()
    assert report[report["outcome"] == "skipped"]["message"].iloc[0].startswith("empty")
    assert list(report.columns) == ["path", "outcome", "articles", "message"]
    assert report.query("outcome == 'read'")["articles"].sum() == 1
    assert [row["outcome"] for row in report] == report["outcome"].tolist()
    assert len(report.index) == len(report) == len(pd.DataFrame(report))
