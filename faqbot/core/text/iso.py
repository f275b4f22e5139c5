"""ISO 639 language codes and ISO 8601 dates, read from what pages and files state."""

import re
from datetime import date
from functools import cache

from faqbot.core.languages.registry import LANGUAGES, Languages


def language_code(stated: str, languages: Languages = LANGUAGES) -> str:
    """Return the two-letter code in a language tag such as es-MX, or "" if it has none.

    A variant with a code of its own, such as Bokmål (nb), counts as its language.

    >>> language_code(" ES-mx "), language_code("nb-NO"), language_code("/a"), language_code("fil")
    ('es', 'no', '', '')
    """
    code = re.split(r"[-_]", stated.strip().lower())[0]
    code = _languages_of_variants(languages).get(code, code)
    return code if re.fullmatch("[a-z]{2}", code) else ""


def iso_date(stated: str) -> str:
    """Return the date at the start of an ISO 8601 date or time, or "" if there is none.

    >>> iso_date("2026-03-04T08:00:00Z"), iso_date("2026-02-31")
    ('2026-03-04', '')
    """
    try:
        return date.fromisoformat(stated.strip()[:10]).isoformat()
    except ValueError:
        return ""


@cache
def _languages_of_variants(languages: Languages) -> dict[str, str]:
    return {variant: each.code for each in languages.all() for variant in each.other_codes}
