"""The bytes of a file of questions as text, in the encodings that spreadsheet programs save.

UTF-8 and UTF-16 are certain. Other encodings are told by the letters they would give: windows-1252
would make "GebŸhr" of a Mac's "Gebühr", with a capital where nobody writes one.
"""

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from faqbot.core.errors import ExtractionError
from faqbot.extract.meta.language import detect_language

_MAX_SAMPLE_BYTES = 20_000
# A share of likely characters below which no encoding is right.
_MIN_SCORE = 0.3
_LANGUAGE_BONUS = 0.3

# In Russian, Ukrainian and Bulgarian 40 % of the letters; in Hebrew read as Cyrillic 22 %.
_MIN_VOWEL_SHARE = 0.3
_CYRILLIC_VOWELS = "аеиоуыэюяёіїє"
_RUN = re.compile(r"[^\W\d_]+|[^\x00-\x7f]")
_QUOTES = "’‘“”„»«"
_SIGNS = _QUOTES + "–—…€£§°¿¡©®™ºª½²³×\u00a0"
_WIDE_SIGNS = "、。，？！：；（）「」『』【】《》“”‘’・…～〜ー￥\u3000々〒※①②③④⑤⑥⑦⑧⑨⑩"


class _Encoding(NamedTuple):
    """A codec with its name, its languages, and the letters beyond ASCII that these write.

    Of a multi-byte codec, `letters` is a range of the first bytes of common characters.
    """

    codec: str
    name: str
    languages: str
    letters: str = ""
    rare_letters: str = ""
    lead_bytes: range = range(0)


# Languages, common letters, rare letters.
_WESTERN = (
    "de en fr es pt it nl ca sv da no nb nn fi is gl eu",
    "äöüßéèàçñáíóúêôãåøæðþ",
    "ìîïòõùûýÿœëâ",
)
_CENTRAL = ("pl cs sk hu hr sl bs ro sq", "ąćęłńóśźżáčďđéěíňřšťúýžöüőűăîşţâ", "äëßôĺľŕů")
_TURKISH = ("tr az", "çğıöşü", "âîû")
_CYRILLIC = ("ru uk be bg sr mk", "абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ", "ўђјљњћџ")
_GREEK = ("el", "αβγδεζηθικλμνξοπρσςτυφχψωάέήίόύώ", "ϊϋΐΰ")
_HEBREW = ("he yi", "אבגדהוזחטיךכלםמןנסעףפץצקרשת", "")
_ARABIC = ("ar fa ur", "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأؤإئپچگژک،؛؟", "")
# Where two score the same, the first is taken.
_ENCODINGS = (
    _Encoding("cp1252", "windows-1252", *_WESTERN),
    _Encoding("mac_roman", "Mac Roman", *_WESTERN),
    _Encoding("cp850", "DOS 850", *_WESTERN),
    _Encoding("cp1250", "windows-1250", *_CENTRAL),
    _Encoding("iso8859_2", "ISO 8859-2", *_CENTRAL),
    _Encoding("mac_latin2", "Mac Central European", *_CENTRAL),
    _Encoding("cp1254", "windows-1254", *_TURKISH),
    _Encoding("cp1251", "windows-1251", *_CYRILLIC),
    _Encoding("koi8_u", "KOI8", *_CYRILLIC),
    _Encoding("cp866", "DOS 866", *_CYRILLIC),
    _Encoding("mac_cyrillic", "Mac Cyrillic", *_CYRILLIC),
    _Encoding("cp1253", "windows-1253", *_GREEK),
    _Encoding("cp1255", "windows-1255", *_HEBREW),
    _Encoding("cp1256", "windows-1256", *_ARABIC),
    _Encoding("cp932", "Shift_JIS", "ja", lead_bytes=range(0x88, 0x98)),
    _Encoding("cp949", "EUC-KR", "ko", lead_bytes=range(0xB0, 0xC9)),
    _Encoding("euc_jp", "EUC-JP", "ja", lead_bytes=range(0xB0, 0xD0)),
    _Encoding("gb18030", "GB 18030", "zh", lead_bytes=range(0xB0, 0xD8)),
    _Encoding("big5hkscs", "Big5", "zh", lead_bytes=range(0xA4, 0xC7)),
)


class Decoded(NamedTuple):
    """The text of a file, and the name of its encoding if that was guessed, else ""."""

    text: str
    guess: str = ""


def decode_file(body: bytes) -> Decoded:
    """Return the text of a file, with plain line feeds and without NUL.

    Raises ExtractionError if it is in no encoding that would make sense.
    """
    decoded = _decoded(body)
    text = decoded.text.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n")
    return decoded._replace(text=text)


def _decoded(body: bytes) -> Decoded:
    if body.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return Decoded(body.decode("utf-16", "replace"))
    if codec := _utf16_without_mark(body):
        return Decoded(body.decode(codec, "replace"))
    try:
        return Decoded(body.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _guessed(body)


def _utf16_without_mark(body: bytes) -> str:
    """Return the byte order of UTF-16 that is mostly Latin: every other byte is 0."""
    sample = body[:_MAX_SAMPLE_BYTES]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    enough = len(sample) // 4
    if odd > enough and even * 10 < odd:
        return "utf-16-le"
    return "utf-16-be" if even > enough and odd * 10 < even else ""


def _guessed(body: bytes) -> Decoded:
    sample = b"\n".join(line for line in body.splitlines() if not line.isascii())
    sample = sample[:_MAX_SAMPLE_BYTES]
    language = detect_language(bytes(byte for byte in sample if byte < 128).decode(), "")
    scored = [(_score(encoding, sample, language), encoding) for encoding in _ENCODINGS]
    for score, encoding in sorted(scored, key=lambda pair: -pair[0]):
        if score < _MIN_SCORE:
            break
        try:
            return Decoded(body.decode(encoding.codec), encoding.name)
        except UnicodeDecodeError:  # beyond the sample
            continue
    raise ExtractionError("is in an encoding that is not recognised; save it as UTF-8")


def _score(encoding: _Encoding, sample: bytes, language: str) -> float:
    """Return the mean likelihood of the characters beyond ASCII, from -1 to 1, and a bonus."""
    try:
        text = codecs.getincrementaldecoder(encoding.codec)().decode(sample)
    except UnicodeDecodeError:
        return -1.0
    score = _wide_likelihoods if encoding.lead_bytes else _narrow_likelihoods
    likelihoods = list(score(encoding, text))
    if not likelihoods or (encoding.letters == _CYRILLIC[1] and _lacks_vowels(text)):
        return -1.0
    bonus = _LANGUAGE_BONUS if language in encoding.languages.split() else 0.0
    return sum(likelihoods) / len(likelihoods) + bonus


def _lacks_vowels(text: str) -> bool:
    """Return whether a text is not Cyrillic, although its bytes are: Hebrew has few vowels."""
    letters = [letter for letter in text.lower() if letter in _CYRILLIC[1]]
    vowel_count = sum(letter in _CYRILLIC_VOWELS for letter in letters)
    return vowel_count < _MIN_VOWEL_SHARE * len(letters)


def _narrow_likelihoods(encoding: _Encoding, text: str) -> Iterator[float]:
    """Yield how likely each character beyond ASCII is in its word, from -1 to 1."""
    is_latin = "a" < encoding.letters[0] < "\u0250"
    for match in _RUN.finditer(text):
        run = match.group()
        if run.isascii():
            continue
        if not run[0].isalpha():
            yield _sign_likelihood(run, text[match.start() - 1 : match.end() + 1])
            continue
        for at, letter in enumerate(run):
            if not letter.isascii():
                before, after = run[max(at - 1, 0) : at], run[at + 1 : at + 2]
                yield _letter_likelihood(encoding, letter, before, after, is_latin=is_latin)


def _sign_likelihood(sign: str, context: str) -> float:
    if sign not in _SIGNS:
        return -1.0
    is_inside_word = len(context) == 3 and context[0].isalpha() and context[2].isalpha()
    return 0.8 if sign == "’" or not is_inside_word else -1.0


def _letter_likelihood(
    encoding: _Encoding, letter: str, before: str, after: str, *, is_latin: bool
) -> float:
    small = letter.lower()
    if small not in encoding.letters + encoding.rare_letters:
        return -1.0
    if (letter != small and before.islower()) or (letter.islower() and after.isupper()):
        return -1.0  # a capital inside a word
    around = before + after
    alike = sum(not each.isascii() for each in around)
    if is_latin and alike:
        return 0.2  # accents side by side are rare
    if not is_latin and alike < len(around):
        return -1.0  # two scripts in a word
    if is_latin and not around and encoding.letters != _WESTERN[1]:
        return -1.0  # è and à are words of Western languages only
    likelihood = 1.0 if small in encoding.letters else 0.6
    if letter != small or (not is_latin and not around):
        likelihood *= 0.8
    return likelihood


def _wide_likelihoods(encoding: _Encoding, text: str) -> Iterator[float]:
    """Yield how likely each character beyond ASCII is: kana, or one with a common lead byte."""
    for character in text:
        if character.isascii():
            continue
        if character in _WIDE_SIGNS:
            yield 0.5
        elif "\u3041" <= character <= "\u30ff":
            yield 1.0 if "ja" in encoding.languages else 0.0
        elif len(code := character.encode(encoding.codec)) == 2 and code[0] in encoding.lead_bytes:
            yield 1.0 if code[1] >= 0xA1 or encoding.codec in ("cp932", "big5hkscs") else -0.5
        else:
            yield 0.0 if len(code) == 2 and encoding.codec == "cp932" else -0.5
