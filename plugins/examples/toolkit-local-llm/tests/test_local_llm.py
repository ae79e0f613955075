"""The analyzer holds what every one must, asks a server or a command no more than it may, and tells what goes wrong."""

import json
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from toolkit_local_llm import local_llm
from toolkit_local_llm.model import NoAnswer, json_in
from toolkit_local_llm.settings import SettingsError, settings

import toolkit as tk
from toolkit.testing import check_analyzer

ARTICLES = tk.load("Minister says no\n\n“We will not agree to concessions,” said Ana Petrov on Monday.", progress=False)
AGAINST = {
    "stance": "Oppose", "stance_sure": 0.9, "sentiment": "negative", "sentiment_sure": 0.8, "because": "will not agree",
}  # fmt: skip


class Server(ThreadingHTTPServer):
    """Answers every question with `says`, with `status`, and keeps what it was asked."""

    says, status = f"Here is my answer:\n{json.dumps(AGAINST)}\nI hope it helps.", 200

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Handler)
        self.asked = []


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.asked.append((self.path, body))
        given = {"choices": [{"message": {"role": "assistant", "content": self.server.says}}]}
        data = json.dumps(given).encode()
        self.send_response(self.server.status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, *_):
        pass


@pytest.fixture
def nothing_set(monkeypatch, tmp_path):
    for name in ("URL", "MODEL", "COMMAND"):
        monkeypatch.delenv(f"TOOLKIT_LLM_{name}", raising=False)
    monkeypatch.setenv("TOOLKIT_LLM_CACHE", str(tmp_path / "kept"))


@pytest.fixture
def server(nothing_set, monkeypatch):
    server = Server()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("TOOLKIT_LLM_URL", f"http://127.0.0.1:{server.server_port}/v1/")
    monkeypatch.setenv("TOOLKIT_LLM_MODEL", "tiny")
    yield server
    server.shutdown()
    server.server_close()


def analyzed(articles=ARTICLES, targets=("concessions",), **options):
    return tk.analyze(articles, only=["local_llm"], targets=list(targets), progress=False, **options)


def test_it_is_off_unless_a_model_is_named(nothing_set):
    assert "local_llm" not in tk.list_plugins()["name"].tolist()
    with pytest.raises(ValueError, match="local_llm"):
        analyzed()


def test_it_holds_the_contract(server):
    study = check_analyzer(local_llm, options={"targets": ["concessions", "talks"]}, articles=ARTICLES, words=2_000)
    assert len(study.stances)


def test_what_the_model_says_is_in_the_table(server):
    study = analyzed()
    (row,) = study.stances.to_dict("records")
    assert (row["stance"], row["score"], row["sentiment"], row["sentiment_score"]) == ("oppose", 0.9, "negative", 0.8)
    assert row["stance_support"] == pytest.approx(0.05) and row["speaker"] == "Ana Petrov"
    (span,) = row["evidence"]
    assert study.articles["body"].iloc[0][span["start"] : span["end"]] == "will not agree"
    ((path, body),) = server.asked
    assert path == "/v1/chat/completions" and body["model"] == "tiny" and body["temperature"] == 0
    question = body["messages"][0]["content"]
    assert "Speaker: Ana Petrov" in question and "We will not agree to concessions" in question


def test_it_can_be_explored(server):
    study = analyzed()
    assert len(tk.explore(study).study.stances) == 1
    assert tk.stance_summary(study.stances)["judgements"].tolist() == [1]


def test_nothing_is_asked_twice(server):
    first, second = analyzed(), analyzed()
    assert len(server.asked) == 1
    assert first.stances.equals(second.stances)


def test_a_budget_that_is_spent_is_told_and_what_was_answered_is_kept(server):
    study = analyzed(llm_budget=0)
    assert study.stances.empty and not server.asked
    assert "the budget of 0 questions is spent" in study.problems["message"].iloc[-1]
    assert len(analyzed().stances) == 1
    assert len(analyzed(llm_budget=0).stances) == 1


@pytest.mark.parametrize(
    ("says", "status", "why"),
    [
        ("I cannot judge that.", 200, "the model's answer has no JSON in it: 'I cannot judge that.'"),
        (json.dumps({**AGAINST, "stance": "against"}), 200, "the model's stance is 'against', and must be oppose"),
        (json.dumps({**AGAINST, "stance_sure": 90}), 200, "the model is 90 sure of its stance"),
        ("", 500, "answered 500"),
    ],
)
def test_an_answer_that_is_none_is_told(server, says, status, why):
    server.says, server.status = says, status
    study = analyzed()
    assert study.stances.empty
    assert why in study.problems["message"].iloc[-1]


def test_words_that_do_not_stand_in_the_statement_are_no_evidence(server):
    server.says = json.dumps({**AGAINST, "because": "he hates it"})
    (row,) = analyzed().stances.to_dict("records")
    assert list(row["evidence"]) == [] and row["because"] != row["because"]


def test_a_server_that_is_not_there_is_told(server, monkeypatch):
    monkeypatch.setenv("TOOLKIT_LLM_URL", "http://localhost:9/v1")
    message = analyzed().problems["message"].iloc[-1]
    assert "http://localhost:9/v1 does not answer (ConnectionError); is it running?" in message


def test_a_command_is_asked_in_the_same_way(nothing_set, monkeypatch, tmp_path):
    script = tmp_path / "model.py"
    script.write_text(f"import sys\nassert 'concessions' in sys.stdin.read()\nprint({json.dumps(AGAINST)!r})\n")
    monkeypatch.setenv("TOOLKIT_LLM_COMMAND", f"{sys.executable} {script}")
    assert analyzed().stances["stance"].tolist() == ["oppose"]
    script.write_text("import sys\nsys.exit('out of memory')\n")
    assert analyzed().stances["stance"].tolist() == ["oppose"]
    study = analyzed(targets=["agree"])
    assert "ended with 1: out of memory" in study.problems["message"].iloc[-1]


@pytest.mark.parametrize(
    "url", ["https://api.example.com/v1", "http://10.0.0.4:8000/v1", "http://localhost.example.com", "ftp://localhost"]
)
def test_articles_are_sent_nowhere_else(nothing_set, monkeypatch, url):
    monkeypatch.setenv("TOOLKIT_LLM_URL", url)
    monkeypatch.setenv("TOOLKIT_LLM_MODEL", "tiny")
    with pytest.raises(SettingsError, match="not on this machine"):
        settings()
    failed = tk.list_plugins().dropna(subset="problem")
    assert failed["problem"].str.contains("not on this machine").any()


def test_settings_that_contradict_each_other_are_told(nothing_set, monkeypatch):
    monkeypatch.setenv("TOOLKIT_LLM_URL", "http://[::1]:8000/v1")
    with pytest.raises(SettingsError, match="TOOLKIT_LLM_MODEL"):
        settings()
    monkeypatch.setenv("TOOLKIT_LLM_COMMAND", "ollama run tiny")
    with pytest.raises(SettingsError, match="both set"):
        settings()


def test_json_is_found_in_whatever_stands_around_it():
    assert json_in('I think {it is} so: {"a": {"b": 1}} }') == {"a": {"b": 1}}
    with pytest.raises(NoAnswer, match="has no JSON"):
        json_in("{")
