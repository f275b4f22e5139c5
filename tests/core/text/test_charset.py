import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.core.text.charset import decode, decode_with_charset

XML = "<?xml version='1.0'?>é"
SPACE = b"<!-- " + b"x" * 2000 + b" -->"


@pytest.mark.parametrize(
    ("label", "body", "text"),
    [
        pytest.param("latin1", b"caf\xe9 \x80 \x93", "café € “", id="Latin-1 is windows-1252"),
        pytest.param("us-ascii", b"\x85", "…", id="ASCII is windows-1252"),
        pytest.param("windows-1252", b"a\x81b", "a\x81b", id="undefined in windows-1252"),
        pytest.param("iso-8859-9", b"\xfd\x80", "ı€", id="Latin-5 is windows-1254"),
        pytest.param("tis-620", b"\xa1\x85", "ก…", id="TIS-620 is windows-874"),
        pytest.param("ISO-8859-8-I", b"\xf9\xec\xe5\xed", "שלום", id="logical Hebrew"),
        pytest.param("x-mac-cyrillic", b"\x80\xa2\xb6\xff", "АҐґ€", id="Macintosh Cyrillic"),
        pytest.param("macintosh", b"\x8e\xdb", "é€", id="Macintosh"),
        pytest.param("koi8-u", b"\xeb\xa6\xae", "Кіў", id="KOI8-U with Belarusian"),
        pytest.param("cp866", b"\x8f", "П", id="DOS"),
        pytest.param("l2", b"\xb3", "ł", id="short label"),
        pytest.param("gb2312", "镕堃喆".encode("gbk"), "镕堃喆", id="GB 2312 is GB 18030"),
        pytest.param("gbk", b"5\x80\xa3\xa0", "5€\u3000", id="euro sign of one byte"),
        pytest.param("big5", b"\xf9\xd6\xa3\xe1\x87\x40", "碁€䏰", id="Big5 with extensions"),
        pytest.param("ks_c_5601-1987", "똠방각하".encode("cp949"), "똠방각하", id="Korean"),
        pytest.param("x-sjis", b"\x87\x40\x81\x60\xfb\xfc", "①～髙", id="Windows-31J"),
        pytest.param("shift_jis", b"\x81<p>", "\ufffd<p>", id="tag after half a character"),
        pytest.param("euc-jp", b"\xad\xa1\xa1\xc1\xa1\xdd", "①～－", id="EUC-JP"),
        pytest.param("euc-jp", b"\xa1", "\ufffd", id="EUC-JP cut off"),
        pytest.param(
            "iso-2022-jp", b"No \x1b$B\x2d\x21\x24\x22\x1b(B. \x1b(I1\x1b(B", "No ①あ. ｱ", id="mail"
        ),
        pytest.param("x-user-defined", b"a\xff", "a\uf7ff", id="private use"),
        pytest.param("hz-gb-2312", b"~{<script>~}", "\ufffd", id="charset that hides markup"),
        pytest.param("utf-16", b"a\x00b\x00", "ab", id="UTF-16 is little-endian"),
        pytest.param("unicode-1-1-utf-8", b"\xc3\xa9", "é", id="old label of UTF-8"),
    ],
)
def test_a_label_in_the_header_means_what_browsers_take_it_for(label, body, text):
    assert decode(body, f"text/html; charset={label}") == text


@pytest.mark.parametrize(
    "header", ['text/html; charset="koi8-r"', "text/html;CHARSET= KOI8-R ;a=b", "a; charset='koi8'"]
)
def test_the_header_may_be_written_in_many_ways(header):
    assert decode(b"\xc1", header) == "а"


@pytest.mark.parametrize(
    "head",
    [
        pytest.param(b"<meta charset=koi8-r>", id="charset"),
        pytest.param(b"<META Charset = ' KOI8-R '/>", id="capitals and spaces"),
        pytest.param(
            b'<meta content="text/html; charset=koi8-r" http-equiv=Content-Type>', id="http-equiv"
        ),
        pytest.param(b"<meta charset=utf8mb4><meta charset=koi8-r>", id="first unknown"),
        pytest.param(b"<meta charset=koi8-r><meta charset=utf-8>", id="first of two"),
        pytest.param(b"<head><title>A > B</title>" + SPACE + b"<meta charset=koi8-r>", id="late"),
        pytest.param(
            b"<script>'<meta charset=utf-8>'</script><!--<meta charset=utf-8>-->"
            b"<meta charset=koi8-r>",
            id="in script and comment",
        ),
        pytest.param(b"<body><p><meta charset=koi8-r>", id="early in the body"),
        pytest.param(b"<meta name='a>b' charset=koi8-r>", id="quoted bracket"),
        pytest.param(
            b"<meta name=description content='charset=utf-8'><meta charset=koi8-r>", id="other meta"
        ),
        pytest.param(b"<?xml version='1.0' encoding='koi8-r'?>", id="XML declaration"),
        pytest.param(
            b"<?xml version='1.0' encoding='utf-8'?><meta charset=koi8-r>", id="meta before XML"
        ),
    ],
)
def test_the_page_states_its_charset(head):
    assert decode(head + b"<p>\xc1")[-4:] == "<p>а"


@pytest.mark.parametrize("stated", [b"utf-16", b"UTF-16BE", b"unicode"])
def test_a_meta_that_can_be_read_does_not_mean_utf_16(stated):
    body = b"<meta charset=" + stated + b">" + "é".encode()
    assert decode(body).endswith("é")


def test_a_meta_deep_in_the_body_is_content():
    assert decode(b"<body>" + SPACE + b"<p>x<meta charset=koi8-r>caf\xe9!").endswith("café!")


@pytest.mark.parametrize(
    ("body", "header", "text"),
    [
        pytest.param(b"\xef\xbb\xbf\xc3\xa9", "a; charset=koi8-r", "é", id="mark before header"),
        pytest.param(b"\xfe\xff\x00a", "a; charset=utf-8", "a", id="UTF-16 mark"),
        pytest.param(
            b"<meta charset=utf-8>\xc1", "a; charset=koi8-r", "<meta charset=utf-8>а", id="header"
        ),
        pytest.param(
            b"<meta charset=koi8-r>\xc1", "a; charset=x", "<meta charset=koi8-r>а", id="unknown"
        ),
        pytest.param(XML.encode("utf-16-le"), "", XML, id="UTF-16 XML"),
        pytest.param(b"caf\xc3\xa9", "", "café", id="valid UTF-8"),
        pytest.param(b"\xc3\xa9\xe2\x82", "", "é\ufffd", id="UTF-8 cut off"),
        pytest.param(b"caf\xe9", "", "café", id="else windows-1252"),
        pytest.param(b"", "", "", id="nothing"),
    ],
)
def test_the_charset_comes_from_the_first_that_states_a_known_one(body, header, text):
    assert decode(body, header) == text


@pytest.mark.parametrize(
    "label", ["utf-16", "x-user-defined", "iso-2022-kr", "gbk", "x-mac-cyrillic", "windows-874"]
)
def test_links_can_be_encoded_in_the_charset_that_is_returned(label):
    assert "a".encode(decode_with_charset(b"a", f"text/html; charset={label}")[0]) == b"a"


@given(st.binary(max_size=80), st.sampled_from("utf-8 gbk big5 euc-jp iso-2022-jp koi8-u".split()))
def test_any_bytes_can_be_decoded(body, label):
    assert "\x00" not in decode(body, f"text/html; charset={label}")
