"""Run a chapter's cells where there is no notebook: in the reader's page.

A Session does what a kernel would: it runs a cell, sends what is printed and
shown as it comes, and hands back all of it as (mime type, text) pairs. The
page it talks to has three methods, `send(kind, *texts)`, and `load(names)`
and `offered()`, which are awaited; live-worker.js makes one.
"""
from .session import Session

__all__ = ["Session"]
