"""JupyterLab in Chromium, for tests and for pictures of the real thing."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def find_browser() -> str | None:
    """The path of a Chromium, or None where only Playwright's own can be tried."""
    return next(filter(None, map(shutil.which, BROWSERS)), None)


@contextmanager
def running_browser() -> Iterator[Browser]:
    """A headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=ARGUMENTS)
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def running_lab(folder: Path, theme: str = "JupyterLab Light") -> Iterator[str]:
    """A JupyterLab that serves `folder`; gives its address."""
    settings = folder / ".jupyter" / "lab" / "user-settings" / "@jupyterlab" / "apputils-extension"
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}')
    (settings / "themes.jupyterlab-settings").write_text(f'{{"theme": "{theme}"}}')
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "jupyterlab",
        "--no-browser",
        f"--port={port}",
        "--ServerApp.port_retries=0",
    ]
    command += [
        "--IdentityProvider.token=",
        "--ServerApp.password=",
        f"--ServerApp.root_dir={folder}",
        "--allow-root",
    ]
    command += ["--LabApp.news_url=None", "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate"]
    log = folder / "jupyterlab.log"
    environment = {**os.environ, "JUPYTER_CONFIG_DIR": str(folder / ".jupyter"), "PYTHONWARNINGS": "ignore"}
    with log.open("w") as output:
        server = subprocess.Popen(command, stdout=output, stderr=subprocess.STDOUT, env=environment)
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/api", timeout=2)
                break
            except OSError:
                if server.poll() is not None:
                    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}") from None
                time.sleep(0.5)
        else:
            raise RuntimeError(f"JupyterLab did not answer within a minute:\n{log.read_text()[-2000:]}")
        yield address
    finally:
        server.terminate()
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            server.kill()


def open_notebook(page: Page, address: str, name: str) -> None:
    """Opens a notebook in a fresh workspace and waits until its kernel is idle."""
    page.goto(f"{address}/lab/tree/{name}?reset")
    wait_until_idle(page)
    for _ in range(120):  # the indicator says idle before there is a kernel, and to run then asks which one to start
        sessions = page.request.get(f"{address}/api/sessions").json()
        if any(s["path"] == name and s["kernel"]["execution_state"] == "idle" for s in sessions):
            return
        page.wait_for_timeout(250)
    raise RuntimeError(f"The kernel of {name} did not start.")


def wait_until_idle(page: Page, timeout: float = 60_000) -> None:
    """Waits until the kernel has nothing to do."""
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", state="attached", timeout=timeout)


def run_all_cells(page: Page, timeout: float = 120_000) -> None:
    """Chooses Run → Run All Cells, and waits until the last cell, which JupyterLab then scrolls to, has been run."""
    page.click('.lm-MenuBar-itemLabel:text-is("Run")')
    page.click('.lm-Menu-itemLabel:text-is("Run All Cells")')
    page.wait_for_function(
        """() => {
            const prompts = [...document.querySelectorAll('.jp-Notebook .jp-CodeCell')].map(
                (cell) => cell.querySelector('.jp-InputPrompt')?.textContent ?? '');
            return /\\[\\d+\\]:/.test(prompts.at(-1) ?? '') && !prompts.some((prompt) => prompt.includes('*'));
        }""",
        timeout=timeout,
    )
    wait_until_idle(page, timeout)


def explorer(page: Page) -> Locator:
    """The explorer that is on the page, once it shows its statements."""
    view = page.locator(".press-toolkit").first
    view.wait_for(timeout=60_000)
    view.locator(".ptk-total").wait_for()
    return view
