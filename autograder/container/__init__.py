"""Grades one submission where Gradescope runs it: as root, in a container, against the clock."""
