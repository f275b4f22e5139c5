import codecs
import csv
import json
import warnings
import zlib
from dataclasses import replace
from io import BytesIO, StringIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import openpyxl
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from faqbot.core.errors import ExtractionError
from faqbot.extract.sheets.columns import header_fields
from faqbot.extract.sheets.reader import ImportedRow, ImportedTable, read_table

KINDS = [".csv", ".xlsx", ".jsonl", ".md"]
HEADER = ("id", "question", "answer", "title", "url", "lang", "tags")
FULL = ("7", "When, if ever?", 'Say "now";\nthen go.', "Time", "https://a.org/x", "en", "a, b")
FULL_ROW = ImportedRow(
    number=2,
    id="7",
    question="When, if ever?",
    answer='Say "now";\nthen go.',
    title="Time",
    url="https://a.org/x",
    language="en",
    tags=("a", "b"),
)
SHOWN = tuple(("language" if name == "lang" else name, name) for name in HEADER)


def make_csv(*records, delimiter=",", ending="\r\n"):
    target = StringIO(newline="")
    csv.writer(target, delimiter=delimiter, lineterminator=ending).writerows(records)
    return target.getvalue()


def make_xlsx(*records):
    workbook = openpyxl.Workbook()
    for record in records:
        workbook.active.append(record)
    target = BytesIO()
    workbook.save(target)
    return target.getvalue()


def make_jsonl(*entries):
    return "\n".join(map(json.dumps, entries)).encode()


def with_part(body, name, content, compression=ZIP_DEFLATED):
    """Return the archive with one part replaced."""
    target = BytesIO()
    with ZipFile(BytesIO(body)) as old, ZipFile(target, "w", compression) as new:
        for part in old.infolist():
            new.writestr(part.filename, content if part.filename == name else old.read(part))
    return target.getvalue()


def with_shared_texts(texts, places):
    """Return a workbook as Excel writes it; `places` are rows of indexes such as "0 1|2 3"."""
    rows = (
        "".join(f'<c t="s"><v>{place}</v></c>' for place in row.split())
        for row in places.split("|")
    )
    sheet = "".join(f"<row>{row}</row>" for row in rows)
    strings = "".join(f"<si><t>{text}</t></si>" for text in texts)
    body = with_part(
        PLAIN_XLSX, SHEET, f"<worksheet {NAMESPACE}><sheetData>{sheet}</sheetData></worksheet>"
    )
    target = BytesIO(body)
    with ZipFile(target, "a") as archive:
        types = archive.read("[Content_Types].xml").decode()
        archive.writestr("xl/sharedStrings.xml", f"<sst {NAMESPACE}>{strings}</sst>")
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"
    override = f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}"/></Types>'
    return with_part(target.getvalue(), "[Content_Types].xml", types.replace("</Types>", override))


def read_csv(text):
    return read_table("faq.csv", text.encode())


def pairs(table):
    return [(row.question, row.answer) for row in table.rows]


PLAIN_XLSX = make_xlsx(("Question", "Answer"), ("Why?", "So."))
SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"], ids=["comma", "semi", "tab", "bar"])
def test_csv_comes_back_as_it_was_written(delimiter, ending):
    table = read_csv(make_csv(HEADER, FULL, delimiter=delimiter, ending=ending))
    assert table == ImportedTable(SHOWN, (FULL_ROW,), ())


def test_xlsx_comes_back_as_it_was_written():
    assert read_table("FAQ.XLSX", make_xlsx(HEADER, FULL)) == ImportedTable(SHOWN, (FULL_ROW,), ())


@pytest.mark.parametrize("tags", [["a", "b"], "a, b"], ids=["list", "text"])
@pytest.mark.parametrize("answer", ["answer", "text"])
def test_jsonl_comes_back_as_it_was_written(answer, tags):
    entry = dict(zip(HEADER, FULL, strict=True)) | {"tags": tags}
    entry[answer] = entry.pop("answer")
    table = read_table("faq.jsonl", b"\n" + make_jsonl(entry))
    assert table.rows == (FULL_ROW,)
    assert ("answer", answer) in table.columns
    assert table.problems == ()


def test_markdown_comes_back_as_plain_questions_and_answers():
    table = read_table(
        "faq.md",
        b"# Our FAQ\nHello.\n\n## What *does* it [cost](/fees)?\n\n**Nothing**, see [fees](/f).\n"
        b"* one\n  * two\n1. three\n\n---\n\n## Billing\n\n### Is snake_case 2 * 3 \\*safe\\*? ##\n"
        b"```\n# no heading?\n```\nQ: Opening hours\nA: Nine\nto five\n\nWho is it?\n====\nWe.\n",
    )
    assert table.problems == ()
    assert tuple(replace(row, html="") for row in table.rows) == (
        ImportedRow(
            4, question="What does it cost?", answer="Nothing, see fees.\n- one\n- two\n- three"
        ),
        ImportedRow(15, question="Is snake_case 2 * 3 *safe*?", answer="# no heading?"),
        ImportedRow(19, question="Opening hours", answer="Nine\nto five"),
        ImportedRow(23, question="Who is it?", answer="We."),
    )


@pytest.mark.parametrize(
    ("text", "html", "answer"),
    [
        pytest.param(
            "See [fees](/f).", '<p>See <a href="/f">fees</a>.</p>', "See fees.", id="link"
        ),
        pytest.param(
            "See [fees][1].\n\n# Else\n\n[1]: /f",
            '<p>See <a href="/f">fees</a>.</p>',
            "See fees.",
            id="link defined below",
        ),
        pytest.param("**A:** So.", "<p>So.</p>", "So.", id="bold label"),
        pytest.param("**A: So.**", "<p><strong>So.</strong></p>", "So.", id="bold answer"),
        pytest.param(
            "| Who | Fee |\n|---|---|\n| Adults | $5 |\n| Children | $2 |",
            "<table>\n<thead>\n<tr>\n<th>Who</th><th>Fee</th></tr>\n</thead>\n<tbody>\n"
            "<tr>\n<td>Adults</td><td>$5</td></tr>\n"
            "<tr>\n<td>Children</td><td>$2</td></tr>\n</tbody>\n</table>\n",
            "Who: Adults; Fee: $5\nWho: Children; Fee: $2",
            id="table",
        ),
        pytest.param("<p>So<br>it is.</p>", "<p>So<br>it is.</p>", "So\nit is.", id="HTML"),
        pytest.param(
            "```\na = 1\n  b\n```",
            "<pre><code>a = 1\n  b\n</code></pre>\n",
            "a = 1\nb",
            id="source code",
        ),
        pytest.param(
            "> So\n> it is.",
            "<blockquote>\n<p>So<br />\nit is.</p>\n</blockquote>\n",
            "So\nit is.",
            id="quotation",
        ),
    ],
)
def test_markdown_answers_are_read_as_html_and_as_text(text, html, answer):
    row = read_table("faq.md", f"# Why?\n\n{text}".encode()).rows[0]
    assert (row.html, row.answer) == (html, answer)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "- Q: Why?\n  A: So.\n- Q: How?\n  A: Thus.", [(1, "Why?"), (3, "How?")], id="list"
        ),
        pytest.param("Q: Why?\nA: So.\nQ: How?\nA: Thus.", [(1, "Why?"), (3, "How?")], id="lines"),
        pytest.param(
            "## Q: Why\nSo.\n## How?\n\nA: Thus.", [(1, "Why"), (3, "How?")], id="headings"
        ),
        pytest.param(
            "<details>\n<summary>Why?</summary>\n\nSo.\n\n</details>\n"
            "<details>\n<summary><b>How?</b></summary>Thus.</details>",
            [(2, "Why?"), (8, "How?")],
            id="details",
        ),
        pytest.param(
            "<h2>Why?</h2>\n<p>So.</p>\n<h2>How?</h2>\nThus.", [(1, "Why?"), (3, "How?")], id="HTML"
        ),
        pytest.param(
            "| Question | Answer |\n|--|--|\n| Why? | So. |\n| How? | Thus. |",
            [(3, "Why?"), (4, "How?")],
            id="table",
        ),
    ],
)
def test_markdown_questions_are_found_whatever_the_markup(text, expected):
    table = read_table("faq.md", text.encode())
    assert [(row.number, row.question) for row in table.rows] == expected
    assert [row.answer for row in table.rows] == ["So.", "Thus."]


def test_markdown_question_about_html_keeps_its_tags():
    table = read_table("faq.md", b"# What does `<b>x</b>` &amp;amp; do?\nBold.")
    assert table.rows[0].question == "What does <b>x</b> &amp; do?"


def test_markdown_keeps_other_headings_inside_an_answer():
    table = read_table("faq.md", b"# Why?\nSo.\n## In detail\nAnd so.\n## Next part\n# How?\nThus.")
    assert pairs(table) == [("Why?", "So.\nIn detail\nAnd so."), ("How?", "Thus.")]


@pytest.mark.parametrize(
    ("bom", "encoding"),
    [
        pytest.param(b"", "utf-8", id="UTF-8"),
        pytest.param(codecs.BOM_UTF8, "utf-8", id="UTF-8 with BOM"),
        pytest.param(codecs.BOM_UTF16_LE, "utf-16-le", id="UTF-16 little endian"),
        pytest.param(codecs.BOM_UTF16_BE, "utf-16-be", id="UTF-16 big endian"),
        pytest.param(b"", "cp1252", id="Windows"),
    ],
)
def test_csv_is_read_in_every_encoding(bom, encoding):
    body = bom + "question;answer\n¿Cuándo?;“Mañana” – 5 €".encode(encoding)
    assert pairs(read_table("faq.csv", body)) == [("¿Cuándo?", "“Mañana” – 5 €")]


@pytest.mark.parametrize(
    "header",
    [
        pytest.param("Pregunta;RESPUESTA;Categoría", id="es"),
        pytest.param("Question;Réponse;Catégorie", id="fr"),
        pytest.param("Frage:;Antwort;Kategorie", id="de"),
        pytest.param("Pergunta;Resposta;Categoria", id="pt"),
        pytest.param("Q;A;Tags", id="short"),
        pytest.param("DOMANDA;Risposta;Argomento", id="it"),
        pytest.param("Veelgestelde vraag;Antwoord;Onderwerp", id="nl"),
        pytest.param("Preguntes;Respostes;Etiquetes", id="ca"),
        pytest.param("Spørsmål;Svar;Emne", id="no"),
        pytest.param("Spørgsmål;Svar;Emne", id="da"),
        pytest.param("Fråga;Svar;Ämne", id="sv"),
        pytest.param("Kysymys;Vastaus;Aihe", id="fi"),
        pytest.param("Kérdés;Válasz;Téma", id="hu"),
        pytest.param("Вопрос;Ответ;Раздел", id="ru"),
        pytest.param("Питання;Відповідь;Розділ", id="uk"),
        pytest.param("SORU;Yanıt;Konu", id="tr"),
        pytest.param("Otázka;Odpověď;Kategorie", id="cs"),
        pytest.param("Otázka;Odpoveď;Kategória", id="sk"),
        pytest.param("Întrebare;Răspuns;Subiect", id="ro"),
        pytest.param("Pytanie;Odpowiedź;Dział", id="pl"),
        pytest.param("Ερώτηση;Απάντηση;Κατηγορία", id="el"),
        pytest.param("السؤال;الإجابة;الفئة", id="ar"),
        pytest.param("پرسش;پاسخ;دسته‌بندی", id="fa"),
        pytest.param("שאלה;תשובה;נושא", id="he"),
        pytest.param("प्रश्न;उत्तर;श्रेणी", id="hi"),
        pytest.param("よくある質問;回答;カテゴリ", id="ja"),
        pytest.param("问题;答案;分类", id="zh"),
        pytest.param("질문;답변;분류", id="ko"),
        pytest.param("คำถาม;คำตอบ;หมวดหมู่", id="th"),
        pytest.param("Câu hỏi;Câu trả lời;Chủ đề", id="vi"),
        pytest.param("Pertanyaan;Jawaban;Topik", id="id"),
        pytest.param("Question (required);Answer [HTML];Tags *", id="with brackets"),
        pytest.param("質問（必須）;回答;分類", id="with wide brackets"),
        pytest.param("Domanda / Question;Risposta / Answer;Tag", id="two languages"),
    ],
)
def test_headers_are_known_in_many_languages(header):
    fields = [field for field, _ in header_fields(header.split(";"))]
    assert fields == ["question", "answer", "tags"]


def test_an_unknown_header_above_two_columns_is_no_question():
    table = read_csv("Klausimas;Atsakymas\nKur?;Čia.\nKada?;Rytoj.\n")
    assert table.columns == (("question", "Klausimas"), ("answer", "Atsakymas"))
    assert pairs(table) == [("Kur?", "Čia."), ("Kada?", "Rytoj.")]


def test_columns_are_shown_with_the_header_they_were_found_under():
    table = read_csv("Notas;Respuesta;Pregunta\nx;Sí.;¿Abren?\n")
    assert table.columns == (("answer", "Respuesta"), ("question", "Pregunta"))
    assert pairs(table) == [("¿Abren?", "Sí.")]


def test_header_may_stand_below_a_title():
    table = read_csv("sep=;\nOur questions\nQuestion;Answer\nWhy, then?;So, so\n")
    assert table.rows == (ImportedRow(4, question="Why, then?", answer="So, so"),)


def test_two_columns_without_header_are_questions_and_answers():
    table = read_csv("Why, then?\tSo.\nHow?\tThus, and so.\nOther\tText\n")
    assert pairs(table) == [("Why, then?", "So."), ("How?", "Thus, and so."), ("Other", "Text")]
    assert table.columns == (("question", "column 1"), ("answer", "column 2"))


def test_a_title_stands_in_for_a_question():
    assert read_csv("title,text\nFees,None.\n").rows == (
        ImportedRow(2, title="Fees", answer="None."),
    )


def test_of_two_columns_that_fit_the_first_is_taken_and_reported():
    table = read_csv("question,answer,text\nWhy?,So.,Other\n")
    assert pairs(table) == [("Why?", "So.")]
    assert table.problems == ("two columns fit answer: “answer” was taken, “text” was not",)


def test_of_two_keys_that_fit_the_one_with_text_is_taken_and_reported():
    table = read_table(
        "faq.jsonl",
        make_jsonl(
            {"question": "Why?", "text": "B", "answer": "A"},
            {"question": "How?", "text": "B", "answer": " "},
        ),
    )
    assert pairs(table) == [("Why?", "A"), ("How?", "B")]
    assert table.problems == ("two keys fit answer: “answer” was taken, “text” where it is empty",)


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        pytest.param('"Free" lunch?,Yes', ('"Free" lunch?', "Yes"), id="inner"),
        pytest.param('"Why?,So', ('"Why?', "So"), id="never closed"),
        pytest.param('"Say ""hi""?","a,b"', ('Say "hi"?', "a,b"), id="doubled"),
        pytest.param("Wh\0y?,S\0o", ("Why?", "So"), id="NUL"),
        pytest.param("=1+1?,=HYPERLINK(A1)", ("=1+1?", "=HYPERLINK(A1)"), id="formula"),
        pytest.param('"Why\n  now?"," a \n\n b "', ("Why now?", "a\nb"), id="line breaks"),
    ],
)
def test_csv_cells_are_text_whatever_stands_in_them(record, expected):
    table = read_csv(f"question,answer\n{record}\nEnd?,Yes.\n")
    assert pairs(table) == [expected, ("End?", "Yes.")]


@pytest.mark.parametrize(
    ("answer", "html", "text"),
    [
        pytest.param(
            "<p>By <b>card</b> &amp; phone.</p><ul><li>Visa</li><li>Cash</li></ul>",
            "<p>By <b>card</b> &amp; phone.</p><ul><li>Visa</li><li>Cash</li></ul>",
            "By card & phone.\n- Visa\n- Cash",
            id="paragraph and list",
        ),
        pytest.param("One<b>!</b>\nTwo", "One<b>!</b><br>Two", "One!\nTwo", id="line feeds"),
        pytest.param("Fish &amp; chips", "Fish &amp; chips", "Fish & chips", id="entity"),
        pytest.param("Write <table>, AT&T", "", "Write <table>, AT&T", id="text with a tag"),
        pytest.param("if a <b and b> c", "", "if a <b and b> c", id="text with signs"),
    ],
)
def test_an_answer_that_is_html_is_read_as_html(answer, html, text):
    row = read_csv(make_csv(("question", "answer"), ("Cards &amp; <i>cash</i>?", answer))).rows[0]
    assert (row.question, row.html, row.answer) == ("Cards & cash?", html, text)


def test_a_formula_in_xlsx_that_is_text_stays_text():
    workbook = openpyxl.Workbook()
    workbook.active.append(("question", "answer", "id"))
    workbook.active.append(("Why?", "x", 12))
    workbook.active["B2"].value = "=cmd|'/c calc'!A1"
    workbook.active["B2"].data_type = "s"
    target = BytesIO()
    workbook.save(target)
    row = read_table("faq.xlsx", target.getvalue()).rows[0]
    assert (row.answer, row.id) == ("=cmd|'/c calc'!A1", "12")


def test_unusable_rows_are_reported_by_number_and_the_rest_is_read():
    table = read_csv(
        "question,answer\nWhy?,So.\n,Lost\n\nHow?\nWhen?, \n"
        f"Long?,{'x' * 100_001}\nWho?,We,you\nLast?,Yes.,,\n"
    )
    assert table.problems == (
        "row 3: the question is empty",
        "row 5: the answer is empty",
        "row 6: the answer is empty",
        "row 7: the answer has more than 100,000 characters",
        "row 8: has 3 cells where 2 are expected; the rest was left out",
    )
    assert [row.number for row in table.rows] == [2, 8, 9]


def test_xlsx_rows_are_reported_by_their_number_in_the_spreadsheet():
    body = make_xlsx(("question", "answer"), (), ("Why?", None), ("How?", "Thus."))
    table = read_table("faq.xlsx", body)
    assert table.problems == ("row 3: the answer is empty",)
    assert table.rows[0].number == 4


def test_a_json_array_is_read_like_its_objects_on_lines():
    array = [{"question": "Why?", "answer": "So."}, {"question": "How?"}]
    table = read_table("faq.jsonl", codecs.BOM_UTF8 + json.dumps(array, indent=1).encode())
    assert pairs(table) == [("Why?", "So.")]
    assert table.problems == ("object 2: the answer is empty",)


@pytest.mark.parametrize("name", ["faq.jsonl", "faq.json"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param('[{"question": "Why?", "answer": "So."}]', id="array"),
        pytest.param('{"version": 2, "faqs": [{"question": "Why?", "answer": "So."}]}', id="held"),
        pytest.param('{\n "question": "Why?",\n "answer": "So."\n}', id="one object on lines"),
        pytest.param('[{"Pregunta": "Why?", "respuesta": "So.", "page": 3}]', id="Spanish keys"),
        pytest.param('\ufeff{"question": "Why?", "answer": "So."}\n\ufeff\n', id="marks"),
    ],
)
def test_json_is_read_in_the_shapes_that_programs_export(name, text):
    assert pairs(read_table(name, text.encode())) == [("Why?", "So.")]


def test_files_joined_with_their_byte_order_marks_are_read_to_the_end():
    line = '\ufeff{"question": "Why?", "answer": "So."}\n'
    assert pairs(read_table("faq.jsonl", (line * 2).encode())) == [("Why?", "So.")] * 2


def test_a_link_that_is_none_is_left_out_and_the_answer_kept():
    table = read_csv("question,answer,url\nWhy?,So.,see below\n")
    assert (table.rows[0].answer, table.rows[0].url) == ("So.", "")
    assert table.problems == ("row 2: “see” is not a link; enter https://… or /path",)


@pytest.mark.parametrize("record", ["Why?,#REF!", "#NAME?,So."])
def test_the_error_of_a_formula_is_no_question_and_no_answer(record):
    table = read_csv(f"question,answer\n{record}\nHow?,Thus.\n")
    assert pairs(table) == [("How?", "Thus.")]
    assert "is the error of a formula; correct it" in table.problems[0]


def test_unusable_jsonl_lines_are_reported():
    good = json.dumps({"question": "Why?", "answer": "So.", "id": 3, "tags": [1, None, "b"]})
    lines = ["{", "[]", '{"question": ["x"]}', "[" * 100_000, '{"question": "Q?"}', good]
    table = read_table("faq.jsonl", "\n".join(lines).encode())
    assert table.rows == (ImportedRow(6, id="3", question="Why?", answer="So.", tags=("1", "b")),)
    assert table.problems == (
        "line 1: is not JSON",
        "line 2: is not a JSON object",
        "line 3: a value is neither text nor a number",
        "line 4: is not JSON",
        "line 5: the answer is empty",
    )


@pytest.mark.parametrize("header", ["question,url", "Question,Expected URL", "frage,link"])
def test_a_question_with_a_link_needs_no_answer(header):
    table = read_csv(f"{header}\nHow much?,/fees#dues\nWhat for?,\n,/fees\nWhere?,fees.html\n")
    assert table.rows == (ImportedRow(2, question="How much?", url="/fees#dues"),)
    assert table.problems == (
        "row 3: the answer is empty",
        "row 4: the question is empty",
        "row 5: “fees.html” is not a link; enter https://… or /path",
    )


def test_unused_columns_are_reported_if_there_are_no_answers():
    table = read_csv("question;link;Remarks\nHow much?;/fees;Three dollars.\n")
    assert table.problems == ("no column was taken for answers; not used: Remarks",)


def test_a_list_of_pages_is_refused():
    with pytest.raises(ExtractionError, match="question and an answer"):
        read_csv("title,url\nFees,/fees\n")


def test_a_markdown_question_without_an_answer_is_reported():
    table = read_table("faq.md", b"# Why?\n# How?\nThus.")
    assert table.problems == ("line 1: the answer is empty",)


def test_a_thousand_problems_are_kept_and_the_rest_is_counted():
    table = read_csv("question,answer\nWhy?,So.\n" + "Why?,\n" * 1500)
    assert len(table.problems) == 1000
    assert table.problems[-1] == "and 501 more problems"


def test_rows_past_the_limit_are_left_out_and_reported():
    table = read_csv("question,answer\n" + "Why?,So.\n" * 100_005)
    assert len(table.rows) == 100_000
    assert table.problems == ("row 100002 and all below: left out; split the file",)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("body", [b"", b"\xff\xfe", b"\0" * 99, b"Hello", b"{}"], ids=repr)
def test_a_file_with_nothing_usable_is_refused_by_name(kind, body):
    with pytest.raises(ExtractionError, match=rf"^faq\{kind}: .*(question|save it again)"):
        read_table(f"faq{kind}", body)


def test_a_header_without_answers_is_refused_with_what_was_found():
    with pytest.raises(ExtractionError, match="question and answer.*“Question”, “Notes”"):
        read_csv("Question,Notes\nWhy?,So.\nHow?,So.\n")


@pytest.mark.parametrize("name", ["faq.xls", "faq", "csv", "", "a.csv.exe"])
def test_other_endings_are_refused_with_those_that_are_read(name):
    with pytest.raises(ExtractionError, match=r"\.csv, \.xlsx, \.jsonl, \.json or \.md"):
        read_table(name, b"question,answer\nWhy?,So.\n")


@pytest.mark.parametrize("kind", KINDS)
def test_a_body_over_50_mb_is_refused(kind):
    with pytest.raises(ExtractionError, match="50 MB"):
        read_table(f"faq{kind}", bytes(50_000_001))


def test_an_xlsx_whose_directory_states_too_much_is_refused():
    with pytest.raises(ExtractionError, match="200 MB when unzipped"):
        read_table("faq.xlsx", with_part(PLAIN_XLSX, SHEET, bytes(201_000_000)))


def test_an_xlsx_whose_directory_lies_about_a_size_is_refused():
    size, lie = 40_000_000, 100
    body = with_part(PLAIN_XLSX, SHEET, bytes(size))
    body = body.replace(size.to_bytes(4, "little"), lie.to_bytes(4, "little"))
    body = body.replace(
        zlib.crc32(bytes(size)).to_bytes(4, "little"), zlib.crc32(bytes(lie)).to_bytes(4, "little")
    )
    with pytest.raises(ExtractionError, match="damaged"):
        read_table("faq.xlsx", body)


def test_an_xlsx_with_entities_is_refused():
    xml = b'<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    with pytest.raises(ExtractionError, match="damaged"):
        read_table("faq.xlsx", with_part(PLAIN_XLSX, SHEET, xml))


def test_an_xlsx_compressed_in_another_way_is_refused():
    with pytest.raises(ExtractionError, match="damaged"):
        read_table("faq.xlsx", with_part(PLAIN_XLSX, SHEET, b"x" * 9999, ZIP_BZIP2))


def test_xlsx_texts_that_are_stored_once_are_read_at_each_place():
    body = with_shared_texts(("question", "answer", "Why?", "So."), "0 1|2 3|2 3")
    assert pairs(read_table("faq.xlsx", body)) == [("Why?", "So.")] * 2


def test_an_xlsx_that_repeats_one_shared_text_too_often_is_refused():
    with pytest.raises(ExtractionError, match="50 million characters"):
        read_table("faq.xlsx", with_shared_texts(["x" * 30_000], "|".join(["0"] * 2000)))


def test_an_xlsx_of_too_many_cells_is_refused():
    with pytest.raises(ExtractionError, match="too many cells"):
        read_table("faq.xlsx", with_part(PLAIN_XLSX, SHEET, b"<c/>" * 5_000_001))


def test_an_xlsx_that_overstates_its_size_is_read_to_its_last_row():
    with ZipFile(BytesIO(PLAIN_XLSX)) as archive:
        xml = archive.read(SHEET).replace(b'ref="A1:B2"', b'ref="A1:XFD1048576"')
    table = read_table("faq.xlsx", with_part(PLAIN_XLSX, SHEET, xml))
    assert pairs(table) == [("Why?", "So.")]


@settings(max_examples=100, deadline=None)
@example(body=PLAIN_XLSX)
@example(body=PLAIN_XLSX[:-9])
@example(body=b'question,answer\n"' + b'"' * 999)
@example(body=b'{"question": "\\ud800", "answer": NaN}')
@given(body=st.binary(max_size=2000) | st.text("Q?:#a\n,;\"'*[](){}", max_size=300).map(str.encode))
@pytest.mark.parametrize("kind", KINDS)
def test_any_bytes_make_a_table_or_an_extraction_error(kind, body):
    try:
        table = read_table(f"faq{kind}", body)
    except ExtractionError:
        return
    assert table.rows
    assert all((row.question or row.title) and row.answer for row in table.rows)


@settings(max_examples=100, deadline=None)
@given(at=st.integers(0, len(PLAIN_XLSX) - 1), byte=st.binary(min_size=1, max_size=4))
def test_a_damaged_xlsx_makes_a_table_or_an_extraction_error(at, byte):
    body = PLAIN_XLSX[:at] + byte + PLAIN_XLSX[at + len(byte) :]
    try:
        assert read_table("faq.xlsx", body).rows
    except ExtractionError as error:
        assert str(error).startswith("faq.xlsx: ")


@settings(max_examples=100, deadline=None)
@given(st.text("<>/cvrows=\"' 0123456789tAZ-.", max_size=300))
def test_any_sheet_makes_a_table_or_an_extraction_error(inside):
    xml = f"<worksheet {NAMESPACE}><sheetData>{inside}</sheetData></worksheet>".encode()
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        try:
            read_table("faq.xlsx", with_part(PLAIN_XLSX, SHEET, xml))
        except ExtractionError as error:
            assert str(error)
