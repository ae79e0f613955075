"""How much of an article's text is taken from a saved web page, on the pages of article-extraction-benchmark (MIT).

Precision and recall are those of that benchmark: multisets of sequences of four words, each page's true and false
positives and false negatives divided by their sum, so that a long page has no more weight, then added up.
"""

import json
import re
from collections import Counter
from collections.abc import Callable
from time import perf_counter

from benchmarks import SHARED
from toolkit.loading.pages.page import read_page

_WORD = re.compile(r"\w+")


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """The sequences of four words of a text; of a shorter one, the whole."""
    words = _WORD.findall(text)
    if len(words) < 4:
        return Counter([tuple(words)] if words else [])
    return Counter(tuple(words[i : i + 4]) for i in range(len(words) - 3))


def page_score(truth: str, found: str) -> tuple[float, float, float]:
    """True positives, false positives and false negatives of one page, as shares."""
    one, two = shingles(truth), shingles(found)
    true = sum((one & two).values())
    parts = (true, sum(two.values()) - true, sum(one.values()) - true)
    total = sum(parts) or 1
    return parts[0] / total, parts[1] / total, parts[2] / total


def measure(extract: Callable[[str], str]) -> tuple[float, float, float, float]:
    """Precision, recall, F1 and pages a second of a function from HTML to text."""
    truth = json.loads((SHARED / "pages" / "ground-truth.json").read_text(encoding="utf-8"))
    pages = {key: (SHARED / "pages" / f"{key}.html").read_text(encoding="utf-8", errors="replace") for key in truth}
    began = perf_counter()
    found = {key: extract(page) for key, page in pages.items()}
    seconds = perf_counter() - began
    scores = [page_score(truth[key]["articleBody"], found[key]) for key in truth]
    true, false, missed = (sum(score[i] for score in scores) for i in range(3))
    precision, recall = true / (true + false), true / (true + missed)
    return precision, recall, 2 * precision * recall / (precision + recall), len(truth) / seconds


def main() -> None:
    """Prints the toolkit's figures beside trafilatura's own."""
    import trafilatura

    print("\nArticle bodies of 102 web pages (multisets of four-word sequences)")
    print(f"{'extractor':<24}{'precision':>10}{'recall':>8}{'F1':>8}{'pages/s':>9}")
    for name, extract in {
        "trafilatura": lambda page: trafilatura.extract(page, include_comments=False) or "",
        "toolkit": lambda page: str(read_page(page).get("body", "")),
    }.items():
        precision, recall, f1, speed = measure(extract)
        print(f"{name:<24}{precision:>10.3f}{recall:>8.3f}{f1:>8.3f}{speed:>9.1f}")


if __name__ == "__main__":
    main()
