"""torch keeps to one process and one thread, whoever imports it."""

import pytest

from autograder.sandbox.endings import StudentRaised
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


LOADERS = """
    import multiprocessing, os
    import torch
    from torch.utils.data import DataLoader, Dataset, TensorDataset

    class Where(Dataset):
        def __len__(self): return 4
        def __getitem__(self, i): return torch.tensor([i, os.getpid()])

    class Mine(DataLoader):
        def __init__(self, data, **more):
            super().__init__(data, 2, False, None, None, 2, **more)

    def by_name():
        return of(DataLoader(Where(), batch_size=2, num_workers=2, persistent_workers=True, prefetch_factor=4,
                             timeout=9, worker_init_fn=print, multiprocessing_context="spawn"))
    def by_position():
        return of(DataLoader(Where(), 2, False, None, None, 2, None, False, False, 9, print))
    def by_subclass():
        return of(Mine(Where(), prefetch_factor=2))
    def plain():
        return of(DataLoader(Where(), 2))
    def of(loader):
        batches = [batch for _ in range(2) for batch in loader]
        here = all(bool((batch[:, 1] == os.getpid()).all()) for batch in batches)
        return [batch[:, 0] for batch in batches], here, loader.num_workers, len(loader)

    def shuffled(workers):
        torch.manual_seed(3)
        data = TensorDataset(torch.arange(20))
        return [b for (b,) in DataLoader(data, 5, shuffle=True, num_workers=workers)]

    def unknown(): DataLoader(Where(), workers=2)
    def nothing(): DataLoader()
    def derives(): return issubclass(Mine, DataLoader) and "num_workers" in (DataLoader.__doc__ or "")
"""


@pytest.mark.slow
def test_batches_are_made_in_the_process_itself(torch_bench: Bench) -> None:
    """Wishes for workers are accepted and ignored, by name, by position, in a subclass."""
    student = torch_bench.student(LOADERS)
    for name in ("plain", "by_name", "by_position", "by_subclass"):
        batches, here, workers, length = getattr(student, name)()
        assert [batch.tolist() for batch in batches] == [[0, 1], [2, 3]] * 2
        assert (here, workers, length) == (True, 0, 2)
    assert student.derives()


@pytest.mark.slow
def test_the_order_of_batches_does_not_depend_on_workers(torch_bench: Bench) -> None:
    """One seed, one order."""
    student = torch_bench.student(LOADERS)
    orders = [[batch.tolist() for batch in student.shuffled(workers)] for workers in (0, 2, 2)]
    assert orders[0] == orders[1] == orders[2]
    assert sorted(number for batch in orders[0] for number in batch) == list(range(20))


@pytest.mark.slow
def test_other_arguments_mean_what_they_mean(torch_bench: Bench) -> None:
    """What torch does not know, it refuses in its own words."""
    student = torch_bench.student(LOADERS)
    with pytest.raises(StudentRaised, match="unexpected keyword argument 'workers'"):
        student.unknown()
    with pytest.raises(StudentRaised, match="missing 1 required positional argument: 'dataset'"):
        student.nothing()


@pytest.mark.slow
def test_a_student_who_imports_torch_makes_batches_in_the_process(bench: Bench) -> None:
    """The same holds where the assignment does not preload torch."""
    assert bench.student(LOADERS).by_name()[2] == 0
