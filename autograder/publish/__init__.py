"""What leaves the course: starters, releases for students, packages for Gradescope."""
