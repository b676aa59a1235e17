"""Chapters executed ahead of Sphinx, as many at a time as there are cores.

myst-nb executes a chapter when Sphinx comes to read it, one after another.
Here other processes go through the same pages in the same order, each with
one kernel, and myst-nb is handed what they found in place of an execution of
its own.  All else is as without them: what is cached and in which order, what
is said of a cell that fails, and what a build that was stopped leaves behind.
"""
import os
import pickle
import time
from contextlib import suppress
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory

from jupyter_cache import get_cache
from jupyter_cache.executors.utils import single_nb_execution
from myst_nb.core.execute import cache as myst_nb_client
from myst_nb.core.read import create_nb_reader
from sphinx.util import logging

LOG = logging.getLogger(__name__)
PAUSE = 0.02                                  # seconds between two looks


def cores():
    """How many processes may run at a time."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_notebook(env, page):
    """A page as myst-nb reads it; None if it is no notebook."""
    file = env.doc2path(page)
    text = Path(file).read_text("utf-8")
    reader = create_nb_reader(file, env.myst_config, env.mystnb_config, text)
    return reader and reader.read(text)


def request(cache, notebook, given):
    """What is asked for: cells, settings and the folder, to be compared."""
    return cache.create_hashed_notebook(notebook)[1], sorted(given.items())


def execute(env, page):
    """What myst-nb will ask for, and its result; None if it will not ask."""
    config, notebook = env.mystnb_config, read_notebook(env, page)
    cache = get_cache(config.execution_cache_path)
    if notebook is None or cached(cache, notebook):
        return None
    given = {"cwd": str(Path(env.doc2path(page)).parent),
             "allow_errors": config.execution_allow_errors,
             "timeout": config.execution_timeout, "meta_override": True}
    asked = request(cache, notebook, given)
    return asked, single_nb_execution(notebook, **given)


def cached(cache, notebook):
    """Whether the cache has outputs for these cells."""
    try:
        cache.match_cache_notebook(notebook)
    except KeyError:
        return False
    return True


class Ahead:
    """Processes that execute pages, and a folder for what they found."""

    def __init__(self, env, pages, count):
        self.env, self.parent = env, os.getpid()
        self.keep = TemporaryDirectory(prefix="book-")
        self.turns = {page: Path(self.keep.name, str(turn))
                      for turn, page in enumerate(pages)}
        fork = get_context("fork")            # they know all that is here
        self.workers = [fork.Process(target=self.work, daemon=True)
                        for _ in range(count)]
        for one in self.workers:
            one.start()

    def work(self):
        """Execute what nobody has begun; without a word after Ctrl-C."""
        with suppress(KeyboardInterrupt):
            for page, file in self.turns.items():
                if os.getppid() == self.parent and begun(file) and (
                        not self.done(page, file)):
                    break

    def done(self, page, file):
        """Whether a page was executed, with or without a cell that fails.

        If not, the kernel died, or had to: myst-nb will try by itself.
        """
        try:
            put(execute(self.env, page), file)
        except Exception as error:
            put(None, file)
            LOG.info("%s was not executed ahead: %r", page, error)
            return False
        return True

    def wait_for(self, page):
        """What was found of a page; None if nothing is and will be."""
        done = self.turns[page].with_suffix(".done")
        while not done.exists():
            if not any(one.is_alive() for one in self.workers):
                break
            time.sleep(PAUSE)
        return pickle.loads(done.read_bytes()) if done.exists() else None

    def end(self):
        """All pages have been read: nobody waits any more."""
        for one in self.workers:
            one.join()
        self.keep.cleanup()


def begun(file):
    """Whether this process is the first to begin a page; it has, then."""
    try:
        file.touch(exist_ok=False)
    except FileExistsError:
        return False
    return True


def put(found, file):
    """Leave what was found of a page, whole or not at all."""
    new = file.with_suffix(".new")
    new.write_bytes(pickle.dumps(found))
    new.replace(file.with_suffix(".done"))


def handed_over(ahead, cache):
    """What myst-nb calls in place of an execution."""
    def result(notebook, **given):
        found = ahead.wait_for(ahead.env.docname)
        if found is None or found[0] != request(cache, notebook, given):
            return single_nb_execution(notebook, **given)
        notebook.update(found[1].nb)
        found[1].nb = notebook
        return found[1]

    return result


def begin(app, env, pages):
    """Send processes ahead, where several pages are to be read."""
    count = min(cores(), len(pages))
    if count > 1 and env.mystnb_config.execution_mode == "cache":
        cache = get_cache(env.mystnb_config.execution_cache_path)
        _ = cache.db                          # only one process may make it
        app.book_ahead = Ahead(env, pages, count)
        myst_nb_client.single_nb_execution = handed_over(
            app.book_ahead, cache)


def end(app, env):
    """Leave myst-nb as it was."""
    if ahead := vars(app).pop("book_ahead", None):
        ahead.end()
        myst_nb_client.single_nb_execution = single_nb_execution


def setup(app):
    """Register with Sphinx."""
    app.connect("env-before-read-docs", begin, priority=900)
    app.connect("env-updated", end, priority=100)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
