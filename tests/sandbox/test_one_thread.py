"""torch keeps to one thread, whoever imports it."""

import pytest

from tests.sandbox.conftest import Bench


@pytest.mark.slow
def test_a_student_who_imports_torch_gets_one_thread(bench: Bench) -> None:
    """Wishes for more threads are accepted and ignored, so the worker can still be forked."""
    student = bench.student("""
        import torch
        torch.set_num_threads(4)
        torch.set_num_interop_threads(2)
        made = torch.ones(300, 300) @ torch.ones(300, 300)
        def count():
            return torch.get_num_threads(), float((made @ made)[0, 0])
    """)
    assert student.count() == (1, 300.0**3)


@pytest.mark.slow
def test_a_preloaded_torch_keeps_to_one_thread(torch_bench: Bench) -> None:
    """The same holds where the assignment preloads torch."""
    source = "import torch\ntorch.set_num_threads(4)\ndef count():\n    return torch.get_num_threads()"
    assert torch_bench.student(source).count() == 1
