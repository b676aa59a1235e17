"""What not every machine has: its tests are skipped, but not on CI."""
import os

import pytest


def want(there, cause):
    """Go on if something is there; say else what to do for it."""
    if not there:
        say = pytest.fail if os.environ.get("CI") else pytest.skip
        say(cause)
