"""Prints every benchmark: make bench. Times are of this machine; nothing here is asserted."""

import sys

from benchmarks import (
    SHARED,
    attribution,
    entities,
    errors,
    loading,
    names,
    overhead,
    pages,
    reading,
    sample,
    speakers,
    speed,
    stance,
    stance_speed,
)


def main() -> None:
    """Runs what can be run here."""
    sample.main()
    overhead.main()
    if not SHARED.is_dir():
        sys.exit(f"The other benchmarks read public data sets at {SHARED}, which are not there.")
    attribution.main()
    speakers.main()
    names.main()
    entities.main()
    stance.main()
    stance_speed.main()
    errors.main()
    reading.main()
    pages.main()
    speed.main()
    loading.main()


if __name__ == "__main__":
    main()
