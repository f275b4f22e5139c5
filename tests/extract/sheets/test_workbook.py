from datetime import date, time
from io import BytesIO

import openpyxl
import pytest

from faqbot.core.errors import ExtractionError
from faqbot.extract.sheets.reader import read_table

HEADER = ("Question", "Answer")


def workbook(sheets, formats=(), hidden=()):
    """Return an .xlsx file; `formats` holds (sheet, cell, code)."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    for title, cell, code in formats:
        book[title][cell].number_format = code
    for title in hidden:
        book[title].sheet_state = "hidden"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def test_answers_are_read_as_the_cells_show_them():
    rows = [HEADER, ("Discount?", 0.25), ("Opens?", time(9, 30)), ("Feast?", date(2026, 6, 1))]
    body = workbook({"FAQ": rows}, [("FAQ", "B2", "0%"), ("FAQ", "B3", "h:mm")])
    answers = [row.answer for row in read_table("faq.xlsx", body).rows]
    assert answers == ["25%", "9:30", "2026-06-01"]


def test_every_sheet_is_read_by_its_own_header():
    body = workbook(
        {
            "Fees": [("Our fees",), (), HEADER, ("Cost?", "Nine.")],
            "Hours": [("Antwort", "Kategorie", "Frage"), ("Um neun.", "x", "Wann offen?")],
            "Notes": [("Remember the milk",)],
            "Empty": [],
        }
    )
    table = read_table("faq.xlsx", body)
    assert [(row.question, row.answer, row.place) for row in table.rows] == [
        ("Cost?", "Nine.", "sheet “Fees”, row 4"),
        ("Wann offen?", "Um neun.", "sheet “Hours”, row 2"),
    ]
    [problem] = table.problems
    assert problem.startswith("sheet “Notes” was not read: it has no header")


def test_problems_name_the_sheet():
    body = workbook({"A": [HEADER, ("Cost?", "Nine.")], "B": [HEADER, ("Fees?", None)]})
    assert read_table("faq.xlsx", body).problems == ("sheet “B”, row 2: the answer is empty",)


def test_hidden_sheets_are_not_read_and_named():
    rows = [HEADER, ("Cost?", "Nine.")]
    body = workbook({"Old": [HEADER, ("Cost?", "Eight.")], "New": rows}, hidden=["Old"])
    table = read_table("faq.xlsx", body)
    assert [row.answer for row in table.rows] == ["Nine."]
    assert table.problems == ("hidden sheets were not read: “Old”; to import them, show them",)


def test_a_workbook_without_questions_says_which_sheet_lacks_a_header():
    with pytest.raises(ExtractionError, match="sheet “A” was not read: it has no header"):
        read_table("faq.xlsx", workbook({"A": [("a", "b")], "B": [("c", "d")]}))


def test_sheets_beyond_the_limit_are_reported():
    sheets = {f"S{number}": [HEADER, ("Cost?", "Nine.")] for number in range(101)}
    table = read_table("faq.xlsx", workbook(sheets))
    assert len(table.rows) == 100
    assert "only 100 of 101 sheets were read; split the file" in table.problems
