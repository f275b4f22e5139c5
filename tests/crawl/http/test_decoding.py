import gzip
import zlib
from http.client import IncompleteRead

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from faqbot.core.errors import FetchError
from faqbot.crawl.http.decoding import Decoder

URL = "https://oakhill.example/rules"
TEXT = b"Every room has a key. " * 50
MUCH = 10**6


def unpacked(packing, *pieces, limit=MUCH):
    decoder = Decoder(URL, packing)
    out = b"".join(decoder.decode(piece, limit) for piece in pieces)
    decoder.finish()
    return out


def raw_deflate(body):
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("packing", "pack"),
    [
        pytest.param("", bytes, id="plain"),
        pytest.param("identity", bytes, id="identity"),
        pytest.param("gzip", gzip.compress, id="gzip"),
        pytest.param(" X-GZIP ", gzip.compress, id="its old name"),
        pytest.param("deflate", zlib.compress, id="deflate"),
        pytest.param("deflate", raw_deflate, id="deflate without a header"),
    ],
)
def test_a_body_is_decoded_however_it_is_split(packing, pack):
    packed = pack(TEXT)

    assert unpacked(packing, *[packed[at : at + 7] for at in range(0, len(packed), 7)]) == TEXT


def test_several_gzip_streams_are_one_body():
    assert unpacked("gzip", gzip.compress(TEXT) + gzip.compress(b"End.")) == TEXT + b"End."


def test_a_gzip_bomb_gives_no_more_than_the_limit():
    assert len(Decoder(URL, "gzip").decode(gzip.compress(bytes(MUCH)), 1000)) == 1000


@pytest.mark.parametrize("packing", ["br", "zstd", "gzip, gzip", "gzip;q=1"])
def test_other_encodings_are_refused_by_name(packing):
    with pytest.raises(
        FetchError, match=f"sent with Content-Encoding {packing}, which was not requested"
    ):
        Decoder(URL, packing)


def test_a_body_in_another_encoding_than_stated_is_damaged():
    with pytest.raises(FetchError, match="its compressed body is damaged"):
        unpacked("gzip", TEXT)


@pytest.mark.parametrize("pack", [gzip.compress, zlib.compress], ids=["gzip", "deflate"])
def test_a_truncated_body_is_incomplete(pack):
    packing = "gzip" if pack is gzip.compress else "deflate"

    with pytest.raises(IncompleteRead):
        unpacked(packing, pack(TEXT)[:-6])


def test_an_empty_body_is_complete():
    assert unpacked("gzip") == b""


@given(st.sampled_from(["gzip", "deflate", ""]), st.lists(st.binary(max_size=50), max_size=5))
@settings(max_examples=100, deadline=None)
def test_any_bytes_are_decoded_or_reported_as_damaged(packing, pieces):
    try:
        unpacked(packing, *pieces)
    except (FetchError, IncompleteRead) as error:
        assert packing, error
