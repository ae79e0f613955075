"""Many files: all cores give what one gives, in the same order, and one file that breaks them costs itself only."""

import os
import time
import zipfile
from pathlib import Path

import pandas as pd
import pytest

import toolkit as tk

STORY = "The minister said on Monday that bridge number {} would be open by the spring, and nobody believed him."


def write(folder: Path, count: int) -> None:
    for number in range(count):
        (folder / f"{number:03}.txt").write_text(f"Bridge {number}\n\n{STORY.format(number)}\n")


def _die(path, options):
    if path.stem == "017":
        os._exit(1)  # as a crash in a library of C would
    yield {"headline": path.stem, "body": STORY.format(path.stem)}


def _is_it(path, head):
    return path.suffix == ".txt"


def test_several_processes_give_what_one_gives(tmp_path):
    write(tmp_path, 60)
    (tmp_path / "010.txt").write_bytes(b"")
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        for number in range(40):
            archive.writestr(f"{number}.txt", f"Ferry {number}\n\n{STORY.format(number + 500)}\n")
    one, two = (tk.load(tmp_path, workers=count, progress=False) for count in (1, 2))
    assert len(one) == 99
    pd.testing.assert_frame_equal(one, two)
    assert one.attrs["report"] == two.attrs["report"]
    assert two["headline"].tolist() == [f"Bridge {n}" for n in range(60) if n != 10] + [f"Ferry {n}" for n in range(40)]


def test_a_file_that_kills_its_process_costs_itself_only(tmp_path):
    write(tmp_path, 40)
    reader = tk.Reader("deadly", _is_it, _die)
    articles = tk.load(tmp_path, plugins=[reader], workers=2, progress=False)
    assert articles["headline"].tolist() == [f"{n:03}" for n in range(40) if n != 17]
    skipped = articles.attrs["report"].query("outcome == 'skipped'")
    assert skipped["path"].tolist() == [str(tmp_path / "017.txt")]
    assert "process that read it died" in skipped["message"].iloc[0]


@pytest.mark.parametrize("workers", [1, 2])
def test_what_was_read_stays_when_the_user_interrupts(tmp_path, workers, monkeypatch):
    write(tmp_path, 200)
    tk.load(tmp_path, workers=workers, progress=False)  # the processes are there by then
    seen = 0

    def interrupt(*args, **kwargs):
        nonlocal seen
        seen += 1
        if seen == 100:
            time.sleep(1)  # in which the others get on
            raise KeyboardInterrupt
        return real(*args, **kwargs)

    real = tk.loading.reading.Reading._of_file
    monkeypatch.setattr(tk.loading.reading.Reading, "_of_file", interrupt)
    articles = tk.load(tmp_path, workers=workers, progress=False)
    assert 0 < len(articles) < 100
    assert articles["headline"].tolist() == [f"Bridge {n}" for n in range(len(articles))]
    assert "interrupted" in articles.attrs["report"].query("outcome == 'skipped'")["message"].iloc[0]
