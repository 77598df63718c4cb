"""Take the pictures of the desk for the README, with Chromium: ``make docs``, or ``python docs/screenshots.py RECORD``.

Where there is no Chromium, or Playwright is not installed, the pictures stay as they are.
"""

from __future__ import annotations

import os
import shutil
import socket
import sys
import threading
import time
from pathlib import Path

from pourparler.project import Project
from pourparler.settings import Settings
from pourparler.views.desk import create_app

OUT = Path(__file__).parent / "pictures"
SIZE = {"width": 1240, "height": 780}
NAMES = ("chromium", "chromium-browser", "google-chrome")
SHOTS = {"situation": ("/?since=2018-05-01&as_of=2018-06-12", "light"), "overture": ("/overtures/{longest}", "dark")}
"""Name, address and colours of each picture; ``{longest}`` is the overture with the longest story."""


def main(record: str) -> int:
    """Write the pictures of a record."""
    chromium = os.environ.get("POURPARLER_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        chromium = None
    if chromium is None:
        print("no Chromium here: the pictures of the desk stay as they are", file=sys.stderr)
        return 0
    import uvicorn

    with Project(Settings(record=record)) as project, socket.socket() as listening, sync_playwright() as driver:
        longest = max(project.overtures(), key=lambda o: len(o.history)).id
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(project), log_level="error"))
        threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
        while not server.started:
            time.sleep(0.05)
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for name, (path, scheme) in SHOTS.items():
            page = browser.new_page(viewport=SIZE, color_scheme=scheme)
            page.goto(f"http://localhost:{listening.getsockname()[1]}{path.format(longest=longest)}")
            page.screenshot(path=OUT / f"desk-{name}.png")
        browser.close()
        server.should_exit = True
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
