"""The reader holds what every one must, and reads what stands in its files."""

import pytest
from toolkit_bulletin import bulletin

import toolkit as tk
from toolkit.testing import check_reader

FILE = """BULLETIN Northern Press, 2021-07-13T10:15+03:00

Title: Bridge opens after nine months
Desk: City
By: Ann Lee
Filed: 12 July
Priority: 2

The bridge is open,
the mayor said.

Nobody had believed him.
=== END ===
Title: Second bridge planned

A second one will follow, she added.
=== END ===
"""


def test_it_holds_the_contract_and_reads_its_files(tmp_path):
    file = tmp_path / "july.bulletin"
    file.write_text(FILE, encoding="utf-8")
    articles = check_reader(bulletin, file)
    first, second = articles.to_dict("records")
    assert first["headline"] == "Bridge opens after nine months"
    assert first["body"] == "The bridge is open, the mayor said.\n\nNobody had believed him."
    assert (first["agency"], first["section"], first["byline"]) == ("Northern Press", "City", "Ann Lee")
    assert first["priority"] == "2" and first["published"].date().isoformat() == "2021-07-12"
    assert second["headline"] == "Second bridge planned"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("BULLETIN Northern Press\n", "it must begin with"),
        ("BULLETIN Northern Press, yesterday\n", "the bulletin's moment 'yesterday' is none"),
        ("BULLETIN Northern Press, 2021-07-13T10:15\n", "has no time zone"),
        (FILE.replace("Title: Second", "Second"), "article 2 has a line that is no 'Name: value': 'Second bridge"),
        (FILE.removesuffix("=== END ===\n"), "cut off in article 2"),
    ],
)
def test_what_is_wrong_with_a_file_is_its_line_in_the_report(text, why, tmp_path):
    (tmp_path / "a.bulletin").write_text(text, encoding="utf-8")
    (tmp_path / "b.bulletin").write_text(FILE.replace("bridge", "tunnel"), encoding="utf-8")
    articles = tk.load(tmp_path, progress=False)
    report = articles.attrs["report"]
    assert why in report.loc[report["path"].str.endswith("a.bulletin"), "message"].str.cat(sep=" ")
    assert articles["headline"].str.contains("tunnel").any()
