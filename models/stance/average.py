"""The mean of the weights of some runs: python -m models.stance.average OTHER shipped:0.5 head-5:0.5

Writes OTHER/head.pt. `head-10/1` is what head-10 was after its first epoch. Training that goes on from a head moves its
weights little, and the mean of both is often better than either (Wortsman et al. 2022, "Robust fine-tuning of zero-shot
models").
"""

import argparse
import json
from collections.abc import Mapping

import torch
from toolkit_reading.encoder import load_tokenizer

from models.stance.examples import load_part
from models.stance.head import Below, Head
from models.stance.shared import load_head, load_shipped
from models.stance.teacher import RUNS, report
from models.stance.train import SHIPPED, predict


def weights_of(run: str) -> dict[str, torch.Tensor]:
    """The weights of a run, of what it was after an epoch, or of what ships."""
    if run == SHIPPED:
        return load_head(load_shipped()).state_dict()
    name, _, epoch = run.partition("/")
    return dict(torch.load(RUNS / name / (f"head-{epoch}.pt" if epoch else "head.pt"), weights_only=True))


def average(shares: Mapping[str, float], stance: str = "") -> Head:
    """The mean of the weights of runs, each with its share; `stance` is a run whose answer on stance is taken as is."""
    given = [(weights_of(run), share) for run, share in shares.items()]
    head = Head(load_shipped())
    mean = {name: sum(share * weights[name] for weights, share in given) for name in given[0][0]}
    own = weights_of(stance) if stance else {}
    head.load_state_dict(mean | {name: value for name, value in own.items() if ".stance." in name})
    return head


def main() -> None:
    """Writes the mean and prints its figures on dev."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("other")
    parser.add_argument("runs", nargs="+", help="each with its share, as in head-10/1:0.7")
    parser.add_argument("--stance", default="", help="a run whose answer on stance is taken, with these layers")
    given = parser.parse_args()
    shares = {run: float(share) for run, _, share in (one.rpartition(":") for one in given.runs)}
    if abs(sum(shares.values()) - 1) > 1e-6:
        parser.error("the shares must add up to 1")
    head, below, tokenizer = average(shares, given.stance), Below(load_shipped()).eval(), load_tokenizer()
    dev = {part: load_part(part) for part in ("dev-rw", "dev-mt", "stance-dev")}
    print(json.dumps(report(lambda examples, task: predict(below, head, examples, task, tokenizer), dev)))
    (RUNS / given.other).mkdir(parents=True, exist_ok=True)
    torch.save(head.state_dict(), RUNS / given.other / "head.pt")


if __name__ == "__main__":
    main()
