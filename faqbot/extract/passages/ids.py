"""Ids of passages that stay the same when a page is edited or reordered."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

from faqbot.core.records import PassageKind
from faqbot.core.text.hashing import fingerprint
from faqbot.core.text.words import fold, word_texts


@dataclass(frozen=True)
class Draft:
    """A passage before it has an id."""

    kind: PassageKind
    text: str
    question: str = ""
    heading_path: tuple[str, ...] = ()
    anchor: str = ""
    html: str = ""


def stable_ids(document_id: str, drafts: Sequence[Draft]) -> list[str]:
    """Return an id for each passage of a document, in order.

    An id is made from the passage's name: its anchor, else its question, else its heading path. A
    name that no other passage has is enough, whatever becomes of the text. Where several share
    a name, the first has the plain name, because a link to the name shows it; the others add their
    question or a checksum of their text that most edits leave alone. So ids survive new passages
    under the same heading, except that one inserted before the first takes over its id.
    """
    counts = Counter(map(_name, drafts))
    taken: dict[str, set[int]] = {}
    ids = []
    for draft in drafts:
        name = _name(draft)
        parts = [document_id, name]
        if counts[name] > 1:
            checksums = taken.setdefault(name, set())
            checksum = _checksum(draft, checksums)
            parts += [str(checksum)] if checksums else []
            checksums.add(checksum)
        ids.append(fingerprint(*parts))
    return ids


def _name(draft: Draft) -> str:
    names = [draft.anchor, fold(draft.question), "\n".join(draft.heading_path)]
    # A page of a PDF holds many questions, so its anchor names none of them.
    if draft.anchor.startswith("page="):
        names.sort(key=draft.anchor.__eq__)
    return next(filter(None, names), "")


def _checksum(draft: Draft, taken: set[int]) -> int:
    """Return a number, not among the `taken` ones, that distinguishes passages with one name.

    It is the checksum of the question, else the smallest checksum of any pair of neighbouring
    words: an edit of one word in a hundred changes it in one case of fifty.
    Source: min-wise hashing, Broder, On the resemblance and containment of documents, 1997.
    """
    question = crc32(fold(draft.question).encode()) if draft.question else None
    if question is not None and question not in taken:
        return question
    tokens = word_texts(fold(draft.text))
    pairs = zip(["", *tokens], tokens, strict=False)
    checksums = (crc32(" ".join(pair).encode()) for pair in pairs)
    fallback = (1 << 32) + len(taken)  # above every CRC-32, so it never collides with one
    return min((checksum for checksum in checksums if checksum not in taken), default=fallback)
