"""Typeset the PDFs of the sample site from the Markdown files beside this script.

    python tests/sample_pdfs/make_pdfs.py [FOLDER]

writes them to FOLDER, by default to the sample site. The same text gives
the same bytes as long as the versions of reportlab and Pillow are the same.
"""

import os
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.pagesizes import LETTER
from reportlab.lib.styles import ParagraphStyle, getSampleStyleSheet
from reportlab.lib.units import inch
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Flowable, Frame, PageTemplate, Paragraph, Spacer

HERE = Path(__file__).parent
SITE_FILES = HERE.parents[1] / "faqbot" / "sample_site" / "pages" / "files"
SCANS = {"founding-memo-1998"}
TWO_COLUMNS = {"attendance-brief"}
MARGIN = 0.9 * inch


@dataclass(frozen=True)
class Source:
    """A Markdown file: what its first lines state, and its text."""

    name: str
    title: str
    author: str
    date: str
    text: str


def read_source(path: Path) -> Source:
    """Return the parts of a file that starts with title, author and date between two `---`."""
    _, stated, text = path.read_text(encoding="utf-8").split("---\n", 2)
    fields = dict(line.split(": ", 1) for line in stated.strip().splitlines())
    title = fields["title"].strip('"')
    return Source(path.stem, title, fields["author"].strip('"'), fields["date"], text.strip())


def paragraphs(text: str) -> Iterator[tuple[str, str]]:
    """Yield (style, text): Heading1 to Heading3, Bullet or Normal."""
    for part in text.split("\n\n"):
        lines = part.strip().splitlines()
        if lines and lines[0].startswith("#"):
            marks, heading = lines.pop(0).split(" ", 1)
            yield f"Heading{len(marks)}", heading
        while lines:
            bullet = lines[0].startswith("- ")
            item = [lines.pop(0).removeprefix("- ")]
            while lines and not (bullet and lines[0].startswith("- ")):
                item.append(lines.pop(0).strip())
            yield "Bullet" if bullet else "Normal", " ".join(item)


def typeset(source: Source, target: Path) -> None:
    """Write a PDF with real text, a running head and page numbers."""
    styles = getSampleStyleSheet()
    normal = ParagraphStyle(
        "Body", parent=styles["Normal"], fontSize=10.5, leading=14, spaceAfter=7
    )
    looks = {"Normal": normal, "Bullet": ParagraphStyle("Item", parent=normal, leftIndent=14)}
    story: list[Flowable] = []
    for style, text in paragraphs(source.text):
        bullet = "&bull; " if style == "Bullet" else ""
        story.append(Paragraph(bullet + text, looks.get(style) or styles[style]))
    story.append(Spacer(1, 12))

    def head_and_foot(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont("Helvetica", 8)
        canvas.drawString(MARGIN, LETTER[1] - 0.5 * inch, f"Open Doors Alliance | {source.title}")
        canvas.drawRightString(LETTER[0] - MARGIN, 0.5 * inch, f"Page {document.page}")

    document = BaseDocTemplate(
        str(target), pagesize=LETTER, title=source.title, author=source.author, invariant=1
    )
    columns = 2 if source.name in TWO_COLUMNS else 1
    gap = 0.3 * inch
    width = (LETTER[0] - 2 * MARGIN - gap * (columns - 1)) / columns
    frames = [
        Frame(MARGIN + column * (width + gap), MARGIN, width, LETTER[1] - 2 * MARGIN)
        for column in range(columns)
    ]
    document.addPageTemplates(PageTemplate(frames=frames, onPage=head_and_foot))
    document.build(story)


def scan(source: Source, target: Path) -> None:
    """Write a PDF whose only page is a picture of the text, slightly askew, as scanners make it."""
    page = Image.new("L", (1000, 1294), 246)
    draw = ImageDraw.Draw(page)
    font = ImageFont.load_default(17)
    y = 110
    for style, text in paragraphs(source.text):
        for line in _wrap(text, draw, font, 780):
            draw.text((110, y), line, font=font, fill=35)
            y += 25
        y += 28 if style.startswith("Heading") else 14
    picture = BytesIO()
    page.rotate(0.7, fillcolor=246).save(picture, "PNG", optimize=True)
    canvas = Canvas(str(target), pagesize=LETTER, invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, *LETTER)
    canvas.save()


def _wrap(
    text: str, draw: ImageDraw.ImageDraw, font: ImageFont.FreeTypeFont, width: int
) -> list[str]:
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if draw.textlength(longer, font=font) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def main(folder: Path) -> None:
    """Write every PDF into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(HERE.glob("*.md")):
        source = read_source(path)
        target = folder / f"{source.name}.pdf"
        # reportlab stamps the file with this time instead of now.
        made = datetime.fromisoformat(source.date).replace(tzinfo=UTC)
        os.environ["SOURCE_DATE_EPOCH"] = str(int(made.timestamp()))
        (scan if source.name in SCANS else typeset)(source, target)
        print(f"{target.name}: {target.stat().st_size // 1024} KB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else SITE_FILES)
