"""The mean of the weights of what ships and of a run that went on from it: python -m models.stance.average RUN OTHER

Writes OTHER/head.pt. Training that goes on from a head moves its weights little, and the mean of both is often better
than either (Wortsman et al. 2022, "Robust fine-tuning of zero-shot models").
"""

import argparse
import json

import torch
from toolkit_reading.encoder import load_tokenizer

from models.stance.examples import load_part
from models.stance.head import Below, Head
from models.stance.shared import load_head, load_shipped
from models.stance.teacher import RUNS, report
from models.stance.train import predict


def average(run: str, share: float = 0.5) -> Head:
    """What ships with `share` of its weights taken from the run."""
    shipped = load_shipped()
    old, new = load_head(shipped).state_dict(), torch.load(RUNS / run / "head.pt", weights_only=True)
    head = Head(shipped)
    head.load_state_dict({name: (1 - share) * old[name] + share * new[name] for name in old})
    return head


def main() -> None:
    """Writes the mean and prints its figures on dev."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run")
    parser.add_argument("other")
    parser.add_argument("--share", type=float, default=0.5, help="of the weights that are the run's")
    given = parser.parse_args()
    head, below, tokenizer = average(given.run, given.share), Below(load_shipped()).eval(), load_tokenizer()
    dev = {part: load_part(part) for part in ("dev-rw", "dev-mt", "stance-dev")}
    print(json.dumps(report(lambda examples, task: predict(below, head, examples, task, tokenizer), dev)))
    (RUNS / given.other).mkdir(parents=True, exist_ok=True)
    torch.save(head.state_dict(), RUNS / given.other / "head.pt")


if __name__ == "__main__":
    main()
