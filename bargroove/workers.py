"""Fresh processes that compute on one core each."""

from __future__ import annotations

from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context


def single_core_pool(workers: int, tasks_each: int | None = None) -> ProcessPoolExecutor:
    """Return a pool of new processes, in each of which numpy uses one core only (``bargroove``).

    Args:
        workers: number of processes at a time.
        tasks_each: tasks after which a process makes place for a fresh one; None for never.
    """
    return ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), max_tasks_per_child=tasks_each
    )
