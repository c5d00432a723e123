"""autograder: grades deep-learning assignments with property-based tests, out of the students' reach."""

__version__ = "0.1.0"
