"""faqbot on the terminal."""
