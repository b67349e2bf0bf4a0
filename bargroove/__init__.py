"""The application: command line, and what wires the other packages together."""

import os

__version__ = "0.1.0"

# The estimator's matrices are small and many: threads of numpy's own would only get in each
# other's way, and in a live set's. Read as numpy is loaded, here and by every child.
for _threads in (
    "OMP_NUM_THREADS",
    "OPENBLAS_NUM_THREADS",
    "MKL_NUM_THREADS",
    "VECLIB_MAXIMUM_THREADS",
):
    os.environ.setdefault(_threads, "1")
