"""`pytest assignments/NAME --submission FILE` for authors."""

pytest_plugins = ["autograder.judging.plugin"]
