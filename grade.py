"""The door: `python grade.py run backprop submissions/backprop`. All else is in autograder/."""

import sys

try:
    from autograder.cli import main
except ModuleNotFoundError as missing:
    print(f"grade: {missing.name} is not installed here; run `make demo` once, then `. .venv/bin/activate`")
    sys.exit(2)

if __name__ == "__main__":
    main()
