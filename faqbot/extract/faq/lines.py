"""Wraps questions that are only a line of an element, as on old pages, in elements of their own.

The question finder looks at elements; `<li>Who may join?<br>Everybody.</li>` has none around the
question.
"""

import re
from collections.abc import Iterator
from itertools import islice

from bs4 import Tag
from bs4.element import NavigableString, PageElement

from faqbot.core.languages.registry import LANGUAGES
from faqbot.core.text.unicode import squeeze
from faqbot.extract.faq.wording import MARKS, STOP, is_question_line
from faqbot.extract.html.tree import CELLS, INLINE, relink, tags, visible_text

# The question of "Q: Who? A: All." on one line.
_QUESTION_AND_ANSWER = (
    rf"\s*{{question_prefixes}}\s?\d*\s?{STOP}\s.{{5,300}}?\S"
    rf"(?=\s{{answer_prefixes}}\s?\d*\s?{STOP}\s)"
)
_ANSWER_LABEL = rf"{{answer_prefixes}}\s?\d*\s?{STOP}"
_MAX_LABEL_CHARS = 30


def wrap_questions(root: Tag) -> None:
    """Wrap a span around each line that starts with "Q:", or asks and starts a paragraph."""
    holders = [tag for tag in (root, *tags(root)) if _has_lines(tag)]
    for tag in holders:
        tag.contents = list(_wrapped(_split_answers(tag.contents)))
    if holders:
        relink(root)


def _has_lines(tag: Tag) -> bool:
    """Return whether the element itself holds several lines, or a label such as "A:"."""
    return (tag.name not in INLINE or tag.name in CELLS) and any(
        node.name == "br" or _is_answer_label(node)
        if isinstance(node, Tag)
        else str(node).rstrip().endswith(MARKS) or bool(_question_and_answer(node))
        for node in tag.contents
    )


def _is_answer_label(node: PageElement) -> bool:
    if not isinstance(node, Tag) or node.name not in INLINE:
        return False
    # Elements around elements around text: none of them reads all of it again.
    start = "".join(islice(node.stripped_strings, _MAX_LABEL_CHARS + 1))
    label = LANGUAGES.pattern(_ANSWER_LABEL)
    return len(start) <= _MAX_LABEL_CHARS and bool(label.fullmatch(visible_text(node)))


def _question_and_answer(text: PageElement) -> re.Match[str] | None:
    return LANGUAGES.pattern(_QUESTION_AND_ANSWER).match(str(text))


def _split_answers(nodes: list[PageElement]) -> Iterator[PageElement]:
    """Yield the nodes with a line break between a question and an answer on one line."""
    for node in nodes:
        if _is_answer_label(node):
            yield Tag(name="br")
        if isinstance(node, Tag) or not (both := _question_and_answer(node)):
            yield node
            continue
        yield NavigableString(both.group())
        yield Tag(name="br")
        yield NavigableString(str(node)[both.end() :])


def _wrapped(nodes: Iterator[PageElement]) -> Iterator[PageElement]:
    line: list[PageElement] = []
    starts_paragraph = True
    follows_question = False
    for node in nodes:
        if not isinstance(node, Tag) or node.name in INLINE:
            line.append(node)
            continue
        has_text = any(map(visible_text, line))
        is_question = has_text and _asks(
            line, starts_paragraph=starts_paragraph or follows_question
        )
        if is_question:
            span = Tag(name="span")
            span.contents = line
            yield span
        else:
            yield from line
        starts_paragraph = node.name != "br" or not has_text
        # One question right below another belongs to the same list of questions.
        follows_question = is_question
        line = []
        yield node
    yield from line


def _asks(line: list[PageElement], *, starts_paragraph: bool) -> bool:
    visible = [node for node in line if visible_text(node)]
    if len(visible) == 1 and isinstance(visible[0], Tag):
        return False
    text = squeeze(" ".join(map(visible_text, visible)))
    return is_question_line(text, starts_paragraph=starts_paragraph)
