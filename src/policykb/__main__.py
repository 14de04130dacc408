"""``python -m policykb``."""

from policykb.cli import main

main()
