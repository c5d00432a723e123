"""The door: `python grade.py run backprop submissions/backprop`. All else is in autograder/."""

from autograder.cli import main

if __name__ == "__main__":
    main()
