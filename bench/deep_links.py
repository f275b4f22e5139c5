"""Deep links into manuals, opened in Chromium: those that scroll to their passage.

    python bench/deep_links.py DATA

DATA is the folder that holds `manuals/`, one folder of HTML pages for each manual. Serves them on a
loopback port, extracts every page and opens at most 400 links of each manual, spread evenly. A
blank space is put above each page, so that a link that does not jump shows nothing. Prints links
opened, links that scroll right and the failures by kind; fails below a share of 0.97.
"""

import re
import shutil
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple
from urllib.parse import quote

from playwright.sync_api import Page as Tab
from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from playwright.sync_api import sync_playwright

from faqbot.core.errors import ExtractionError
from faqbot.core.records import Page, Passage
from faqbot.extract.documents import read_document
from faqbot.search.results.deep_link import deep_link

FLOOR = 0.97
MAX_LINKS = 400
MAX_SHOWN = 5  # failures printed per manual
VIEW = {"width": 900, "height": 600}
WAIT_MS = 1_000
# Constructed style sheets apply from the first layout on, before the browser jumps.
BLANK_ABOVE = """
  const blank = new CSSStyleSheet();
  blank.replaceSync(
    "html { padding: 5000px 0 !important; scroll-behavior: auto !important; height: auto }"
  );
  document.adoptedStyleSheets = [blank];
"""
# The letters and digits that the screen shows, and those that a scroll could bring to it.
SCREEN = r"""
  window.lettersOf = (isShown) => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    let letters = "";
    while (walker.nextNode()) {
      if (!/\S/.test(walker.currentNode.data)) continue;
      range.selectNodeContents(walker.currentNode);
      if ([...range.getClientRects()].some(isShown)) letters += walker.currentNode.data;
    }
    return letters.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  };
  window.hasJumped = () => scrollY > 0;
  window.onScreen = () => lettersOf(
    (box) => box.width && box.height && box.bottom > 0 && box.top < innerHeight
  );
  window.anywhere = () => lettersOf((box) => box.width && box.height);
"""
IS_SHOWN = "(runs) => { const shown = onScreen(); return runs.some((run) => shown.includes(run)); }"
_RUN_WORDS = 3
_MAX_LINES = 5
_NO_LETTERS = re.compile(r"[\W_]")


class Link(NamedTuple):
    """A deep link, and what the browser must show: one of `runs` of letters and digits."""

    url: str
    runs: list[str]

    @property
    def kind(self) -> str:
        """Return what the link jumps to: "words", or "anchor"."""
        return "words" if ":~:" in self.url else "anchor"


class Chromium:
    """One tab that opens links and says what is wrong with them."""

    def __init__(self, tab: Tab) -> None:
        self._tab = tab
        tab.set_default_timeout(WAIT_MS)
        tab.set_viewport_size(VIEW)
        tab.add_init_script(BLANK_ABOVE + SCREEN)

    def fault(self, link: Link) -> str:
        """Return what is wrong with a link, or "" if it scrolls to its passage."""
        # A page that is already open is not loaded again: the tab only jumps.
        self._tab.evaluate("scrollTo(0, 0)")
        self._tab.goto(link.url, timeout=30_000)
        try:
            self._tab.wait_for_function(IS_SHOWN, arg=link.runs)
        except PlaywrightTimeoutError:
            return self._kind_of_fault(link)
        return ""

    def _kind_of_fault(self, link: Link) -> str:
        anywhere = self._tab.evaluate("anywhere()")
        if not any(run in anywhere for run in link.runs):
            return f"{link.kind}, passage not displayed"
        has_jumped = self._tab.evaluate("hasJumped()")
        return f"{link.kind}, jumps elsewhere" if has_jumped else f"{link.kind}, does not jump"


def links_of(page: Page) -> list[Link]:
    """Return the deep links of a page's passages, each once; [] if it yields nothing."""
    try:
        document = read_document(page)
    except ExtractionError:
        return []
    links: dict[str, Link] = {}
    for passage in document.passages:
        url = deep_link(document.url, passage)
        links.setdefault(url, Link(url, runs_of(passage)))
    return list(links.values())


def runs_of(passage: Passage) -> list[str]:
    """Return runs of letters of which the screen must show one, after a jump to the passage.

    The question or the heading that has the anchor, else words of the first lines: labels and
    bullets of a line stand elsewhere on the page, or nowhere.
    """
    if passage.question:
        return [letters_of(passage.question)]
    lines = passage.text.split("\n")[:_MAX_LINES]
    if passage.anchor:
        lines += passage.heading_path
    return list(dict.fromkeys(run for line in lines for run in _runs(line) if run))


def _runs(line: str) -> Iterator[str]:
    words = line.split()
    for start in range(max(1, len(words) - _RUN_WORDS + 1)):
        yield letters_of("".join(words[start : start + _RUN_WORDS]))


def letters_of(text: str) -> str:
    """Return the letters and digits of a text in lower case, as SCREEN reads them."""
    return _NO_LETTERS.sub("", unicodedata.normalize("NFKC", text).lower())


def pages_of(folder: Path, origin: str) -> Iterator[Page]:
    """Yield the HTML pages of a folder, without symbolic links to others."""
    for path in sorted(path for path in folder.rglob("*.htm*") if path.suffix in (".htm", ".html")):
        if path.is_file() and not path.is_symlink():
            url = origin + quote(path.relative_to(folder).as_posix())
            yield Page(url, 200, "", {"content-type": "text/html"}, "", path.read_bytes())


class Files(SimpleHTTPRequestHandler):
    """Serves a folder and logs no requests."""

    def log_message(self, *_: object) -> None:
        """Log nothing."""


def measure(manual: Path, chromium: Chromium) -> Counter[str]:
    """Open the links of a manual and print a line; return their faults, "" for the right ones."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Files, directory=str(manual)))
    Thread(target=server.serve_forever, daemon=True).start()
    origin = f"http://127.0.0.1:{server.server_port}/"
    links = [link for page in pages_of(manual, origin) for link in links_of(page)]
    step = max(1, -(-len(links) // MAX_LINKS))
    faults: Counter[str] = Counter()
    failed: list[str] = []
    for link in links[::step]:
        fault = chromium.fault(link)
        faults[fault] += 1
        if fault:
            failed.append(f"  {fault}: {link.url.removeprefix(origin)}")
    server.shutdown()
    server.server_close()
    print(line_of(manual.name, faults))
    print(*failed[:MAX_SHOWN], sep="\n", end="\n" if failed else "")
    return faults


def line_of(name: str, faults: Counter[str]) -> str:
    opened = faults.total()
    return f"{name:<24}{opened:6} opened{faults['']:6} right{share(faults):8.3f}"


def share(faults: Counter[str]) -> float:
    """Return the share of links that scroll right."""
    return faults[""] / max(1, faults.total())


def main(data: Path) -> int:
    """Measure all manuals; return 1 if the share of right links is below the floor."""
    executable = shutil.which("chromium") or shutil.which("chromium-browser")
    if executable is None:
        print("Chromium is missing: sudo apt-get install chromium")
        return 1
    total: Counter[str] = Counter()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=executable, args=["--no-sandbox"])
        chromium = Chromium(browser.new_page())
        for manual in sorted(filter(Path.is_dir, (data / "manuals").iterdir())):
            total += measure(manual, chromium)
        browser.close()
    print(line_of("all", total))
    for fault, count in total.most_common():
        if fault:
            print(f"  {count:4} {fault}")
    if share(total) < FLOOR:
        print(f"below the floor: {share(total):.3f} of links scroll right, not {FLOOR}")
    return int(share(total) < FLOOR)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
