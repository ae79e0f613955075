"""What reading costs: words a second beside spaCy's small pipeline, the load, memory, and odd or very long articles."""

import platform
import re
import resource
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from time import perf_counter
from typing import Any, TypeVar

import pandas as pd
import spacy
import toolkit_reading
from toolkit_reading.encoder import shipped

import toolkit as tk
from benchmarks.data import SPACY, wikinews

Answer = TypeVar("Answer")
SENTENCE = "The minister of trade, Anna Berg, told reporters in Oslo on Monday that the talks had failed again. "
GERMAN = "Die Ministerin sagte am Montag in Berlin, dass die Gespräche mit der Gewerkschaft gescheitert seien. "
WORDS = len(SENTENCE.split())


def speed() -> None:
    """Prints words a second on one thread, ours and spaCy's in turns, on the 124 articles of Wikinews."""
    toolkit_reading.set_threads(1)
    articles = wikinews()
    words = int(articles["words"].sum())
    texts = [text for _, text in articles["body"].items()]
    nlp = spacy.load(SPACY)
    without = ["parser", "lemmatizer", "attribute_ruler"]
    both: dict[str, Any] = {"only": ["quotes", "entities"], "progress": False}
    engines: dict[str, Callable[[], object]] = {
        "quotes and entities, full precision": lambda: tk.analyze(articles, **both),
        "quotes and entities, fast": lambda: tk.analyze(articles, precision="fast", **both),
        "spaCy's small pipeline, all of it": lambda: list(nlp.pipe(texts, batch_size=64)),
        "spaCy's small pipeline, names only": lambda: list(nlp.pipe(texts, batch_size=64, disable=without)),
    }
    seconds: dict[str, list[float]] = {name: [] for name in engines}
    for _ in range(3):
        for name, run in engines.items():
            began = perf_counter()
            run()
            seconds[name].append(perf_counter() - began)
    print(f"\nReading on Wikinews ({len(articles)} articles, {words:,} words), one thread, best of three in turns")
    print(f"processor with {instructions()}")
    whole = min(seconds["spaCy's small pipeline, all of it"])
    for name, times in seconds.items():
        print(f"{name:<40}{words / min(times):>9,.0f} words/s{whole / min(times):>7.2f} of spaCy's small pipeline")


def instructions() -> str:
    """The widest instructions that the processor has for such products."""
    told = Path("/proc/cpuinfo")
    flags = set(re.findall(r"\w+", told.read_text())) if told.exists() else set()
    wide = ("amx_tile", "avx512_bf16", "avx512_vnni", "avx_vnni", "avx512f", "avx2", "avx", "sse4_2")
    return ", ".join(name for name in wide if name in flags) or platform.processor() or platform.machine()


def in_process(function: Callable[..., Answer], *args: object) -> Answer:
    """Calls a function in a process of its own, so that what came before does not count."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(function, *args).result()


def peak_memory() -> float:
    """The most memory that this process has held, in MB."""
    status = Path("/proc/self/status")
    if status.exists():  # what the system reports as usage counts the parent's memory in
        return int(re.search(r"VmHWM:\s+(\d+)", status.read_text())[1]) / 1024  # type: ignore[index]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _load() -> tuple[float, float]:
    began = perf_counter()
    shipped()
    return perf_counter() - began, peak_memory()


def load() -> None:
    """Prints seconds and memory of the first load in a fresh process."""
    seconds, memory = in_process(_load)
    print(f"first load of the encoder {seconds:.2f} s; with all of the toolkit's imports {memory:.0f} MB")


def _measured(text: str, language: str, number: int = 1) -> tuple[float, float, int, str]:
    keys = pd.Index([f"a{n}" for n in range(number)], name="article_id", dtype="str")
    row = {"headline": "A headline", "body": text, "language": language}
    table = pd.DataFrame([row] * number, index=keys).astype("str")
    toolkit_reading.set_threads(1)
    began = perf_counter()
    study = tk.analyze(table, only=["quotes", "entities"], progress=False)
    seconds = perf_counter() - began
    rows = len(study.quotes) + len(study.entities)
    problem = "; ".join(study.problems["message"].unique()[:1])
    return seconds, peak_memory(), rows, problem


def odd() -> None:
    """Prints seconds, memory and rows of odd articles, each in a process of its own, at a size and at ten times it."""
    kinds: dict[str, Callable[[int], tuple[str, str]]] = {
        "paragraphs": lambda words: ("\n\n".join([SENTENCE * 3] * (words // (3 * WORDS))), "en"),
        "no full stop": lambda words: (SENTENCE.replace(".", "") * (words // WORDS), "en"),
        "emoji only": lambda words: ("👍🏽 🔥 👩‍👩‍👧 " * (words // 3), "en"),
        "in capitals": lambda words: ("\n\n".join([SENTENCE.upper() * 3] * (words // (3 * WORDS))), "en"),
        "quotation marks": lambda words: ('"We go" “ said he ' * (words // 5), "en"),
        "in German": lambda words: (GERMAN * (words // len(GERMAN.split())), "de"),
    }
    print("\nOdd and long articles (one article, one thread, its own process)")
    print(f"{'article':<18}{'words':>9}{'seconds':>9}{'µs/word':>9}{'peak MB':>9}{'rows':>8}  problem")
    for name, make in kinds.items():
        for words in (20_000, 200_000):
            seconds, memory, rows, problem = in_process(_measured, *make(words))
            cost = f"{seconds:>9.2f}{1e6 * seconds / words:>9.0f}{memory:>9,.0f}"
            print(f"{name:<18}{words:>9,}{cost}{rows:>8,}  {problem}")


def batch() -> None:
    """Prints the memory of a batch of long articles."""
    text = "\n\n".join([SENTENCE * 3] * (5_000 // (3 * WORDS)))
    seconds, memory, _, _ = in_process(_measured, text, "en", 64)
    print(f"a batch of 64 articles of 5,000 words: {seconds:.0f} s, {memory:,.0f} MB at the peak")


def main() -> None:
    """Prints all of it."""
    speed()
    load()
    batch()
    odd()


if __name__ == "__main__":
    main()
