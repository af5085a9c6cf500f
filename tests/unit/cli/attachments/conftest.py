"""One thread for numpy, as in the closed process: more would only wait for each other."""

import os

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
