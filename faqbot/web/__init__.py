"""faqbot over HTTP: the search page and the JSON API."""
