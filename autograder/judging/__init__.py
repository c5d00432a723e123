"""The trusted side: collects the tests, rehearses them, judges submissions by them.

plugin -> collection -> rehearsal -> judge
              hypothesis_runs: all that touches Hypothesis
"""
