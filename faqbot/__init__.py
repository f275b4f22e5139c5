"""faqbot answers questions from a site's own words."""

__version__ = "0.1.0"
