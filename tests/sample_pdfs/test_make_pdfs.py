import importlib.util
from pathlib import Path

import pytest

from faqbot.core.errors import ExtractionError
from faqbot.extract.pdf.reader import read_pdf


@pytest.fixture
def make_pdfs(monkeypatch):
    # The script sets this itself; setting it here first puts the old value back afterwards.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "0")
    spec = importlib.util.spec_from_file_location(
        "make_pdfs", Path(__file__).with_name("make_pdfs.py")
    )
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def said(folder):
    """Return what each PDF says; its bytes are up to the versions of the typesetter."""
    return {path.name: text_or_reason(path.read_bytes()) for path in folder.glob("*.pdf")}


def text_or_reason(body):
    try:
        return read_pdf(body)
    except ExtractionError as error:
        return str(error)


def test_the_pdfs_of_the_sample_site_say_what_the_script_sets(make_pdfs, tmp_path):
    make_pdfs.main(tmp_path)
    assert len(said(tmp_path)) == 5
    assert said(tmp_path) == said(make_pdfs.SITE_FILES)
