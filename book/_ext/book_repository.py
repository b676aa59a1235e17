"""The repository that the site's buttons lead to: that of whoever builds it.

It is named by BOOK_REPOSITORY, else by the environment of a CI, else by the
git remote, if that is on a known host.  A fork needs no edits, and a copy
without a public address gets no buttons that lead nowhere.
"""
import os
import re
import subprocess
from typing import NamedTuple
from urllib.parse import quote

try:
    from sphinx.errors import ExtensionError
except ImportError:             # Binder makes the notebooks without Sphinx
    ExtensionError = ValueError

HOSTS = {"github.com": "github", "gitlab.com": "gitlab",
         "codeberg.org": "forgejo"}
BINDER = {"github.com": "gh", "gitlab.com": "gl"}
NOTEBOOKS = "notebooks"  # the branch to which a workflow pushes them
# Where a repository of each kind edits a file and takes a new issue.
PATHS = {"github": ("edit/{}", "issues/new?title={}"),
         "gitlab": ("-/edit/{}", "-/issues/new?issue[title]={}"),
         "forgejo": ("_edit/{}", "issues/new?title={}")}
ADDRESS = re.compile(
    r"(?:https://|ssh://|git@)(?:[^/@]+@)?(?P<host>[\w.-]+)(?::\d+(?=/))?[:/]"
    r"(?P<name>[\w.-]+(?P<groups>/[\w.-]+)*/[\w.-]+?)(?:\.git)?/?")

SITE = re.compile(r"https?://[^\s/?#]+(/[^\s?#]*)?")


class Repository(NamedTuple):
    """A repository on the web."""

    kind: str    # a key of PATHS
    host: str
    name: str    # owner/name; on GitLab there may be groups between
    branch: str

    @property
    def url(self):
        """Its address."""
        return f"https://{self.host}/{self.name}"


def located(address, branch, kind=None):
    """The repository at an address, if its kind is known."""
    found = ADDRESS.fullmatch(address)
    kind = found and HOSTS.get(found["host"], kind)
    if not kind or found["groups"] and kind != "gitlab":
        return None
    return Repository(kind, found["host"], found["name"], branch)


def of_ci(environ, branch):
    """The repository for which GitHub, Forgejo or GitLab runs this build."""
    if name := environ.get("GITHUB_REPOSITORY"):
        server = environ.get("GITHUB_SERVER_URL", "https://github.com")
        kind = "forgejo" if "GITEA_ACTIONS" in environ else "github"
        return located(f"{server}/{name}", branch, kind)
    return located(environ.get("CI_PROJECT_URL", ""), branch, "gitlab")


def branch_of(environ, default):
    """The branch to edit: the one a CI builds or merges into, else git's."""
    ref = environ.get("GITHUB_REF", "")
    pushed = ref.removeprefix("refs/heads/") if "/heads/" in ref else ""
    return (environ.get("GITHUB_BASE_REF") or pushed
            or environ.get("CI_DEFAULT_BRANCH") or default or "main")


def derive(environ, remote="", default=""):
    """The repository, or None.

    environ: the environment of the build; remote, default: address and
    default branch of the git remote.  Raises ExtensionError if
    BOOK_REPOSITORY is no address on a known host.
    """
    branch = branch_of(environ, default)
    if named := environ.get("BOOK_REPOSITORY", "").strip():
        short = re.fullmatch(r"[\w.-]+/[\w.-]+", named)
        address = f"https://github.com/{named}" if short else named
        if found := located(address, branch):
            return found
        raise ExtensionError(f"BOOK_REPOSITORY={named}: give owner/name on "
                             f"GitHub, or an address on {', '.join(HOSTS)}")
    return of_ci(environ, branch) or located(remote, branch)


def git(root, *command):
    """What git answers in a folder that is a repository, else nothing."""
    alone = {**os.environ, "GIT_CEILING_DIRECTORIES": str(root.parent)}
    try:
        done = subprocess.run(["git", "-C", root, *command], env=alone,
                              text=True, capture_output=True, check=False)
    except FileNotFoundError:                # no git: a copy without a history
        return ""
    return done.stdout.strip()


def repository(root, environ=os.environ):
    """The repository of the book in a folder, or None."""
    head = git(root, "symbolic-ref", "refs/remotes/origin/HEAD")
    return derive(environ, git(root, "remote", "get-url", "origin"),
                  head.removeprefix("refs/remotes/origin/"))


def edit_url(known, file):
    """Where a file of the repository is edited."""
    return f"{known.url}/" + PATHS[known.kind][0].format(
        quote(f"{known.branch}/{file}"))


def issue_url(known, title):
    """Where an issue about a page is opened."""
    return f"{known.url}/" + PATHS[known.kind][1].format(
        quote(f"{title}: ", safe=""))


def site_url(environ):
    """What BOOK_URL says of where the site stands, with a slash, or "".

    Raises ExtensionError if that is no address.
    """
    named = environ.get("BOOK_URL", "").strip()
    if named and not SITE.fullmatch(named):
        raise ExtensionError(f"BOOK_URL={named}: give the site's address, as "
                             "in https://owner.github.io/name/")
    return named and named.rstrip("/") + "/"


def pages_url(known):
    """Where GitHub Pages shows the site of a repository; "" elsewhere."""
    if known is None or known.host != "github.com":
        return ""
    owner, name = known.name.split("/")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" + (f"{name}/" if name.lower() != host else "")


def binder_url(known, docname):
    """Where Binder opens a chapter in JupyterLab; None if it knows not how.

    .binder/postBuild makes the notebooks there.
    """
    if known is None or known.host not in BINDER:
        return None
    safe = "/" if known.kind == "github" else ""
    name = docname.rpartition("/")[2]
    path = quote(f"lab/tree/notebooks/{name}.ipynb", safe="")
    return (f"https://mybinder.org/v2/{BINDER[known.host]}/"
            f"{quote(known.name, safe=safe)}/HEAD?urlpath={path}")


def colab_url(known, docname):
    """Where Colab opens a chapter: it reads notebooks on github.com only."""
    if known is None or known.host != "github.com":
        return None
    return (f"https://colab.research.google.com/github/{quote(known.name)}/"
            f"blob/{NOTEBOOKS}/{quote(docname)}.ipynb")


def link(text, url, icon, name, label):
    """A link in the theme's form."""
    return {"type": "link", "text": text, "url": url, "icon": icon,
            "tooltip": name, "label": label}


def links(known, file, title):
    """The ways to change a page."""
    yield link("Edit", edit_url(known, file), "fas fa-pencil-alt",
               "Suggest an edit of this page", "source")
    yield link("Open an issue", issue_url(known, title), "fas fa-comment",
               "Report a mistake on this page", "source")
    yield link("Repository", known.url, "fas fa-code-branch",
               "The book's repository", "source")


def add_buttons(app, pagename, templatename, context, doctree):
    """Put the links of a page in its header."""
    known = app.config.book_repository
    if known and doctree is not None:
        file = app.env.doc2path(pagename, base=False)
        context["header_buttons"].insert(0, {
            "type": "group", "icon": "fas fa-pencil-alt", "label": "source",
            "tooltip": "Edit or discuss this page",
            "buttons": list(links(
                known, file, app.env.titles[pagename].astext()))})


def setup(app):
    """Register with Sphinx; a changed setting makes all pages anew."""
    app.add_config_value("book_repository", None, "html",
                         (Repository, type(None)))
    app.connect("config-inited", lambda app, config: setattr(
        config, "book_repository", repository(app.srcdir)))
    app.connect("html-page-context", add_buttons, priority=600)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
