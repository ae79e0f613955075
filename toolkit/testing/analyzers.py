"""What every analyzer holds."""

from collections.abc import Mapping
from typing import Any

import cloudpickle
import pandas as pd

from toolkit.analysis.names import ADDED
from toolkit.analysis.run import analyze
from toolkit.analysis.study import Study
from toolkit.analyzers import Analyzer
from toolkit.articles import article_id, make_articles
from toolkit.testing.broken import ContractBroken
from toolkit.testing.writing import nothing_written

_NEWS = (
    "MINISTER SAYS NO",
    "“We will not agree to any unilateral concessions,” said Foreign Minister Ana Petrov. “None,” she added.\n\n"
    "According to the ministry, talks resume on Monday. Petrov stressed that sanctions must go.",
)
_ODD = {
    "empty body": ("Only a headline", None),
    "no-break spaces": ("A headline", "Sergey\u00a0Ryabkov said\u00a0that it\u202fis 10\u00a0%."),
    "emoji and combining marks": ("👩‍👩‍👧 é e\u0301", "“👍🏽 Yes,” said José\u0301. 🇺🇳🇺🇳 a\u0300\u0316b"),
    "right-to-left": ("كلمة و word", "قال الوزير: \u202b«لن نوافق»\u202c and he said “yes”."),
    "lone quotation marks": ("\"'“ ”", '“ " ” « ‘ ’ ‘ said " he ” said “ that "' * 20),
    "markup": ("<script>alert(1)</script>", '<b>Ivan Petrov</b> said: "<img src=x onerror=alert(1)>" & more.'),
    "capitals": ("EVERYTHING IS IN CAPITALS", "WE WILL NOT AGREE, SAID JOHN SMITH OF THE UNITED NATIONS ON MONDAY."),
    "no full stop": ("word", "said the minister and " * 400),
    "control characters": ("a\x0bb", "He said\x0c “yes\u2028no”\u2029 and \ufeffleft."),
}
_OTHER_LANGUAGES = {
    "de": ("Der Minister sagt nein", "„Wir werden nicht zustimmen“, sagte der Minister am Montag in Berlin."),
    "ar": ("الوزير يقول لا", "قال الوزير: «لن نوافق على أي تنازلات»."),
    "zh": ("部长说不", "部长周一在北京说：“我们不会同意任何让步。”"),
}
_LONG = "The minister said that nothing would change and the talks went on. "
_FAILED = ("error", "contract", "time")


def odd_articles() -> pd.DataFrame:
    """Articles with which an analyzer has to cope: one as in a newspaper, some odd, some in other languages."""
    return _articles({"news": _NEWS, **_ODD}, "en", _OTHER_LANGUAGES)


def _articles(
    texts: Mapping[str, tuple[str, str | None]], language: str, others: Mapping[str, tuple[str, str]] | None = None
) -> pd.DataFrame:
    rows: list[dict[str, Any]] = [
        {"headline": head, "body": body, "section": name, "language": language} for name, (head, body) in texts.items()
    ]
    rows += [
        {"headline": head, "body": body, "section": f"in {code!r}", "language": code}
        for code, (head, body) in (others or {}).items()
    ]
    return make_articles([{**row, "article_id": article_id(row)} for row in rows])


def check_analyzer(
    analyzer: Analyzer,
    *,
    articles: pd.DataFrame | None = None,
    options: Mapping[str, Any] | None = None,
    words: int = 200_000,
) -> Study:
    """Tries on an analyzer what every analyzer must hold, and gives the study for further tests.

    Tried are: no error on any of `odd_articles()`, on one of so many `words` and on `articles` of your own; each row's
    text stands where the row says; the declared columns with their types; the same rows again, whatever the size of
    the batch and the order of the articles, and by a copy that was pickled, as other processes get it; nothing written
    outside the folder for temporary files; the articles as they were; a sound table from no articles at all. `options`
    are passed to `tk.analyze`. The speed is printed (`pytest -rP` shows it).

    Raises ContractBroken, an AssertionError, with what to do.
    """
    given = odd_articles() if articles is None else pd.concat([odd_articles(), articles])
    given = given[~given.index.duplicated()]
    before = given.copy()
    with nothing_written(analyzer.name):
        study = _run(analyzer, given, options)
    _check_nothing_failed(analyzer, study)
    if not given.equals(before):
        raise ContractBroken(f"{analyzer.name} changed the articles that it was given; work on copies.")
    for name, declared in analyzer.makes.items():
        _check_columns(analyzer, name, study.tables[name], list(declared.all_columns()))
        if declared.spans:
            _check_places(analyzer, name, study.tables[name], given)
    _check_same(analyzer, study, _run(analyzer, given, options), "running it a second time")
    _check_same(analyzer, study, _run(analyzer, given, options, partition_size=1), "one article in a batch")
    _check_same(analyzer, study, _run(analyzer, given.iloc[::-1], options), "the articles in another order")
    _check_same(analyzer, study, _run(_pickled(analyzer), given, options), "it was pickled")
    nothing = _run(analyzer, given.iloc[:0], options)
    for name, declared in analyzer.makes.items():
        _check_columns(analyzer, name, nothing.tables[name], list(declared.all_columns()))
    _check_long(analyzer, options, words)
    return study


def _check_nothing_failed(analyzer: Analyzer, study: Study) -> None:
    problems = study.problems
    for row in problems[(problems["analyzer"] == analyzer.name) & problems["problem"].isin(_FAILED)].to_dict("records"):
        where = f" on the article {study.articles.at[row['article_id'], 'section']!r}" if row["article_id"] else ""
        raise ContractBroken(f"{analyzer.name} failed{where}: {row['message']}")


def _check_long(analyzer: Analyzer, options: Mapping[str, Any] | None, words: int) -> None:
    long = _articles({f"{words:,} words": ("Long", _LONG * (words // len(_LONG.split())))}, "en")
    study = _run(analyzer, long, options)
    _check_nothing_failed(analyzer, study)
    seconds = next(one["seconds"] for one in study.provenance["analyzers"] if one["name"] == analyzer.name)
    print(f"{analyzer.name}: {seconds:.2f} s for an article of {words:,} words")


def _pickled(analyzer: Analyzer) -> Analyzer:
    try:
        return cloudpickle.loads(cloudpickle.dumps(analyzer))
    except Exception as error:
        raise ContractBroken(
            f"{analyzer.name} cannot be pickled ({type(error).__name__}: {error}), which other processes need; keep "
            "files, locks and models in module-level functions with functools.cache."
        ) from error


def _run(analyzer: Analyzer, articles: pd.DataFrame, options: Mapping[str, Any] | None, **how: Any) -> Study:
    return analyze(articles, plugins=[analyzer], only=[analyzer.name], progress=False, **how, **(options or {}))


def _check_columns(analyzer: Analyzer, name: str, table: pd.DataFrame, columns: list[str]) -> None:
    if [column for column in table.columns if column in columns or column not in ADDED] != columns:
        raise ContractBroken(f"{analyzer.name} made {name} with the columns {list(table.columns)}, declared: {columns}")


def _check_places(analyzer: Analyzer, name: str, table: pd.DataFrame, articles: pd.DataFrame) -> None:
    for row in table.to_dict("records"):
        found = str(articles.at[row["article_id"], row["field"]])[row["start"] : row["end"]]
        if found != row["text"]:
            raise ContractBroken(
                f"{analyzer.name} says in {name} that {row['text'][:40]!r} stands at "
                f"{row['field']}[{row['start']}:{row['end']}] of {row['article_id']}, where {found[:40]!r} does; "
                "make rows with document.span(field, start, end)."
            )


def _check_same(analyzer: Analyzer, first: Study, second: Study, after: str) -> None:
    for name in analyzer.makes:
        one, two = _sorted(first.tables[name]), _sorted(second.tables[name])
        try:
            pd.testing.assert_frame_equal(one, two)
        except AssertionError as error:
            raise ContractBroken(
                f"{analyzer.name} gave other rows in {name} after {after}; "
                f"a row may depend on its own article only. {error}"
            ) from None


def _sorted(table: pd.DataFrame) -> pd.DataFrame:
    keys = [name for name in ("article_id", "field", "start", "end") if name in table]
    return table.sort_values(keys, kind="stable", ignore_index=True)
