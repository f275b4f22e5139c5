import pytest
from hypothesis import given
from hypothesis import strategies as st

from faqbot.core.errors import ExtractionError
from faqbot.extract.sheets.encoding import decode_file

GERMAN = "Frage;Antwort\nWie hoch ist die Gebühr?;Zwölf Euro, außer für Schüler.\n"
FRENCH = "Question;Réponse\nÀ quelle heure ouvrez-vous ?;À neuf heures, sauf l’été.\n"
SPANISH = "Pregunta;Respuesta\n¿Cuándo abren?;A las diez; los sábados también, según el día.\n"
POLISH = "Pytanie;Odpowiedź\nIle kosztuje karta?;Dwadzieścia złotych, płatne z góry.\n"
CZECH = "Otázka;Odpověď\nKdy můžete přijít?;Každý den od osmi, kromě neděle.\n"
RUSSIAN = "Вопрос;Ответ\nСколько стоит билет?;Сто рублей на весь день.\n"
JAPANESE = "質問,回答\n開館時間はいつですか。,朝の九時からです。\n"
ENGLISH = "Question,Answer\nWhere’s the café?,It’s upstairs – “first floor”.\n"


@pytest.mark.parametrize(
    ("text", "codec", "guess"),
    [
        pytest.param(GERMAN, "cp1252", "windows-1252", id="German, Windows"),
        pytest.param(GERMAN, "mac_roman", "Mac Roman", id="German, Mac"),
        pytest.param(GERMAN, "cp850", "DOS 850", id="German, DOS"),
        pytest.param(FRENCH, "cp1252", "windows-1252", id="French, Windows"),
        pytest.param(FRENCH, "mac_roman", "Mac Roman", id="French, Mac"),
        pytest.param(SPANISH, "cp1252", "windows-1252", id="Spanish, Windows"),
        pytest.param(SPANISH, "mac_roman", "Mac Roman", id="Spanish, Mac"),
        pytest.param("D;R\nCosta?;Dieci; è caro più.\n", "mac_roman", "Mac Roman", id="Italian"),
        pytest.param(ENGLISH, "mac_roman", "Mac Roman", id="English, Mac"),
        pytest.param(POLISH, "cp1250", "windows-1250", id="Polish, Windows"),
        pytest.param(POLISH, "iso8859_2", "ISO 8859-2", id="Polish, ISO"),
        pytest.param(CZECH, "cp1250", "windows-1250", id="Czech"),
        pytest.param(
            "Soru;Cevap\nNe zaman açılıyor?;Dokuzda, pazar günü kapalı.\n",
            "cp1254",
            "windows-1254",
            id="Turkish",
        ),
        pytest.param(RUSSIAN, "cp1251", "windows-1251", id="Russian, Windows"),
        pytest.param(RUSSIAN, "koi8_r", "KOI8", id="Russian, KOI8"),
        pytest.param(RUSSIAN, "cp866", "DOS 866", id="Russian, DOS"),
        pytest.param(
            "Ερώτηση,Απάντηση\nΠότε ανοίγετε;,Στις εννέα το πρωί.\n",
            "cp1253",
            "windows-1253",
            id="Greek",
        ),
        pytest.param(
            "שאלה,תשובה\nמתי פותחים?,בתשע בבוקר.\n", "cp1255", "windows-1255", id="Hebrew"
        ),
        pytest.param(
            "السؤال,الجواب\nمتى تفتح المكتبة؟,في التاسعة صباحا.\n",
            "cp1256",
            "windows-1256",
            id="Arabic",
        ),
        pytest.param(JAPANESE, "cp932", "Shift_JIS", id="Japanese, Shift_JIS"),
        pytest.param(JAPANESE, "euc_jp", "EUC-JP", id="Japanese, EUC"),
        pytest.param("질문,답변\n언제 여나요?,아침 아홉 시에요.\n", "cp949", "EUC-KR", id="Korean"),
        pytest.param("问题,答案\n几点开门?,早上九点开门。\n", "gb18030", "GB 18030", id="Chinese"),
        pytest.param(
            "問題,答案\n圖書館幾點開門?,早上九點開門。\n", "big5", "Big5", id="Chinese, Taiwan"
        ),
    ],
)
def test_an_encoding_is_told_by_its_letters(text, codec, guess):
    assert decode_file(text.encode(codec)) == (text, guess)


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf_16_is_known_without_a_byte_order_mark(codec):
    assert decode_file(GERMAN.encode(codec)) == (GERMAN, "")


def test_a_rare_letter_far_below_does_not_break_the_file():
    text = GERMAN + "x;y\n" * 10_000 + "Ende;Größe\n"
    assert decode_file(text.encode("mac_roman")).text == text


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(GERMAN.encode() + b"\xff", id="damaged UTF-8"),
    ],
)
def test_letters_that_nobody_wrote_are_refused(body):
    with pytest.raises(ExtractionError, match="save it as UTF-8"):
        decode_file(body)


@given(st.binary(max_size=500))
def test_any_bytes_make_a_text_or_an_extraction_error(body):
    try:
        text = decode_file(body).text
    except ExtractionError:
        return
    assert not {"\r", "\0"} & set(text)
