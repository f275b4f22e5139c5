"""Deep links in a real Chromium: each scrolls to its passage."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from faqbot.core.records import Page
from faqbot.crawl.store.snapshots import known_sites

BENCH = Path(__file__).parents[2] / "bench" / "deep_links.py"
FILLER = "<p>Members meet on the first Monday of the month, rain or shine.</p>" * 40
MORE = "<h3>When is it open?</h3><p>From nine to five.</p><h3>Who runs it?</h3><p>The town.</p>"
FAQ = "<h3{}>What does a locker cost?</h3><p>A locker costs nine dollars a year.</p>"
ROWS = (
    "<table><tr><th>Who<th>Fee<th>Early<tr><td>Students<td>$150 a year<td>$100"
    "<tr><td>Guests<td>$15 a day<td>$10</table>"
)
PAGES = {
    "labelled rows": f"<h3>Fees</h3>{ROWS}",
    "labelled pairs": "<table><tr><th>Address<td>Oak Street 12<tr><th>Hours<td>9 to 5</table>",
    "image before the text": "<p><img alt='A red locker'> Lockers are in the hall.</p>",
    "image in the text": "<p>Lockers <img alt='red'> are in the hall of the pool.</p>",
    "spaces and line breaks": "<p>Lockers   are\n\n in \t the\nhall of  the pool.</p>",
    "no-break spaces": "<p>Our lockers &nbsp; &nbsp; are in the&nbsp;hall today.</p>",
    "preformatted": "<pre>Hall   lockers  are  blue\nand they cost nine dollars</pre>",
    "line breaks": "<p>Hall lockers<br>are blue and<br>cost nine dollars</p>",
    "curly quotes": "<p>“Don’t lose it”, we’d say: the key isn’t ours.</p>",
    "straight quotes": "<p>\"Don't lose it\", we'd say: the key isn't ours.</p>",
    "soft hyphens": "<p>Mem&shy;ber&shy;ship in&shy;cludes a lock&shy;er.</p>",
    "invisible characters": "<p>Mem\u200bber\u200bship in<wbr>cludes a locker.</p>",
    "decimal numbers": "<p>Lockers cost about 3.5 to 4.25 dollars a_week.</p>",
    "hyphens and commas": "<p>Long-term, low-cost lockers - for all - are here.</p>",
    "words of several elements": "<p>H<sub>2</sub>O <b>lock</b>ers are <i>wet</i>.</p>",
    "table of contents": "<ul><li>What does a locker cost?<li>When is it open?<li>Who runs it?</ul>"
    + FILLER + FAQ.format("") + MORE,
    "same words after": FILLER + "<h3>Hall A</h3><p>The hall is closed on Mondays.</p>" + FILLER
    + "<h3>Hall B</h3><p>The hall is closed on Mondays and on Tuesdays.</p>",
    "duplicate ids": FAQ.format(" id=q") + FILLER + "<h3 id=q>Is it open?</h3><p>At night.</p>",
    "name of a link": "<a name=q></a>" + FAQ.format("") + MORE,
    "empty element before": "<div id=q></div><hr>" + FAQ.format("") + MORE,
    "far wrapper": "<section id=q><div><div>" + FAQ.format("") + "</div></div></section>",
    "collapsed details": "<details id=q><summary>What does a locker cost?</summary>"
    "<p>A locker costs nine dollars.</p></details><details><summary>When is it open?</summary>"
    "<p>From nine to five.</p></details>",
    "text in collapsed details": "<details><summary>More</summary>"
    "<p>Lockers in the hall cost nine dollars a year.</p></details>",
    "id with letters of other scripts": FAQ.format(" id='fächer-費用'") + MORE,
    "id with a percent sign": FAQ.format(" id='100%25-%C3%A9 50%'") + MORE,
    "id with a colon and a quote": FAQ.format(' id="a:b\'c&quot;d"') + MORE,
    "Hebrew": "<div dir=rtl><h3>כמה עולה תא אישי?</h3><p>תא אישי עולה תשעה דולר לשנה.</p></div>",
    "Arabic": "<div dir=rtl><h3>كم تكلفة الخزانة؟</h3><p>تكلف الخزانة تسعة دولارات.</p></div>",
    "Chinese": "<h3>储物柜多少钱？</h3><p>储物柜每年九美元，在大厅里。</p>",
    "Japanese": "<h3>燃えるごみはいつ出せますか。</h3><p>月曜日の朝八時までに。</p>",
    "Thai": "<h3>ค่าธรรมเนียมเท่าไหร่</h3><p>ค่าธรรมเนียมเก้าดอลลาร์ต่อปีสำหรับสมาชิกทุกคน</p>",
    "hidden answer": "<button aria-controls=p>What does a locker cost?</button>"
    "<div id=p hidden>A locker costs nine dollars a year.</div>"
    "<button aria-controls=o>When is it open?</button><div id=o hidden>From nine to five.</div>",
}  # fmt: skip


@pytest.fixture(scope="module")
def bench():
    spec = spec_from_file_location("deep_links", BENCH)
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def chromium(browser, bench):
    """Return a tab that opens links and says what is wrong with them."""
    context = browser.new_context()
    yield bench.Chromium(context.new_page())
    context.close()


def test_every_link_to_the_sample_site_scrolls_to_its_passage(bench, chromium, sample_settings):
    pages = [page for site in known_sites(sample_settings.scraped_dir) for page in site.pages()]
    pages = [page for page in pages if page.content_type == "text/html"]

    # A publication is opened at its start.
    links = [link for page in pages for link in bench.links_of(page) if "#" in link.url]
    links = [link for link in links if ".pdf#" not in link.url]

    assert len(links) > 50
    assert {link.url: fault for link in links if (fault := chromium.fault(link))} == {}


@pytest.mark.parametrize("name", PAGES)
def test_a_link_scrolls_to_its_passage(bench, chromium, small_site, name):
    head = f"<!doctype html><meta charset=utf-8><title>Pool</title>{FILLER}"
    body = f"{head}<h2>Lockers</h2>{PAGES[name]}<h2>Meetings</h2>{FILLER}"
    with small_site({"/": body}) as url:
        page = Page(url, 200, "", {"content-type": "text/html"}, "", body.encode())
        links = bench.links_of(page)

        faults = {link.url: fault for link in links if (fault := chromium.fault(link))}

    assert links
    assert faults == {}


def test_a_link_that_does_not_jump_is_noticed(bench, chromium, small_site):
    body = f"{FILLER}<p>Lockers are in the hall.</p>{FILLER}"
    with small_site({"/": body}) as url:
        link = bench.Link(f"{url}#nowhere", [bench.letters_of("Lockers are in the hall")])
        assert chromium.fault(link) == "anchor, does not jump"
