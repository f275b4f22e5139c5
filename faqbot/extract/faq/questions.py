"""The elements of a page that are questions, with their answers."""

from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass

from bs4 import Tag
from bs4.element import PageElement

from faqbot.extract.faq.answers import AnswerFinder
from faqbot.extract.faq.candidates import Candidate, find_candidates
from faqbot.extract.faq.evidence import answer_signs, score
from faqbot.extract.faq.measure import Measure, element_after
from faqbot.extract.faq.page import PageSigns
from faqbot.extract.html.anchors import Anchors
from faqbot.extract.html.tree import tags, visible_text

# The start of an answer that shows whether it only refers to another place.
_MAX_START_CHARS = 400
# All that an ordinary heading of an FAQ shows.
_HEADING_SIGNS = frozenset({"statement", "heading", "alike", "faq page"})
_MIN_BOLD = 3
_MIN_OTHERS = 2
_MIN_LOOK_SHARE = 0.25


@dataclass(frozen=True)
class AnsweredQuestion:
    """The element of a question, its ancestor that the answer follows, and the answer."""

    tag: Tag
    start: Tag
    answer: list[PageElement]


def answered_questions(
    root: Tag, anchors: Anchors, url: str, toggled: Set[int]
) -> list[AnsweredQuestion]:
    """Return the questions below an element with their answers, in reading order.

    `toggled` holds the `id()` of elements that a generic button followed.
    """
    measure = Measure(root)
    page = PageSigns(root, measure, url)
    candidates = find_candidates(root, measure, page, anchors, toggled)
    _mark_subsections(candidates, measure)
    likely = _likely(candidates) or _likely(_bold_of_faq(candidates))
    _compare_looks(likely, measure)
    likely = _outermost(_likely(likely))
    repeated = _repeated_jumps(likely, page)
    answered = _answered(root, measure, likely, repeated)
    if in_panels := _in_panels(likely, answered):
        likely = [candidate for candidate in likely if id(candidate.tag) not in in_panels]
        answered = _answered(root, measure, likely, repeated)
    kept = _with_answers(likely, answered, measure)
    # What asks but has no answer of its own is part of an answer, unless it looks like a question.
    finder = AnswerFinder(root, measure, _boundaries(likely, kept, repeated))
    pairs = [
        AnsweredQuestion(candidate.tag, *found)
        for candidate in kept
        if (found := finder.find(candidate.tag))
    ]
    pairs = [pair for pair in pairs if not _is_article(pair, measure)]
    return _with_shared_answers(pairs, likely)


def _answered(
    root: Tag, measure: Measure, candidates: Sequence[Candidate], repeated: Set[int]
) -> dict[int, tuple[Tag, list[PageElement]]]:
    finder = AnswerFinder(root, measure, [candidate.tag for candidate in candidates])
    return {
        id(candidate.tag): found
        for candidate in candidates
        if id(candidate.tag) not in repeated and (found := finder.find(candidate.tag))
    }


def _in_panels(
    candidates: Sequence[Candidate], answered: Mapping[int, tuple[Tag, list[PageElement]]]
) -> set[int]:
    """Return the `id()` of the candidates in panels that start with a heading of their own.

    If other questions that look alike have an answer, such a panel is one too.
    """
    totals = Counter(candidate.look for candidate in candidates)
    with_answer = Counter(c.look for c in candidates if id(c.tag) in answered)
    looks = {id(candidate.tag): candidate.look for candidate in candidates}
    inside: set[int] = set()
    for candidate in candidates:
        look = candidate.look
        if id(candidate.tag) in answered or with_answer[look] < totals[look] / 2:
            continue
        panel = element_after(candidate.tag)
        inner = {id(tag) for tag in tags(panel)} & looks.keys() if panel is not None else set()
        if all(looks[key] != look for key in inner):
            inside |= inner
    return inside


def _boundaries(
    likely: Sequence[Candidate], kept: Sequence[Candidate], repeated: Set[int]
) -> list[Tag]:
    """Return the elements at which answers end: questions, their look-alikes and lists of links."""
    looks = {candidate.look for candidate in kept}
    return [
        candidate.tag
        for candidate in likely
        if candidate.look in looks
        or "leads away" in candidate.signs
        or id(candidate.tag) in repeated
    ]


def _likely(candidates: Sequence[Candidate]) -> list[Candidate]:
    return [candidate for candidate in candidates if score(candidate.signs) > 0]


def _bold_of_faq(candidates: Sequence[Candidate]) -> Sequence[Candidate]:
    """Return the candidates of an FAQ on which nothing is a question, its bold lines if several."""
    for candidate in candidates:
        if "faq page" in candidate.signs:
            candidate.signs["faq page"] = 1
    return candidates if len(_likely(candidates)) >= _MIN_BOLD else []


def _mark_subsections(candidates: Sequence[Candidate], measure: Measure) -> None:
    """Give a sign to the headings that only divide the answer under a heading that asks."""
    question_rank = ""
    for candidate in candidates:
        rank = _rank(candidate, measure)
        if not rank:
            continue
        if _asks(candidate):
            question_rank = rank
        elif question_rank and rank > question_rank:
            candidate.signs["below a question"] = 1
        else:
            question_rank = ""


def _compare_looks(candidates: Sequence[Candidate], measure: Measure) -> None:
    """Add the signs that only show beside the other questions of the page.

    Beside a list of questions, the few that look different are headings of ordinary sections or
    calls to action, unless they are of a lower rank: sub-questions.
    """
    counts = Counter(candidate.kind for candidate in candidates if _asks(candidate))
    if not counts:
        if len(candidates) == 1 and candidates[0].signs.keys() <= _HEADING_SIGNS:
            candidates[0].signs["stray"] = 1
        return
    common, most = counts.most_common(1)[0]
    rank = max(_rank(candidate, measure) for candidate in candidates if candidate.kind == common)
    for candidate in candidates:
        is_rare = counts[candidate.kind] < _MIN_LOOK_SHARE * most
        is_lower = rank and _asks(candidate) and _rank(candidate, measure) > rank
        if is_rare and not is_lower:
            candidate.signs["stray"] = 1


def _asks(candidate: Candidate) -> bool:
    return "mark" in candidate.signs or "prefix" in candidate.signs


def _rank(candidate: Candidate, measure: Measure) -> str:
    """Return the name of the heading that a candidate is or holds, or ""."""
    return next((heading.name for heading in measure.headings(candidate.tag)), "")


def _outermost(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates that are not part of another.

    An element that does not ask, around one that does, holds more than the question.
    """
    asking = [candidate for candidate in candidates if "mark" in candidate.signs]
    around = {id(parent) for candidate in asking for parent in candidate.tag.parents}
    inner: set[int] = set()
    kept = []
    for candidate in candidates:
        if "mark" not in candidate.signs and id(candidate.tag) in around:
            continue
        if id(candidate.tag) not in inner:
            kept.append(candidate)
            inner.update(map(id, tags(candidate.tag)))
    return kept


def _repeated_jumps(candidates: Sequence[Candidate], page: PageSigns) -> set[int]:
    """Return the `id()` of the entries of a contents list."""
    return {
        id(candidate.tag)
        for candidate in candidates
        if any(id(part) in page.jumps for part in (candidate.tag, *tags(candidate.tag)))
    }


def _with_answers(
    candidates: Sequence[Candidate],
    answered: dict[int, tuple[Tag, list[PageElement]]],
    measure: Measure,
) -> list[Candidate]:
    """Return the candidates that are questions in the light of their answers too."""
    totals = Counter(candidate.look for candidate in candidates)
    with_answer = Counter(
        candidate.look for candidate in candidates if id(candidate.tag) in answered
    )
    kept = []
    for candidate in candidates:
        if id(candidate.tag) not in answered:
            continue
        _, answer = answered[id(candidate.tag)]
        others = totals[candidate.look] - 1
        missing = totals[candidate.look] - with_answer[candidate.look]
        share = missing / (others + 1)
        signs = candidate.signs | {"unanswered alike": share}
        if others >= _MIN_OTHERS and missing == others:
            signs["list without answers"] = 1
        if "leads away" in signs:
            signs["list of links"] = share
        signs |= _signs_of(answer, measure)
        if score(signs) > 0:
            kept.append(candidate)
    return kept


def _signs_of(answer: Sequence[PageElement], measure: Measure) -> dict[str, float]:
    chars = sum(map(measure.chars, answer))
    links = sum(map(measure.link_chars, answer))
    text = " ".join(filter(None, map(measure.text, answer)))
    return answer_signs(text[:_MAX_START_CHARS], link_share=links / max(1, chars))


def _is_article(pair: AnsweredQuestion, measure: Measure) -> bool:
    """Return whether a "question" is the title of an article with sections of its own."""
    if not any(heading.name == "h1" for heading in measure.headings(pair.tag)):
        return False
    if sum(map(measure.heading_count, pair.answer)) > 1:
        return True
    first = next(iter(measure.headings(pair.answer[0])), None)
    return first is not None and not measure.chars_before(pair.answer[0], first)


def _with_shared_answers(
    pairs: list[AnsweredQuestion], likely: Sequence[Candidate]
) -> list[AnsweredQuestion]:
    """Return the pairs, with those of terms that stand above another term of the same answer."""
    by_start = {id(pair.start): pair for pair in pairs}
    shared: dict[int, AnsweredQuestion] = {id(pair.tag): pair for pair in pairs}
    for candidate in reversed(likely):
        tag = candidate.tag
        if tag.name != "dt" or id(tag) in shared:
            continue
        after = element_after(tag)
        if after is not None and after.name == "dt" and id(after) in by_start:
            below = by_start[id(after)]
            shared[id(tag)] = by_start[id(tag)] = AnsweredQuestion(tag, tag, below.answer)
    order = {id(candidate.tag): at for at, candidate in enumerate(likely)}
    return sorted(shared.values(), key=lambda pair: order[id(pair.tag)])


def empty_link_before(tag: Tag) -> Tag | None:
    """Return the empty link right before an element, which old pages use as an anchor."""
    before = tag.find_previous_sibling()
    is_link = isinstance(before, Tag) and before.name == "a" and not visible_text(before)
    return before if is_link and isinstance(before, Tag) else None


def name_and_class(tag: Tag | None) -> tuple[str, ...]:
    """Return the name of an element and its classes in order; () for no element."""
    return () if tag is None else (tag.name, *sorted(map(str, tag.get("class") or ())))
