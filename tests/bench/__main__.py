"""The command: measure, print a table, exit 1 where a goal is missed."""

import sys

from tests.bench.run import main

sys.exit(main(sys.argv[1:]))
