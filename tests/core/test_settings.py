from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from faqbot.core.errors import SettingsError
from faqbot.core.settings import ReindexSettings, Settings
from faqbot.core.settings_reader import describe, load_settings

SAMPLES = {str: "12", int: 12, float: 0.25, tuple: ("a:*", "b:80"), bool: False}
FORMED_SAMPLES = {
    "embed.origins": ("https://oakhill.example", "http://localhost:8000"),
    "reindex.every": "36h",
    "reindex.notify": "desk@oakhill.example",
    "reindex.smtp": "[::1]:2525",
    "serve.prefix": "/oak/faq",
}


def sample(item):
    return FORMED_SAMPLES.get(item.name, SAMPLES[type(item.default)])


def variable(name):
    return "FAQBOT_" + name.replace(".", "__").upper()


def value_of(settings, name):
    section, key = name.split(".")
    return getattr(getattr(settings, section), key)


def write_file(folder, content):
    (folder / "faqbot.toml").write_bytes(content.encode())


def test_without_a_file_the_described_defaults_hold(tmp_path):
    settings = load_settings({}, tmp_path)

    assert settings == Settings(home=tmp_path)
    assert [value_of(settings, item.name) for item in describe()] == [
        item.default for item in describe()
    ]


@pytest.mark.parametrize("item", [pytest.param(item, id=item.name) for item in describe()])
def test_every_setting_can_be_set_in_the_environment(item, tmp_path):
    wanted = sample(item)
    raw = f" {' , '.join(wanted)} ," if isinstance(wanted, tuple) else str(wanted)

    settings = load_settings({variable(item.name): raw}, tmp_path)

    assert value_of(settings, item.name) == wanted


@pytest.mark.parametrize("item", [pytest.param(item, id=item.name) for item in describe()])
def test_every_setting_can_be_set_in_the_file(item, tmp_path):
    wanted = sample(item)
    section, key = item.name.split(".")
    raw = list(wanted) if isinstance(wanted, tuple) else wanted
    shown = str(raw).lower() if isinstance(raw, bool) else repr(raw)
    write_file(tmp_path, f"[{section}]\n{key} = {shown}\n")

    settings = load_settings({}, tmp_path)

    assert value_of(settings, item.name) == wanted


@pytest.mark.parametrize("item", [pytest.param(item, id=item.name) for item in describe()])
def test_every_setting_has_one_line_of_help(item):
    assert item.help.endswith(".")
    assert "\n" not in item.help


@pytest.mark.parametrize(
    ("name", "raw"),
    [("scrape.delay_s", "0"), ("ask.limit", "1"), ("serve.port", "0"), ("serve.port", "65535")],
)
def test_a_bound_itself_is_allowed(name, raw, tmp_path):
    settings = load_settings({variable(name): raw}, tmp_path)

    assert value_of(settings, name) == int(raw)


def test_the_environment_wins_over_the_file_and_leaves_its_other_keys(tmp_path):
    write_file(tmp_path, '[serve]\nhost = "10.1.1.5"\nport = 8000\n')

    settings = load_settings({"FAQBOT_SERVE__PORT": "9000"}, tmp_path)

    assert (settings.serve.host, settings.serve.port) == ("10.1.1.5", 9000)


def test_variables_of_other_programs_are_left_alone(tmp_path):
    assert load_settings({"PATH": "/bin", "NOTFAQBOT_X": "1"}, tmp_path) == Settings(tmp_path)


@pytest.mark.parametrize(
    ("environ", "home", "expected"),
    [
        pytest.param({}, None, Path(), id="current folder"),
        pytest.param({"FAQBOT_HOME": "/srv/faq"}, None, Path("/srv/faq"), id="environment"),
        pytest.param({"FAQBOT_HOME": "/srv/faq"}, Path("/x"), Path("/x"), id="argument wins"),
        pytest.param({"FAQBOT_HOME": ""}, None, Path(), id="empty means not set"),
    ],
)
def test_data_lives_in_the_home_folder(environ, home, expected):
    settings = load_settings(environ, home)

    assert settings.scraped_dir == expected / "scraped"
    assert settings.index_dir == expected / "index"


def test_the_file_is_read_from_the_home_of_the_environment(tmp_path):
    write_file(tmp_path, "[ask]\nlimit = 3\n")

    assert load_settings({"FAQBOT_HOME": str(tmp_path)}).ask.limit == 3


def test_settings_cannot_be_changed_afterwards(tmp_path):
    settings = load_settings({}, tmp_path)

    with pytest.raises(FrozenInstanceError):
        settings.ask.limit = 99


@pytest.mark.parametrize(
    ("line", "message"),
    [
        pytest.param("ask.limit = 0", "ask.limit must be 1 or more, not 0", id="too small"),
        pytest.param("ask.limit = 2.5", "ask.limit must be a whole number, not 2.5", id="fraction"),
        pytest.param("ask.limit = true", "ask.limit must be a whole number, not True", id="yes"),
        pytest.param("log.questions = 1", "log.questions must be true or false", id="no yes or no"),
        pytest.param("ask.limit = []", "ask.limit must be a whole number, not []", id="list"),
        pytest.param("scrape.delay_s = 'soon'", "scrape.delay_s must be a number", id="word"),
        pytest.param("scrape.delay_s = -1", "scrape.delay_s must be 0 or more", id="negative"),
        pytest.param("scrape.delay_s = nan", "scrape.delay_s must be 0 or more", id="nan"),
        pytest.param("scrape.delay_s = inf", "scrape.delay_s must be 0 or more", id="endless"),
        pytest.param("ranking.ngrams = -1", "ranking.ngrams must be 0 to 10, not -1", id="less"),
        pytest.param(
            "ranking.ngrams = 11", "ranking.ngrams must be 0 to 10, not 11", id="too much"
        ),
        pytest.param(
            "ranking.ngrams = nan", "ranking.ngrams must be 0 to 10, not nan", id="nan in"
        ),
        pytest.param(
            "ranking.questions = 1",
            "no setting ranking.questions; did you mean ranking.question?",
            id="unknown weight",
        ),
        pytest.param(
            "ranking.pairs = 0.2",
            "ranking.pairs was removed; delete it, its weight is built in now",
            id="removed weight",
        ),
        pytest.param(
            "ranking.grams = 0.1",
            "ranking.grams is now called ranking.ngrams; rename it",
            id="renamed weight",
        ),
        pytest.param("serve.host = 127", "serve.host must be text, not 127", id="no text"),
        pytest.param("serve.port = 70000", "serve.port must be", id="no such port"),
        pytest.param(
            "scrape.allow_private = [80]",
            "scrape.allow_private must be a list of texts",
            id="list of numbers",
        ),
        pytest.param(
            "embed.origins = ['https://oakhill.example/']",
            "embed.origins must be origins in lower case and without a path, such as "
            "https://www.example.org, not 'https://oakhill.example/'",
            id="origin with a path",
        ),
        pytest.param("embed.origins = ['*']", "embed.origins must be origins", id="any origin"),
        pytest.param("embed.origins = ['null']", "embed.origins must be origins", id="no origin"),
        pytest.param("serve.prefix = 'faq/'", "serve.prefix must be a path such as", id="prefix"),
        pytest.param(
            "ask.limits = 3",
            "no setting ask.limits; did you mean ask.limit?",
            id="unknown key",
        ),
        pytest.param(
            "serves.port = 80",
            "no section [serves]; did you mean serve?",
            id="unknown section",
        ),
        pytest.param(
            "limit = 3",
            "'limit' is outside a section; put it under one of [scrape]",
            id="outside a section",
        ),
        pytest.param("ask.limit =", "cannot be read as TOML", id="no TOML"),
    ],
)
def test_a_mistake_in_the_file_names_file_key_and_way_out(line, message, tmp_path):
    write_file(tmp_path, line)

    with pytest.raises(SettingsError) as raised:
        load_settings({}, tmp_path)

    assert str(raised.value).startswith(f"{tmp_path / 'faqbot.toml'}: {message}")


@pytest.mark.parametrize(
    ("name", "raw", "message"),
    [
        pytest.param(
            "FAQBOT_ASK__LIMIT",
            "many",
            "FAQBOT_ASK__LIMIT: ask.limit must be a whole number, not 'many'",
            id="no number",
        ),
        pytest.param(
            "FAQBOT_LOG__QUESTIONS",
            "sometimes",
            "FAQBOT_LOG__QUESTIONS: log.questions must be true or false, not 'sometimes'",
            id="neither true nor false",
        ),
        pytest.param(
            "FAQBOT_SCRAPE__DEADLINE_S",
            "0",
            "FAQBOT_SCRAPE__DEADLINE_S: scrape.deadline_s must be 0.1 or more, not '0'",
            id="too small",
        ),
        pytest.param(
            "FAQBOT_SCRAPE__DELAY",
            "1",
            "no setting FAQBOT_SCRAPE__DELAY; did you mean FAQBOT_SCRAPE__DELAY_S?",
            id="unknown key",
        ),
        pytest.param(
            "FAQBOT_PORT",
            "80",
            "no setting FAQBOT_PORT; did you mean FAQBOT_SERVE__PORT?",
            id="no section",
        ),
    ],
)
def test_a_mistake_in_the_environment_names_variable_and_way_out(name, raw, message, tmp_path):
    with pytest.raises(SettingsError) as raised:
        load_settings({name: raw}, tmp_path)

    assert str(raised.value) == message


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda path: path.mkdir(), id="a folder"),
        pytest.param(lambda path: path.write_bytes(b"x = '\xff'"), id="not UTF-8"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(spoil, tmp_path):
    path = tmp_path / "faqbot.toml"
    spoil(path)

    with pytest.raises(SettingsError) as raised:
        load_settings({}, tmp_path)

    assert str(raised.value).startswith(f"{path}: cannot be read as TOML")


@pytest.mark.parametrize(
    ("key", "raw", "expected"),
    [
        pytest.param("every", "24", "such as 30m, 24h or 7d", id="no unit"),
        pytest.param("every", "0h", "such as 30m, 24h or 7d", id="no time"),
        pytest.param("every", "daily", "such as 30m, 24h or 7d", id="a word"),
        pytest.param("notify", "http://oakhill.example/", "https URL", id="http"),
        pytest.param("notify", "desk@oakhill.example, x@y", "e-mail address", id="two addresses"),
        pytest.param("smtp", "mail.oakhill.example", "host:port", id="no port"),
    ],
)
def test_a_value_of_another_form_names_what_is_allowed(key, raw, expected, tmp_path):
    with pytest.raises(
        SettingsError, match=f"FAQBOT_REINDEX__.*: reindex.{key} must be .*{expected}"
    ):
        load_settings({f"FAQBOT_REINDEX__{key.upper()}": raw}, tmp_path)


@pytest.mark.parametrize(
    ("every", "seconds"), [("", 0), ("30m", 1800), ("24h", 86_400), ("7d", 604_800)]
)
def test_the_schedule_is_converted_to_seconds(every, seconds):
    assert ReindexSettings(every=every).every_s == seconds


@given(st.sampled_from([variable(item.name) for item in describe()]), st.text())
@hypothesis_settings(max_examples=100, deadline=None)
def test_any_value_is_either_accepted_or_refused(name, raw):
    try:
        settings = load_settings({name: raw}, Path("/nowhere"))
    except SettingsError as error:
        assert name in str(error)
    else:
        assert settings.home == Path("/nowhere")


def test_a_given_file_is_read_in_place_of_the_one_in_the_home(tmp_path):
    (tmp_path / "faqbot.toml").write_text("[ask]\nlimit = 3\n")
    (tmp_path / "other.toml").write_text("[ask]\nmax_question_chars = 20\n")

    settings = load_settings({}, tmp_path, file=tmp_path / "other.toml")

    assert settings.home == tmp_path
    assert (settings.ask.limit, settings.ask.max_question_chars) == (5, 20)


def test_sources_are_read_in_the_order_of_the_file(tmp_path):
    write_file(
        tmp_path,
        '[[source]]\nurl = "https://oakhill.example/"\nexclude = ["/old/*"]\nmax_pages = 50\n'
        '[[source]]\nfile = "questions.csv"\n',
    )

    site, file = load_settings({}, tmp_path).sources

    assert (site.starts, site.exclude, site.max_pages) == (
        ("https://oakhill.example/",),
        ("/old/*",),
        50,
    )
    assert file.file == "questions.csv"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param(
            "[source]\nurl = 'x'", "write [[source]] in double brackets", id="one bracket"
        ),
        pytest.param("[[source]]\nlink = 'x'", "no key 'link'", id="unknown key"),
        pytest.param("[[source]]\nmax_pages = 5", "set either url", id="no address"),
        pytest.param("[[source]]\nurl = 'x'\nfile = 'y'", "set either url", id="both"),
        pytest.param("[[source]]\nurl = 'x'\ndelay_s = -1", "0 or more", id="too small"),
    ],
)
def test_a_mistake_in_a_source_names_file_key_and_way_out(content, message, tmp_path):
    write_file(tmp_path, content)

    with pytest.raises(SettingsError) as raised:
        load_settings({}, tmp_path)

    assert str(raised.value).startswith(f"{tmp_path / 'faqbot.toml'}: ")
    assert message in str(raised.value)
