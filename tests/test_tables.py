"""Tables of articles in the formats that researchers have."""

import json

import pandas as pd
import pyarrow as pa
import pytest

import toolkit as tk

ROWS = [
    {"title": "One", "text": "The first text.", "date": "2020-02-01", "party": "Green"},
    {"title": "Two", "text": "The second text.", "date": "2020-02-03", "party": None},
]


def check(articles: pd.DataFrame) -> None:
    assert articles["headline"].tolist() == ["One", "Two"]
    assert articles["body"].tolist() == ["The first text.", "The second text."]
    assert articles["published"].dt.day.tolist() == [1, 3]
    assert articles["party"].iloc[0] == "Green"


def test_xlsx(tmp_path):
    with pd.ExcelWriter(tmp_path / "a.xlsx") as writer:
        pd.DataFrame({"x": [1]}).to_excel(writer, sheet_name="notes", index=False)
        pd.DataFrame(ROWS).to_excel(writer, sheet_name="articles", index=False)
    articles = tk.load(tmp_path)
    check(articles)
    assert "sheet 'notes'" in " ".join(articles.attrs["report"]["message"])


def test_json_in_its_shapes(tmp_path):
    shapes = {
        "list.json": json.dumps(ROWS),
        "inside.json": json.dumps({"status": "ok", "response": {"docs": ROWS, "meta": [1, 2, 3]}}),
        "lines.jsonl": "\n".join(map(json.dumps, ROWS)) + "\n",
    }
    for name, text in shapes.items():
        (tmp_path / name).write_text(text)
        check(tk.load(tmp_path / name))


def test_names_of_columns_in_any_spelling_and_articles_by_their_ids(tmp_path):
    rows = {"a1": {"articleBody": "Some words.", "publishedAt": "2020-01-02"}, "a2": {"articleBody": "More words."}}
    (tmp_path / "a.json").write_text(json.dumps(rows))
    articles = tk.load(tmp_path)
    assert articles["body"].tolist() == ["Some words.", "More words."]
    assert articles["published"].notna().tolist() == [True, False]
    frame = pd.DataFrame({"Full Text": ["Some words."], "Pub-Date": ["2020-01-02"], "Source Name": ["Herald"]})
    row = tk.load(frame).iloc[0]
    assert (row["body"], row["source"], row["published"].year) == ("Some words.", "Herald", 2020)


def test_parquet_and_arrow(tmp_path):
    pd.DataFrame(ROWS).to_parquet(tmp_path / "a.parquet")
    check(tk.load(tmp_path))
    pd.DataFrame(ROWS).to_feather(tmp_path / "a.arrow")
    check(tk.load(tmp_path / "a.arrow"))
    check(tk.load(pa.Table.from_pylist(ROWS)))


@pytest.mark.parametrize("day", ["2020-02-01T10:00", "2020-02-01T10:00+03:00", "1 February 2020", None])
def test_what_was_loaded_and_kept_is_the_same_again(tmp_path, day):
    rows = [{**row, "published": day, "url": f"https://www.example.org/{row['title']}"} for row in ROWS]
    rows.append(rows[0])
    pasted = "WASHINGTON, July 13 (AP) — The talks have failed."
    articles = tk.load([pd.DataFrame(rows), f"Talks fail\n\n{pasted}"], progress=False)
    assert articles["source"].tolist() == ["example.org", "example.org", "example.org", "AP"]
    tk.export_table(articles, tmp_path / "articles.parquet")
    for kept in (tmp_path / "articles.parquet", articles):
        again = tk.load(kept, progress=False)
        pd.testing.assert_frame_equal(again.drop(columns="path"), articles.drop(columns="path"))


def test_columns_in_other_languages():
    frame = pd.DataFrame({"Titel": ["Eins"], "Volltext": ["Ein Text."], "Datum": ["3. März 2021"], "Quelle": ["SZ"]})
    row = tk.load(frame).iloc[0]
    assert (row["headline"], row["body"], row["source"]) == ("Eins", "Ein Text.", "SZ")
    assert row["published"] == pd.Timestamp("2021-03-03", tz="UTC")


@pytest.mark.parametrize(
    ("dates", "expected", "remark"),
    [
        (["03/04/2020", "25/04/2020"], ["2020-04-03", "2020-04-25"], "day first, as others"),
        (["03/04/2020", "04/25/2020"], ["2020-03-04", "2020-04-25"], "month first, as others"),
        (["03/04/2020", "05/04/2020"], ["2020-04-03", "2020-04-05"], "nothing in the column decides"),
    ],
)
def test_the_order_of_day_and_month_is_decided_by_the_column(dates, expected, remark):
    articles = tk.load(pd.DataFrame({"text": ["a text", "another"], "date": dates}))
    assert articles["published"].dt.strftime("%Y-%m-%d").tolist() == expected
    assert remark in " ".join(articles.attrs["report"]["message"])


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("a.xlsx", b"\xd0\xcf\x11\xe0" + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        ("a.xls", b"\xd0\xcf\x11\xe0" + bytes(600), "damaged or protected workbook"),
        ("a.xlsx", b"PK\x03\x04 not really", "zip"),
        ("a.json", b"{broken", "neither JSON nor JSON Lines"),
        ("a.json", b"[1, 2]", "no list of articles"),
        ("a.parquet", b"PAR1 not really", "skipped"),
    ],
)
def test_a_broken_file_is_a_row_in_the_report(tmp_path, name, data, message):
    (tmp_path / name).write_bytes(data)
    articles = tk.load(tmp_path)
    (row,) = articles.attrs["report"].to_dict("records")
    assert row["outcome"] == "skipped" and message in f"{row['outcome']} {row['message']}"


def test_broken_lines_of_json_are_counted(tmp_path):
    (tmp_path / "a.jsonl").write_text("\n".join([json.dumps(ROWS[0]), "{broken", json.dumps(ROWS[1])]))
    articles = tk.load(tmp_path)
    check(articles)
    assert "1 broken lines" in " ".join(articles.attrs["report"]["message"])


def test_what_newspapers_apis_answer(tmp_path):
    guardian = {"response": {"status": "ok", "results": [
        {"webTitle": "One", "webPublicationDate": "2020-01-02T03:04:05Z", "webUrl": "https://g.example/1", "sectionName": "World",
         "fields": {"headline": "One, longer", "bodyText": "Some words.", "byline": "Ann Lee"}},
        {"webTitle": "Two", "webPublicationDate": "2020-01-03T03:04:05Z", "fields": {"bodyText": "More words."}},
    ]}}  # fmt: skip
    newsapi = {"status": "ok", "articles": [
        {"source": {"id": None, "name": "Herald"}, "author": "Ann Lee", "title": "Three", "publishedAt": "2020-01-02",
         "content": "<p>Some <b>words</b>.</p><p>More &amp; more.</p>"},
        {"source": {"id": "t", "name": "Times"}, "author": None, "title": "Four", "publishedAt": "2020-01-02", "content": "<p>No.</p>"},
    ]}  # fmt: skip
    (tmp_path / "guardian.json").write_text(json.dumps(guardian))
    (tmp_path / "newsapi.json").write_text(json.dumps(newsapi))
    articles = tk.load(tmp_path)
    assert articles["body"].tolist() == ["Some words.", "More words.", "Some words.\n\nMore & more.", "No."]
    assert articles["source"].tolist()[2:] == ["Herald", "Times"]
    assert articles["byline"].tolist()[0] == "Ann Lee" and articles["section"].tolist()[0] == "World"
    assert articles["published"].notna().all()
    assert "HTML in column 'content'" in " ".join(articles.attrs["report"]["message"])


def test_lines_above_the_header_are_passed_over(tmp_path):
    text = "Search: bridge\nDate of export,2020-05-01\n\nTitle;Text;Date\nOne;Some words.;2020-01-02\nToo;many;fields;here\n"
    (tmp_path / "a.csv").write_text(text)
    frame = pd.DataFrame(
        [["Search: bridge", None, None], ["Title", "Text", "Date"], ["Two", "More words.", "2020-01-03"]]
    )
    frame.to_excel(tmp_path / "b.xlsx", index=False, header=False)
    articles = tk.load(tmp_path)
    assert articles["headline"].tolist() == ["One", "Two"]
    said = " ".join(articles.attrs["report"]["message"])
    assert "the 3 lines above the header" in said and "1 broken rows were left out, at line 6" in said


def test_an_own_column_with_the_name_of_one_that_was_given_stays():
    frame = pd.DataFrame({"body": [17], "content": ["Some words."], "title": ["One"]})
    articles = tk.load(frame, columns={"body": "content"})
    assert articles["body"].tolist() == ["Some words."] and articles["own_body"].tolist() == [17]


def test_numbers_where_text_is_expected():
    articles = tk.load(
        pd.DataFrame(
            {
                "title": ["One", 2],
                "text": ["Some words.", 5],
                "source": pd.array([7, None], dtype="Int64"),
                "url": [1.5, 2.5],
            }
        )
    )
    assert articles["headline"].tolist() == ["One", "2"] and articles["body"].tolist() == ["Some words.", "5"]
    assert articles["source"].iloc[0] == "7"
