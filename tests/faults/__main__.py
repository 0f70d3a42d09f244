"""The command: break things, print a table, exit 1 where anything was lost."""

import sys

from tests.faults.run import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
