"""`python -m faqbot.cli`: the `faqbot` command, even if it is not on the PATH."""

from faqbot.cli.commands import main

main()
