"""Archives: what is in them is read, and nothing in them can do harm."""

import gzip
import io
import lzma
import tarfile
import zipfile
from pathlib import Path

import pytest

import toolkit as tk

ONE = "One headline\n\nThe mayor said on Monday that the bridge would be closed for repairs until the spring.\n"
TWO = "title,text\nTwo,Another text about a ferry.\n"


def zipped(path: Path, members: dict[str, bytes | str], method: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def problems(articles) -> dict[str, str]:
    report = articles.attrs["report"]
    return {row["path"].split("/")[-1]: row["message"] for row in report if row["outcome"] == "skipped"}


def test_a_zip_is_read_file_by_file(tmp_path):
    path = zipped(
        tmp_path / "a.zip", {"x/one.txt": ONE, "two.csv": TWO, "__MACOSX/._one.txt": "junk", "p.png": b"\x89PNG"}
    )
    articles = tk.load(path)
    assert sorted(articles["headline"]) == ["One headline", "Two"]
    assert f"{path}/x/one.txt" in set(articles["path"])
    assert list(problems(articles)) == ["p.png"]


@pytest.mark.parametrize("mode", ["w", "w:gz", "w:xz"])
def test_a_tar_is_read_file_by_file(tmp_path, mode):
    path = tmp_path / ("a.tar" + mode[1:].replace(":", "."))
    with tarfile.open(path, mode) as archive:
        info = tarfile.TarInfo("one.txt")
        info.size = len(ONE)
        archive.addfile(info, io.BytesIO(ONE.encode()))
        link = tarfile.TarInfo("link.txt")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    articles = tk.load(path)
    assert articles["headline"].tolist() == ["One headline"]
    assert problems(articles) == {"link.txt": "not a file"}


def test_archives_within_archives_up_to_a_depth(tmp_path):
    path = zipped(tmp_path / "0.zip", {"one.txt": ONE})
    for depth in range(1, 6):
        path = zipped(tmp_path / f"{depth}.zip", {f"{depth - 1}.zip": path.read_bytes()})
    assert len(tk.load(tmp_path / "2.zip")) == 1
    articles = tk.load(tmp_path / "5.zip")
    assert articles.empty and "nested more than 3 deep" in " ".join(problems(articles).values())


def test_a_path_that_leads_outside_writes_nothing_there(tmp_path):
    path = zipped(tmp_path / "a.zip", {"../../evil.txt": ONE, "/abs.txt": ONE, "good.txt": ONE})
    articles = tk.load(path)
    assert len(articles) == 1
    assert set(problems(articles).values()) == {"its path leads outside the archive"}
    assert not (tmp_path.parent / "evil.txt").exists() and not Path("/abs.txt").exists()


def test_a_bomb_is_not_unpacked(tmp_path):
    path = zipped(tmp_path / "a.zip", {"bomb.txt": b"0" * 60_000_000, "good.txt": ONE})
    articles = tk.load(path)
    assert articles["headline"].tolist() == ["One headline"]
    assert "made to fill the disk" in problems(articles)["bomb.txt"]


def test_a_broken_archive_is_a_row_in_the_report(tmp_path):
    whole = zipped(tmp_path / "a.zip", {"one.txt": ONE * 50, "two.csv": TWO}).read_bytes()
    (tmp_path / "a.zip").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "good.txt").write_text(ONE)
    articles = tk.load(tmp_path)
    assert len(articles) == 1 and "a.zip" in problems(articles)


def test_a_file_that_is_packed_by_itself(tmp_path):
    (tmp_path / "news.csv.gz").write_bytes(gzip.compress(TWO.encode()))
    (tmp_path / "one.txt.xz").write_bytes(lzma.compress(ONE.encode()))
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"0" * 50_000_000))
    (tmp_path / "cut.txt.gz").write_bytes(gzip.compress(ONE.encode())[:-20])
    articles = tk.load(tmp_path)
    assert sorted(articles["headline"]) == ["One headline", "Two"]
    assert articles["path"].str.endswith("news.csv.gz/news.csv").any()
    said = problems(articles)
    assert "made to fill the disk" in said["bomb.txt"]
    assert "ended before" in said["cut.txt.gz"]
