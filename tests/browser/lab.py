"""JupyterLab in Chromium, for tests and for pictures of the real thing."""

import json
import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90_000  # ms until the page or a kernel must have answered, on a slow processor that others use, too
ANALYSIS = 900_000  # ms until cells that analyse must have been run
SETTINGS = "@jupyterlab/apputils-extension"
STUDY = """
import toolkit as tk
study = tk.open_study("../study")
"""
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
def running_lab(folder: Path) -> Iterator[str]:
    """A JupyterLab that serves `folder`; gives its address."""
    settings = folder / ".jupyter" / "lab" / "user-settings" / SETTINGS
    settings.mkdir(parents=True, exist_ok=True)
    (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false"}')
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
        "--ServerApp.disable_check_xsrf=True",
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
        for _ in range(PATIENCE // 500):
            try:
                urllib.request.urlopen(f"{address}/api", timeout=2)
                break
            except OSError:
                if server.poll() is not None:
                    raise RuntimeError(f"JupyterLab did not start:\n{log.read_text()[-2000:]}") from None
                time.sleep(0.5)
        else:
            raise RuntimeError(f"JupyterLab did not answer:\n{log.read_text()[-2000:]}")
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
    for _ in range(PATIENCE // 250):  # the indicator is idle before there is a kernel: to run then asks for one
        sessions = page.request.get(f"{address}/api/sessions").json()
        if any(s["path"] == name and s["kernel"]["execution_state"] == "idle" for s in sessions):
            return
        page.wait_for_timeout(250)
    raise RuntimeError(f"The kernel of {name} did not start.")


def shut_down_kernels(page: Page, address: str) -> None:
    """Ends the kernels, which otherwise live as long as JupyterLab."""
    for session in page.request.get(f"{address}/api/sessions").json():
        page.request.delete(f"{address}/api/sessions/{session['id']}")


def set_theme(page: Page, address: str, theme: str) -> None:
    """Sets JupyterLab's theme, for pages that are opened from now on."""
    url = f"{address}/lab/api/settings/{SETTINGS}:themes"
    assert page.request.put(url, data={"raw": json.dumps({"theme": theme})}).ok


def wait_until_idle(page: Page, timeout: float = PATIENCE) -> None:
    """Waits until the kernel has nothing to do."""
    page.wait_for_selector(".jp-Notebook-ExecutionIndicator[data-status=idle]", state="attached", timeout=timeout)


def run_all_cells(page: Page) -> None:
    """Chooses Run → Run All Cells, and waits until the last cell, which JupyterLab then scrolls to, has been run."""
    before = page.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt").all_inner_texts()
    page.click('.lm-MenuBar-itemLabel:text-is("Run")')
    page.click('.lm-Menu-itemLabel:text-is("Run All Cells")')
    page.wait_for_function(
        """(before) => {
            const prompts = [...document.querySelectorAll('.jp-Notebook .jp-CodeCell')].map(
                (cell) => cell.querySelector('.jp-InputPrompt')?.textContent ?? '');
            const last = prompts.at(-1) ?? '';
            return /\\[\\d+\\]:/.test(last) && !before.includes(last) && !prompts.some((prompt) => prompt.includes('*'));
        }""",
        arg=before,
        timeout=ANALYSIS,
    )
    wait_until_idle(page, ANALYSIS)


def run_last_cell(page: Page) -> Locator:
    """Runs the last cell again, by the keyboard, and gives what it prints then."""
    cell = page.locator(".jp-CodeCell").last
    prompt = cell.locator(".jp-InputPrompt")
    before = prompt.inner_text()
    cell.locator(".cm-content").click()
    page.keyboard.press("Control+Enter")
    expect(prompt).not_to_have_text(before)
    expect(prompt).to_have_text(re.compile(r"\[\d+\]:"))
    return cell.locator(".jp-OutputArea-output pre")
