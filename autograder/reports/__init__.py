"""A Report as text: for Gradescope, for the student, for the gradebook, for staff. Pure functions."""
