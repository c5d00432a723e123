"""Grades deep-learning assignments with property-based tests, out of the students' reach.

Imports fall one way:

    cli → commands → batch → judging → claims, sandbox, reports, intake → model, errors

    intake     disk -> values: assignments, submissions
    sandbox    the only place that knows a student process exists
    claims     the words assignments are written in
    judging    collects, rehearses, replays, shrinks: (Assignment, Submission) -> Outcomes
    reports    Report -> text
    batch      many submissions, bounded jobs, nothing lost
"""

__version__ = "0.1.0"
