"""Lists of publications; entries, inner pages and files become one document.

In: trees and pages. Out: items, Documents.

Others may import: linkage, lists.
"""
