import pytest

from faqbot.extract.documents import read_document
from faqbot.extract.meta.language import detect_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        pytest.param("¿Cómo inscribo a mi hija? Pida el formulario en la oficina.", "es", id="es"),
        pytest.param("Wer darf kommen? Alle Kinder aus der Stadt, auch am Abend.", "de", id="de"),
        pytest.param("Who may come? Every child of the town, in the evening too.", "en", id="en"),
        pytest.param("Hola", "xx", id="too short to tell"),
        pytest.param("12345 67890 12345 67890 12345 67890 12345 67890", "xx", id="no words"),
    ],
)
def test_the_language_is_detected_or_the_default_is_returned(text, language):
    assert detect_language(text, "xx") == language


def test_a_page_that_does_not_say_its_language_is_read(make_page):
    body = "<h2>¿Cuánto cuesta?</h2><p>La inscripción es gratuita para las familias.</p>"
    assert read_document(make_page(body)).language == "es"
