"""Fresh processes that compute on one core each."""

from __future__ import annotations

import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def single_core_pool(workers: int, tasks_each: int | None = None) -> ProcessPoolExecutor:
    """Return a pool of new processes, each of which lets numpy use one core only.

    Args:
        workers: number of processes at a time.
        tasks_each: tasks after which a process makes place for a fresh one; None for never.
    """
    os.environ.update(dict.fromkeys(_THREADS, "1"))  # read by the children as they load numpy
    return ProcessPoolExecutor(
        workers, mp_context=get_context("spawn"), max_tasks_per_child=tasks_each
    )
