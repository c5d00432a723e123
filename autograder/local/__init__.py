"""A student's own machine: tasks are tried on the examples that the course has released.

The same words, comparisons and messages as in grading, without a sandbox, the reference or Hypothesis: the
student's code runs in this process or in a child of it, on Linux, macOS or Windows. What is here, and what
it imports, needs only Python and numpy: `publish.vendored` puts it into the one file that students get.

    plain      skeletons as JSON
    tape       what the reference answered, played back
    offered    what the course has released, read
    loop       calls within one process, by the frames of the wire
    bench      a task tried: Outcome
    opening    files -> modules
    child      the process that tries a file's tasks
    check      the process that watches it
    telling    what is read in a terminal
    live       the names of a running notebook, tried where they live
    guard      ends a call there that does not end
    untouched  what a check leaves as it was
    findings   what came of a check, and the sentences about it
    page       the same as HTML
    typed      an example as code
    saved      which file is handed in, and whether it is saved
    handin     the zip that is handed in
"""
