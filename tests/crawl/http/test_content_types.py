import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.crawl.http.content_types import PAGE, ROBOTS, SITEMAP, is_binary, is_read

TEXT = "¿Cuándo abre la escuela? Ab 8 Uhr. 学校は八時に開きます。 " * 20


@pytest.mark.parametrize(
    ("accept", "media_type", "expected"),
    [
        pytest.param(PAGE, "text/html", True, id="web page"),
        pytest.param(PAGE, "", True, id="without a type"),
        pytest.param(PAGE, " TEXT/HTML;charset=x", True, id="oddly written"),
        pytest.param(PAGE, "application/gzip", False, id="archive"),
        pytest.param(SITEMAP, "application/gzip", True, id="packed sitemap"),
        pytest.param(SITEMAP, "video/mp4", False, id="film as sitemap"),
        pytest.param(ROBOTS, "video/mp4", True, id="robots.txt as anything"),
    ],
)
def test_the_purpose_decides_which_types_are_read(accept, media_type, expected):
    assert is_read(accept, media_type) is expected


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        pytest.param(TEXT.encode(), "text/html", id="UTF-8"),
        pytest.param(TEXT.encode("utf-16"), "text/html", id="UTF-16 that says so"),
        pytest.param(TEXT.encode("utf-16-le"), "text/html; charset=UTF-16LE", id="UTF-16"),
        pytest.param("学校は八時に".encode("iso-2022-jp") * 20, "text/html", id="ISO-2022"),
        pytest.param("学校は八時に".encode("shift_jis") * 20, "text/html", id="Shift JIS"),
        pytest.param(b"<p>hand\0book\x01\x0b " + b"open " * 50, "text/html", id="stray controls"),
        pytest.param(b"%PDF-1.7\n" + bytes(range(256)), "text/html", id="PDF"),
        pytest.param(b"", "text/html", id="nothing"),
    ],
)
def test_text_and_pdfs_are_not_binary(body, content_type):
    assert not is_binary(body, content_type)


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"\xff\xd8\xff\xe0" + b"x" * 500, id="JPEG"),
        pytest.param(b"PK\x03\x04" + b"x" * 500, id="ZIP"),
        pytest.param(bytes(500), id="zeros"),
        pytest.param(bytes(range(256)), id="every byte"),
    ],
)
def test_pictures_archives_and_noise_are_binary(body):
    assert is_binary(body, "text/html")


@given(st.binary(), st.text())
@settings(max_examples=100, deadline=None)
def test_any_bytes_and_type_get_a_verdict(body, content_type):
    assert is_binary(body, content_type) in (True, False)
