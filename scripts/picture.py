"""Takes the README's picture of the real explorer: python scripts/picture.py docs/explorer.png"""

import shutil
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.lab import open_notebook, run_all_cells, running_browser, running_lab  # noqa: E402
from tests.browser.parts import choose, column, explorer, grid, tab  # noqa: E402


def main(target: Path) -> None:
    """Opens the first notebook, filters by a target, shows the stance chart and takes the picture."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "notebooks", folder / "notebooks", ignore=shutil.ignore_patterns("exports"))
        shutil.copytree(ROOT / "seeds", folder / "seeds")
        with running_lab(folder) as address, running_browser() as browser:
            page = browser.new_page(viewport={"width": 1560, "height": 1250}, device_scale_factor=1.5)
            open_notebook(page, address, "notebooks/01-explore.ipynb")
            page.keyboard.press("Control+b")  # the file browser away
            run_all_cells(page)
            view = explorer(page)
            choose(view, "target", "unilateral concessions")
            tab(view, "Stance")
            column(grid(view, "Statements"), "Statement").nth(1).click()
            page.wait_for_timeout(1_500)
            target.parent.mkdir(parents=True, exist_ok=True)
            view.screenshot(path=target)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/explorer.png"))
