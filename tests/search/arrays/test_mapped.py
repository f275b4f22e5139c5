import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.core.errors import BuildError
from faqbot.search.arrays.mapped import Texts, read_array, write_array, write_texts


@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=20)))
@settings(max_examples=50, deadline=None)
def test_texts_come_back_as_they_were_written(texts, tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    write_texts(folder, "notes", texts)

    assert list(Texts(folder, "notes")) == texts


def test_text_that_cannot_be_encoded_is_kept_with_question_marks(tmp_path):
    write_texts(tmp_path, "notes", ["torn \ud800"])

    assert Texts(tmp_path, "notes")[0] == "torn ?"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        pytest.param("ash", 0, id="first"),
        pytest.param("éclair", 2, id="last, with accent"),
        pytest.param("birch", None, id="between"),
        pytest.param("élan", None, id="behind"),
    ],
)
def test_sorted_texts_are_searched(tmp_path, text, place):
    write_texts(tmp_path, "notes", ["ash", "oak", "éclair"])

    assert Texts(tmp_path, "notes").find(text.encode()) == place


def test_numbers_come_back_as_they_were_written(tmp_path):
    write_array(tmp_path, "sizes", [0, 7, 2**32 - 1])

    assert read_array(tmp_path, "sizes").tolist() == [0, 7, 2**32 - 1]


def test_an_array_of_another_kind_is_a_build_error(tmp_path):
    write_array(tmp_path, "sizes", [1, 2], np.uint64)

    with pytest.raises(BuildError, match="faqbot index"):
        read_array(tmp_path, "sizes")


@pytest.mark.parametrize(
    ("file", "content"),
    [
        pytest.param("notes.utf8", None, id="texts lost"),
        pytest.param("notes.utf8", b"as", id="texts cut"),
        pytest.param("notes_ends.u32", None, id="ends lost"),
        pytest.param("notes_ends.u32", b"\x03\x00\x00", id="ends cut within a number"),
        pytest.param("notes_ends.u32", b"\x03\x00\x00\x00", id="ends cut"),
        pytest.param("notes_ends.u32", b"\x09\x00\x00\x00\x06\x00\x00\x00", id="ends fall"),
    ],
)
def test_damaged_files_are_a_build_error(tmp_path, file, content):
    write_texts(tmp_path, "notes", ["ash", "oak"])
    if content is None:
        (tmp_path / file).unlink()
    else:
        (tmp_path / file).write_bytes(content)

    with pytest.raises(BuildError, match="faqbot index"):
        Texts(tmp_path, "notes")
