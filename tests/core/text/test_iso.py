from faqbot.core.languages.registry import Languages
from faqbot.core.text.iso import language_code


def test_a_variant_that_a_language_file_names_counts_as_that_language(tmp_path):
    (tmp_path / "hr.toml").write_text('name = "Croatian"\nother_codes = "sh"\n')
    assert language_code("sh-Latn", Languages(tmp_path)) == "hr"
