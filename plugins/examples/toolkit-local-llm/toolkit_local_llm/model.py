"""Asks a language model, and keeps what it answered."""

import hashlib
import json
import sqlite3
import subprocess
from contextlib import closing
from dataclasses import dataclass

import requests

from toolkit_local_llm.settings import Settings

_KEPT = "CREATE TABLE IF NOT EXISTS answers (question TEXT PRIMARY KEY, answer TEXT NOT NULL)"


class NoAnswer(RuntimeError):
    """The model gave no answer that can be used."""


class BudgetSpent(RuntimeError):
    """As many questions have been asked as may be."""


@dataclass
class Model:
    """A model with its kept answers. `asked` counts the questions that went to it, none that the cache answered."""

    settings: Settings
    asked: int = 0

    def answer(self, question: str, *, budget: int, timeout: float) -> str:
        """The answer to a question, from the cache where it is there.

        Raises BudgetSpent once `budget` questions have gone to the model, NoAnswer where it does not answer within
        `timeout` seconds or fails.
        """
        path = self.settings.cache / "answers.sqlite"
        key = hashlib.sha256(f"{self.settings.name}\0{question}".encode()).hexdigest()
        self.settings.cache.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=30)) as kept, kept:
            kept.execute(_KEPT)
            found = kept.execute("SELECT answer FROM answers WHERE question = ?", (key,)).fetchone()
        if found:
            return str(found[0])
        if self.asked >= budget:
            raise BudgetSpent(
                f"the budget of {budget:,} questions is spent; raise llm_budget: what was answered is not asked again"
            )
        self.asked += 1
        answer = self._by_command(question, timeout) if self.settings.command else self._by_url(question, timeout)
        with closing(sqlite3.connect(path, timeout=30)) as kept, kept:
            kept.execute("INSERT OR REPLACE INTO answers VALUES (?, ?)", (key, answer))
        return answer

    def _by_url(self, question: str, timeout: float) -> str:
        """By the chat completions of an OpenAI-compatible server, such as Ollama, llama.cpp or vLLM."""
        body = {
            "model": self.settings.model,
            "messages": [{"role": "user", "content": question}],
            "temperature": 0,
            "seed": 1,
            "stream": False,
        }
        with requests.Session() as session:
            session.trust_env = False  # no proxy stands between this machine and itself
            try:
                url = f"{self.settings.url}/chat/completions"
                reply = session.post(url, json=body, timeout=timeout, allow_redirects=False)
            except requests.RequestException as error:
                raise NoAnswer(
                    f"{self.settings.url} does not answer ({type(error).__name__}); is it running?"
                ) from None
        if reply.status_code != 200:
            raise NoAnswer(f"{self.settings.url} answered {reply.status_code}: {reply.text[:200]}")
        try:
            return str(reply.json()["choices"][0]["message"]["content"])
        except (ValueError, LookupError, TypeError):
            raise NoAnswer(f"{self.settings.url} gave no chat completion: {reply.text[:200]}") from None

    def _by_command(self, question: str, timeout: float) -> str:
        """By a command that reads the question and writes the answer."""
        try:
            done = subprocess.run(
                self.settings.command, input=question, capture_output=True, text=True, encoding="utf-8", timeout=timeout
            )
        except (OSError, subprocess.TimeoutExpired, UnicodeDecodeError) as error:
            raise NoAnswer(f"the command {self.settings.command[0]} failed: {error}") from None
        if done.returncode:
            raise NoAnswer(f"the command {self.settings.command[0]} ended with {done.returncode}: {done.stderr[-200:]}")
        return done.stdout


def json_in(answer: str) -> dict[str, object]:
    """The first JSON object in an answer, whatever stands around it. Raises NoAnswer where there is none."""
    decoder, at = json.JSONDecoder(), answer.find("{")
    while at >= 0:
        try:
            found, _ = decoder.raw_decode(answer, at)
        except ValueError:
            at = answer.find("{", at + 1)
            continue
        return dict(found)
    raise NoAnswer(f"the model's answer has no JSON in it: {answer[:120]!r}")
