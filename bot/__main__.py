"""`python -m bot`: the command line, where `noisong` is not on the path."""

from bot.cli import main

main()
