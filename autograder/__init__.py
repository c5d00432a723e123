"""Grades deep-learning assignments with property-based tests, out of the students' reach.

Imports fall one way:

    cli → commands, inspection, publish, container → gradebooks, local → batch → judging →
    claims, sandbox, reports, intake → model, policy, errors

    intake     disk -> values: assignments, submissions, exports of learning systems, points given by hand
    sandbox    the only place that knows a student process exists
    claims     the words assignments are written in
    judging    collects, rehearses, replays, shrinks: (Assignment, Submission) -> Outcomes
    reports    Report -> text
    batch      many submissions, bounded jobs, nothing lost
    gradebooks a folder of reports: written, merged with manual.csv, filled into a learning system's file
    inspection what loads of a file, without grading
    publish    what leaves the course: starters, releases, the zip for Gradescope
    container  one submission, where Gradescope runs it
    local      a student's own machine: released tasks tried without a sandbox; `notebook` is its front door
"""

__version__ = "0.1.0"
