"""``python -m pourparler``: the command line."""

from pourparler.views.cli import main

main()
