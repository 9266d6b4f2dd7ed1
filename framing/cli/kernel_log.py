"""What the kernel of a notebook logs in every sound run, kept from the terminal of ``framing figures``.

A kernel that Jupyter starts on this machine talks over its own loopback address, and says each time that this is not
encrypted. When the notebook has run, Jupyter first interrupts the kernel, then asks it to stop; a kernel that is still
about its last message then logs the interrupt as an error. All else that a kernel logs is shown.
"""

from __future__ import annotations

import json
import logging

EXPECTED = ("Kernel is running over TCP without encryption", "KeyboardInterrupt caught in kernel")


class Unexpected(logging.Filter):
    """Lets through what is not logged in every sound run.

    >>> Unexpected().filter(logging.makeLogRecord({"msg": "KeyboardInterrupt caught in kernel."}))
    False
    """

    def filter(self, record: logging.LogRecord) -> bool:
        return not record.getMessage().startswith(EXPECTED)


def kernel_arguments() -> list[str]:
    """The arguments with which a kernel (ipykernel) is started, so that its log goes through `Unexpected`.

    >>> [argument.partition("=")[0] for argument in kernel_arguments()]
    ['--IPKernelApp.logging_config']
    """
    name = "unexpected"
    config = {
        "filters": {name: {"()": f"{Unexpected.__module__}.{Unexpected.__qualname__}"}},
        "loggers": {"IPKernelApp": {"filters": [name]}},
    }
    return [f"--IPKernelApp.logging_config={json.dumps(config)}"]
