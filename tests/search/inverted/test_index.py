"""Top passages, checked against a scorer of dicts and floats, and against Whoosh's own BM25F."""

import json
from collections import Counter, defaultdict
from concurrent.futures import ThreadPoolExecutor
from itertools import chain, pairwise
from math import log
from random import Random
from types import SimpleNamespace

import numpy as np
import pytest
from whoosh import fields, index, query, scoring
from whoosh.analysis import SpaceSeparatedTokenizer
from whoosh.util.numeric import byte_to_length, length_to_byte

from faqbot.core.errors import BuildError
from faqbot.search.analysis.passages import PassageTerms
from faqbot.search.inverted import build, maxscore
from faqbot.search.inverted.build import InvertedWriter
from faqbot.search.inverted.files import open_files
from faqbot.search.inverted.index import InvertedIndex
from faqbot.search.inverted.keys import pair_key, term_key
from faqbot.search.query.function_words import FunctionTerms

NONE: frozenset[str] = frozenset()
FUNCTIONAL = defaultdict(
    lambda: FunctionTerms(NONE, NONE),
    en=FunctionTerms(frozenset({"the", "a1"}), frozenset({"a1"}), frozenset({"t2"})),
    es=FunctionTerms(frozenset({"la"}), NONE),
)


def compiled(passages, folder):
    folder.mkdir(exist_ok=True)
    writer = InvertedWriter(folder, functional=lambda name: FUNCTIONAL[name])
    for passage in passages:
        writer.add(SimpleNamespace(terms=passage))
    writer.finish()
    return InvertedIndex(folder)


def both_ways(folder):
    """Return the index in a folder as small and as large ones are searched."""
    return {"exhaustive": InvertedIndex(folder), "MaxScore": InvertedIndex(folder, 0)}


@pytest.fixture
def small_batches(monkeypatch):
    """Make searches in small indexes take the steps that they take in large ones."""
    monkeypatch.setattr(maxscore, "_FIRST_POSTINGS", 30)
    monkeypatch.setattr(maxscore, "_BATCH_POSTINGS", 20)
    monkeypatch.setattr(maxscore, "_MAX_UNPRUNED", 4)


def sat(tf, length, mean):
    return tf * (1.2 + 1) / (tf + 1.2 * (1 - 0.75 + 0.75 * length / mean))


def in_units(impacts, folder):
    """Return impacts as whole numbers of the unit that an index has, and the unit."""
    unit = open_files(folder).unit
    return {
        key: {row: max(round(impact / unit), 1) for row, impact in found.items()}
        for key, found in impacts.items()
    }, unit


def plain_impacts(passages) -> dict[str, dict[int, float]]:
    """Return key -> row -> impact, as the formulas say it, in the plainest way."""
    impacts: dict[str, dict[int, float]] = {}
    for language in {passage.language for passage in passages}:
        rows = {n: each for n, each in enumerate(passages) if each.language == language}
        said = {n: Counter(chain(*each.fields)) for n, each in rows.items()}
        own = {n: Counter(each.question) for n, each in rows.items() if each.question}
        wordings = {n: [*each.question, *each.aliases] for n, each in rows.items()}
        asked = {n: Counter(found) for n, found in wordings.items() if found}
        pairs = {n: Counter(chain(*map(pairwise, each.fields))) for n, each in rows.items()}
        total = len(rows)
        mean = {
            name: (sum(c.total() for c in counts.values()) / max(1, len(counts)) or 1)
            for name, counts in (("said", said), ("asked", asked), ("own", own), ("pairs", pairs))
        }
        question_count = sum(not rows[row].is_heading for row in asked)
        weight = {
            row: 0.4 if rows[row].is_heading else 1 + 2 * (question_count / total) ** 2
            for row in asked
        }

        def idf(n, total=total):
            return log(1 + (total - n + 0.5) / (n + 0.5))

        for term in set(chain(*said.values(), *asked.values())):
            none = Counter()
            n = sum(term in said[row] or term in asked.get(row, none) for row in rows)
            if asked and term in FUNCTIONAL[language].common:
                share = total / len(asked)
                n = max(n, share * sum(term in each for each in asked.values()))
            scored = {}
            for row in rows:
                tf, tf_asked = said[row][term], asked.get(row, none)[term]
                if tf or tf_asked:
                    is_common = term in FUNCTIONAL[language].common
                    of_question = 1.5 if term in FUNCTIONAL[language].asking else 0.5
                    is_half = is_common or term in FUNCTIONAL[language].framing
                    gain = sat(tf, said[row].total(), mean["said"]) * (0.5 if is_half else 1)
                    if tf_asked:
                        best = sat(tf_asked, asked[row].total(), mean["asked"])
                        if tf_own := own.get(row, none)[term]:
                            best = max(best, sat(tf_own, own[row].total(), mean["own"]))
                        gain += (of_question if is_half else 1) * weight[row] * best
                    rarity = idf(n) if is_common else max(idf(n), 1.0)
                    scored[row] = gain * rarity
            impacts[term_key(language, term)] = scored
        for pair in set(chain(*pairs.values())):
            n = sum(pair in each for each in pairs.values())
            impacts[pair_key(language, *pair)] = {
                row: sat(each[pair], each.total(), mean["pairs"]) * (idf(n) * 0.2)
                for row, each in pairs.items()
                if pair in each
            }
    return impacts


def plain_top(impacts, unit, wanted, limit, allowed=None):
    scores: dict[int, float] = {}
    for key, weight in wanted.items():
        for row, impact in impacts.get(key, {}).items():
            if weight > 0 and (allowed is None or allowed[row]):
                scores[row] = scores.get(row, 0.0) + weight * impact
    best = sorted(scores.items(), key=lambda item: (-item[1], item[0]))[: max(0, limit)]
    return [row for row, _ in best], [score * unit for _, score in best]


def random_terms(random, most, vocabulary):
    # Low numbers are frequent, as words are.
    return [
        random.choice(("the", "la", "a1"))
        if random.random() < 0.2
        else f"t{int(vocabulary ** random.random())}"
        for _ in range(random.randint(0, most))
    ]


def random_passage(random, vocabulary):
    question = random_terms(random, 5, vocabulary) if random.random() < 0.6 else []
    rest = [random_terms(random, random.choice((3, 12, 30)), vocabulary) for _ in range(2)]
    language = random.choice(("en", "en", "es"))
    is_heading = bool(question) and random.random() < 0.3
    others = random_terms(random, 20, vocabulary) if random.random() < 0.3 else []
    return PassageTerms(language, [question, *rest], question, others, is_heading)


def random_passages(seed):
    random = Random(seed)
    vocabulary = random.choice((3, 30, 300))
    # A small choice of passages gives many ties.
    choice = [random_passage(random, vocabulary) for _ in range(random.choice((5, 40, 300)))]
    # Every eighth corpus has long lists, which are not always added up.
    sizes = (6000,) if seed % 8 == 7 else (1, 20, 200, 600)
    return [random.choice(choice) for _ in range(random.choice(sizes))]


def random_wanted(random, impacts):
    keys = list(impacts)
    weights = random.choice(((1,), (1, 0.5, 0.25, 3 / 256), (1, 4095)))
    wanted = {
        random.choice(keys): random.choice(weights)
        for _ in range(random.choice((1, 3, 10, 60)))
        if keys
    }
    unknown = {"en:nowhere": 1.0, "en:no where": 1.0, "xx:t1": 1.0}
    return wanted | unknown | ({} if len(weights) == 1 else {"en:t1": 0.0})


@pytest.mark.parametrize("seed", range(40))
def test_the_best_passages_are_those_of_a_plain_scorer(seed, tmp_path):
    check_the_best_passages(seed, tmp_path)


@pytest.mark.parametrize("seed", range(100, 140))
def test_the_best_passages_are_found_in_small_batches(seed, tmp_path, small_batches):
    check_the_best_passages(seed, tmp_path)


def check_the_best_passages(seed, tmp_path):
    random = Random(seed)
    passages = random_passages(seed)
    compiled(passages, tmp_path / "build")
    expected, unit = in_units(plain_impacts(passages), tmp_path / "build")
    ways = both_ways(tmp_path / "build")
    for _ in range(60):
        wanted = random_wanted(random, expected)
        limit = random.choice((0, 1, 2, 10, 200, 10_000))
        allowed = random.choice((None, np.array([random.random() < 0.5 for _ in passages])))
        best = plain_top(expected, unit, wanted, limit, allowed)
        for way, impacts in ways.items():
            rows, scores = impacts.top(wanted, limit, allowed)
            assert (way, (rows.tolist(), scores.tolist())) == (way, best)


def test_long_questions_are_answered_like_short_ones(tmp_path):
    passages = random_passages(7)
    compiled(passages, tmp_path / "build")
    expected, unit = in_units(plain_impacts(passages), tmp_path / "build")
    wanted = dict.fromkeys(list(expected)[:2000], 1.0)
    for impacts in both_ways(tmp_path / "build").values():
        rows, scores = impacts.top(wanted, 10)
        assert (rows.tolist(), scores.tolist()) == plain_top(expected, unit, wanted, 10)


def test_very_many_words_of_a_question_are_added_up_without_overflow(tmp_path):
    """As many of the highest impacts as a question may have words would not fit into 32 bits."""
    words = [f"w{number}" for number in range(12_000)]
    passages = [PassageTerms("en", [words], words), *[PassageTerms("en", [["word"] * 40_000])] * 30]
    compiled(passages, tmp_path / "build")
    wanted = {term_key("en", word): 1.0 for word in words}
    for impacts in both_ways(tmp_path / "build").values():
        rows, scores = impacts.top(wanted, 10)
        assert rows.tolist() == [0]
        assert scores.sum() == pytest.approx(
            sum(impacts.top({key: 1.0}, 10)[1][0] for key in wanted)
        )


@pytest.mark.parametrize("words", [("hall", "pool"), ("pool", "hall")])
def test_of_equals_the_first_is_found_in_the_list_that_is_read_last(words, tmp_path, monkeypatch):
    monkeypatch.setattr(maxscore, "_FIRST_POSTINGS", 1)
    monkeypatch.setattr(maxscore, "_SEARCH_STEPS", 0)
    compiled([PassageTerms("en", [[word]]) for word in words], tmp_path / "build")
    rows, _ = both_ways(tmp_path / "build")["MaxScore"].top({"en:hall": 1.0, "en:pool": 1.0}, 1)
    assert rows.tolist() == [0]


def test_the_weakest_impact_still_counts(tmp_path):
    """Among so many passages, it is less than half of a unit."""
    said = [PassageTerms("en", [["word", "more"] + ["filler"] * 60_000])]
    opened = compiled(said + [PassageTerms("en", [["word", "more"]])] * 5000, tmp_path / "build")
    rows, scores = opened.top({pair_key("en", "word", "more"): 1.0}, 10_000)
    assert len(rows) == 5001
    assert scores[-1] == open_files(tmp_path / "build").unit


def test_more_passages_than_an_index_holds_are_an_error(tmp_path, monkeypatch):
    monkeypatch.setattr(build, "MAX_ROWS", 3)
    compiled([PassageTerms("en", [["word"]])] * 3, tmp_path / "three")
    with pytest.raises(BuildError, match="more than the 3 passages"):
        compiled([PassageTerms("en", [["word"]])] * 4, tmp_path / "four")


@pytest.mark.parametrize("seed", range(6))
def test_the_unit_of_impacts_is_fine(seed, tmp_path):
    passages = random_passages(seed)
    compiled(passages, tmp_path / "build")
    files = open_files(tmp_path / "build")
    impacts = [each for found in plain_impacts(passages).values() for each in found.values()]
    assert 2 ** (files.impact_bits - 2) <= max(impacts) / files.unit < 2**files.impact_bits
    assert files.impact_bits >= 19


def test_frequencies_count_passages_and_are_0_for_unknown_keys(tmp_path):
    passages = random_passages(2)
    expected = plain_impacts(passages)
    opened = compiled(passages, tmp_path / "build")
    keys = ["en:nowhere", *expected, "en:no where"]
    assert opened.frequencies(keys) == [len(expected.get(key, {})) for key in keys]


def test_passages_are_counted_by_language(tmp_path):
    passages = [PassageTerms(name, [["word"]]) for name in ("en", "es", "en")]
    opened = compiled(passages, tmp_path / "build")
    assert [opened.passage_count(name) for name in ("en", "es", "fr")] == [2, 1, 0]


@pytest.mark.parametrize(
    "passages",
    [
        pytest.param([], id="no passage"),
        pytest.param([PassageTerms("en", [])], id="nothing said"),
        pytest.param([PassageTerms("en", [[], []], [])], id="empty fields"),
    ],
)
def test_an_index_without_words_finds_nothing(passages, tmp_path):
    opened = compiled(passages, tmp_path / "build")
    rows, scores = opened.top({"en:word": 1.0, "en:two words": 1.0}, 10)
    assert (len(rows), len(scores)) == (0, 0)
    assert opened.frequencies(["en:word"]) == [0]


def test_a_question_of_unknown_words_finds_nothing(tmp_path):
    opened = compiled([PassageTerms("en", [["word"]])], tmp_path / "build")
    assert opened.top({"en:other": 1.0}, 10)[0].tolist() == []
    assert opened.top({}, 10)[0].tolist() == []


def test_frequencies_past_what_two_bytes_hold_count_as_the_most_they_hold(tmp_path):
    passages = [PassageTerms("en", [["word"] * 70_000, ["rare"]]), PassageTerms("en", [["word"]])]
    opened = compiled(passages, tmp_path / "build")
    scores = dict(zip(*opened.top({"en:word": 1.0}, 2), strict=True))
    idf = 1.0
    assert scores[0] == pytest.approx(sat(65_535, 70_001, 35_001) * idf, rel=1e-5)


def test_threads_get_the_same_answers(tmp_path):
    passages = random_passages(15)
    random = Random(1)
    expected = plain_impacts(passages)
    questions = [random_wanted(random, expected) for _ in range(200)]
    compiled(passages, tmp_path / "build")
    opened = both_ways(tmp_path / "build")["MaxScore"]

    def ask(wanted):
        return [array.tolist() for array in opened.top(wanted, 10)]

    with ThreadPoolExecutor(4) as threads:
        assert list(threads.map(ask, questions)) == list(map(ask, questions))


def damage(folder, name, change):
    (path,) = folder.glob(f"{name}.*")
    change(np.fromfile(path, path.suffix[1] + str(int(path.suffix[2:]) // 8))).tofile(path)


DAMAGES = {
    "lost": lambda folder: (folder / "postings.u32").unlink(),
    "cut short": lambda folder: (folder / "postings.u32").write_bytes(
        (folder / "postings.u32").read_bytes()[:-4]
    ),
    "empty": lambda folder: (folder / "keys.u64").write_bytes(b""),
    "of another kind": lambda folder: damage(folder, "postings", lambda old: old.astype("i8")),
    "of another build": lambda folder: damage(folder, "largest", lambda old: old[:-1]),
    "bounds": lambda folder: damage(folder, "starts", lambda old: old + 1),
    "no description": lambda folder: (folder / "about.json").unlink(),
    "no JSON": lambda folder: (folder / "about.json").write_bytes(b"\xff{"),
    "a list": lambda folder: (folder / "about.json").write_text("[]"),
    "another count": lambda folder: (folder / "about.json").write_text(
        json.dumps(json.loads((folder / "about.json").read_text()) | {"rows": 10**12})
    ),
}


@pytest.mark.parametrize("kind", DAMAGES)
def test_damaged_files_are_reported(kind, tmp_path):
    compiled(random_passages(1), tmp_path / "build")
    DAMAGES[kind](tmp_path / "build")
    with pytest.raises(BuildError, match="faqbot index"):
        InvertedIndex(tmp_path / "build")


class _SharedRarity(scoring.BM25F):
    """Whoosh's BM25F with the idf that impacts use."""

    def idf(self, searcher, fieldname, text):
        n = searcher.doc_frequency(fieldname, text)
        return max(log(1 + (searcher.doc_count_all() - n + 0.5) / (n + 0.5)), 1.0)


@pytest.mark.parametrize("seed", range(5))
def test_scores_of_plain_fields_are_those_of_whoosh(seed, tmp_path):
    random = Random(seed)
    # Whoosh keeps lengths in a byte; these are the ones that it keeps as they are.
    kept = [length for length in range(5, 300) if byte_to_length(length_to_byte(length)) == length]
    texts = [
        [f"t{int(2000 ** random.random())}" for _ in range(random.choice(kept))] for _ in range(400)
    ]
    opened = compiled([PassageTerms("fr", [text]) for text in texts], tmp_path / "build")
    unit = open_files(tmp_path / "build").unit
    (tmp_path / "whoosh").mkdir()
    schema = fields.Schema(text=fields.TEXT(analyzer=SpaceSeparatedTokenizer(), phrase=False))
    writer = index.create_in(tmp_path / "whoosh", schema).writer()
    for text in texts:
        writer.add_document(text=" ".join(text))
    writer.commit()
    with index.open_dir(tmp_path / "whoosh").searcher(weighting=_SharedRarity()) as searcher:
        for _ in range(60):
            asked = {f"t{int(2000 ** random.random())}" for _ in range(random.randint(1, 8))}
            found = searcher.search(
                query.Or([query.Term("text", term) for term in asked]), limit=20
            )
            theirs = [(hit.docnum, hit.score) for hit in found]
            rows, scores = opened.top({term_key("fr", term): 1.0 for term in asked}, 20)
            assert scores.tolist() == pytest.approx(
                [score for _, score in theirs], rel=1e-5, abs=len(asked) * unit
            )
            clear = [
                n
                for n, (_, score) in enumerate(theirs)
                if all(abs(score - other) > 1e-3 for m, (_, other) in enumerate(theirs) if m != n)
            ]
            assert [rows[n] for n in clear[:-1]] == [theirs[n][0] for n in clear[:-1]]
