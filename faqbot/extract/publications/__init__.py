"""Lists of publications; items, inner pages and files become one document.

In: trees and extracted pages. Out: items, Documents.

Others may import: linkage, lists.
"""
