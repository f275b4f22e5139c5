"""A build that reuses the one before is the same as one made from nothing."""

from collections import defaultdict
from random import Random
from types import SimpleNamespace

import pytest

from faqbot.core.errors import BuildError
from faqbot.search.analysis.passages import PassageTerms
from faqbot.search.inverted.build import InvertedWriter
from faqbot.search.inverted.index import InvertedIndex
from faqbot.search.query.function_words import FunctionTerms


def passage(text, language="en", question=""):
    asked = question.split()
    return PassageTerms(language, [asked, text.split()], asked)


def random_passages(random, count):
    return [
        passage(
            " ".join(f"t{int(80 ** random.random())}" for _ in range(random.randint(0, 30))),
            random.choice(("en", "es")),
            random.choice(("", "t1 t2", "the t3")),
        )
        for _ in range(count)
    ]


BUILT = {}


def build(passages, folder, previous=None):
    """Write these passages; what the previous build has is kept, each of its rows once."""
    old_rows = defaultdict(list)
    for old_row, each in enumerate(BUILT.get(previous, ())):
        old_rows[repr(each)].append(old_row)
    folder.mkdir()
    functional = FunctionTerms(frozenset({"the"}), frozenset())
    writer = InvertedWriter(folder, previous, functional=lambda _: functional)
    for each in passages:
        analysed = SimpleNamespace(terms=each)
        left = old_rows[repr(each)]
        writer.add(analysed, left.pop() if left else None)
    writer.finish()
    BUILT[folder] = passages


def contents(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def shuffled(passages):
    return Random(5).sample(passages, len(passages))


CHANGES = {
    "nothing": lambda old, new: old,
    "one removed": lambda old, new: [*old[:50], *old[51:]],
    "one added in between": lambda old, new: [*old[:50], new[0], *old[50:]],
    "some replaced": lambda old, new: [*old[:50], *new[:20], *old[70:]],
    "another order": lambda old, new: shuffled(old),
    "another order and some replaced": lambda old, new: shuffled([*old[20:], *new[:9]]),
    "each twice": lambda old, new: [*old, *old],
    "one language left": lambda old, new: [each for each in old if each.language == "es"],
    "a language more": lambda old, new: [*old, passage("mot", "fr"), passage("Wort", "de")],
    "all replaced": lambda old, new: new,
    "none left": lambda old, new: [],
}


@pytest.mark.parametrize("kind", CHANGES)
def test_a_build_that_reuses_another_is_the_same_as_a_full_one(kind, tmp_path):
    old, new = random_passages(Random(1), 200), random_passages(Random(2), 60)
    changed = CHANGES[kind](old, new)
    build(old, tmp_path / "old")
    build(changed, tmp_path / "reusing", tmp_path / "old")
    build(changed, tmp_path / "full")
    assert contents(tmp_path / "reusing") == contents(tmp_path / "full")


def test_a_build_after_an_empty_one_is_a_full_one(tmp_path):
    passages = random_passages(Random(1), 20)
    build([], tmp_path / "old")
    build(passages, tmp_path / "reusing", tmp_path / "old")
    build(passages, tmp_path / "full")
    assert contents(tmp_path / "reusing") == contents(tmp_path / "full")


def test_a_damaged_build_cannot_be_taken_over(tmp_path):
    build([passage("hall 1"), passage("hall 2")], tmp_path / "old")
    (tmp_path / "old" / "tf_all.u16").write_bytes(b"")
    with pytest.raises(BuildError, match="run `faqbot index`"):
        InvertedWriter(tmp_path, tmp_path / "old")


def test_many_chunks_give_the_same_postings_as_one(tmp_path):
    passages = [passage("hall pool " * 3000), passage("pool hall " * 3000)] * 50
    build(passages, tmp_path / "build")
    opened = InvertedIndex(tmp_path / "build")
    rows, _ = opened.top({"en:hall pool": 1.0}, 1000)
    assert sorted(rows.tolist()) == list(range(100))


def test_pairs_never_cross_from_one_field_to_the_next(tmp_path):
    build([PassageTerms("en", [["open", "hall"], ["pool", "gym"]])], tmp_path / "build")
    opened = InvertedIndex(tmp_path / "build")
    keys = ["en:open hall", "en:hall pool", "en:pool gym"]
    assert opened.frequencies(keys) == [1, 0, 1]
