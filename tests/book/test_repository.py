"""Whose repository the buttons lead to."""
import subprocess

import pytest
from book_repository import (
    Repository,
    binder_url,
    colab_url,
    derive,
    edit_url,
    issue_url,
    links,
    pages_url,
    repository,
)
from sphinx.errors import ExtensionError

GITHUB = Repository("github", "github.com", "a/b", "main")
GITLAB = Repository("gitlab", "gitlab.com", "a/b/c", "dev")
FORGEJO = Repository("forgejo", "codeberg.org", "a/b", "main")


@pytest.mark.parametrize(("address", "url"), [
    ("https://github.com/a/b.git", "https://github.com/a/b"),
    ("https://user:secret@github.com/a/b", "https://github.com/a/b"),
    ("git@gitlab.com:a/b.c.git", "https://gitlab.com/a/b.c"),
    ("https://gitlab.com/a/b/c/", "https://gitlab.com/a/b/c"),
    ("ssh://git@github.com/a/b.git", "https://github.com/a/b"),
    ("ssh://git@codeberg.org:22/a/b.git", "https://codeberg.org/a/b"),
    ("https://github.com/a/b/c", None), ("/srv/work/book", None),
    ("../book.git", None), ("file:///srv/book", None),
    ("https://example.org/a/b", None), ("https://evilgithub.com/a/b", None),
    ("https://github.com.example.org/a/b", None), ("", None)])
def test_remote_of_a_known_host(address, url):
    known = derive({}, address)
    assert (known and known.url) == url


@pytest.mark.parametrize(("environ", "known"), [
    ({"GITHUB_REPOSITORY": "a/b"}, GITHUB),
    ({"GITHUB_REPOSITORY": "a/b", "GITHUB_REF": "refs/heads/new/idea",
      "GITHUB_SERVER_URL": "https://git.example.org"},
     Repository("github", "git.example.org", "a/b", "new/idea")),
    ({"GITHUB_REPOSITORY": "a/b", "GITHUB_REF": "refs/pull/7/merge",
      "GITHUB_BASE_REF": "trunk"}, GITHUB._replace(branch="trunk")),
    ({"GITHUB_REPOSITORY": "a/b", "GITEA_ACTIONS": "true",
      "GITHUB_SERVER_URL": "https://git.example.org"},
     FORGEJO._replace(host="git.example.org")),
    ({"GITHUB_REPOSITORY": "a/b",
      "GITHUB_SERVER_URL": "https://codeberg.org"}, FORGEJO),
    ({"CI_PROJECT_URL": "https://gitlab.com/a/b/c",
      "CI_DEFAULT_BRANCH": "dev"}, GITLAB),
    ({"CI_PROJECT_URL": "https://git.example.org/a/b"},
     Repository("gitlab", "git.example.org", "a/b", "main")),
    ({"BOOK_REPOSITORY": "a/b", "GITHUB_REPOSITORY": "c/d"}, GITHUB),
    ({"BOOK_REPOSITORY": "https://codeberg.org/a/b"}, FORGEJO),
    ({"BOOK_REPOSITORY": " "}, Repository(
        "github", "github.com", "of/remote", "main"))])
def test_environment_goes_before_the_remote(environ, known):
    assert derive(environ, "https://github.com/of/remote") == known


@pytest.mark.parametrize("named", ["/srv/work/book", "a", "a/b/c",
                                   "https://example.org/a/b"])
def test_a_wrong_name_is_an_error(named):
    with pytest.raises(ExtensionError, match=f"={named}: give owner/name"):
        derive({"BOOK_REPOSITORY": named})


def cloned(folder, address, branch):
    """A clone, as git leaves it."""
    for command in (("init", "-q"), ("remote", "add", "origin", address),
                    ("symbolic-ref", "refs/remotes/origin/HEAD",
                     f"refs/remotes/origin/{branch}")):
        subprocess.run(["git", "-C", folder, *command], check=True)


def test_a_clone_knows_remote_and_branch(tmp_path):
    assert repository(tmp_path, {}) is None
    cloned(tmp_path, "git@github.com:a/b.git", "trunk")
    assert repository(tmp_path, {}) == GITHUB._replace(branch="trunk")
    below = tmp_path / "unpacked"
    below.mkdir()
    assert repository(below, {}) is None   # the folder above is not the book's


def test_addresses():
    assert edit_url(GITHUB, "book/x.md") == (
        "https://github.com/a/b/edit/main/book/x.md")
    assert edit_url(GITLAB, "book/x.md") == (
        "https://gitlab.com/a/b/c/-/edit/dev/book/x.md")
    assert edit_url(FORGEJO, "book/x.md") == (
        "https://codeberg.org/a/b/_edit/main/book/x.md")
    assert issue_url(GITHUB, "Was & is") == (
        "https://github.com/a/b/issues/new?title=Was%20%26%20is%3A%20")
    assert issue_url(GITLAB, "X").startswith(
        "https://gitlab.com/a/b/c/-/issues/new?issue[title]=X")
    assert [item["text"] for item in links(FORGEJO, "book/x.md", "X")] == [
        "Edit", "Open an issue", "Repository"]


@pytest.mark.parametrize(("address", "url"), [
    ("git@github.com:Ann/b", "https://ann.github.io/b/"),
    ("git@github.com:Ann/ann.github.io", "https://ann.github.io/"),
    ("git@gitlab.com:a/b", ""), ("", "")])
def test_a_repository_on_github_has_its_pages_there(address, url):
    assert pages_url(derive({}, address)) == url


def test_a_folder_where_there_is_no_git(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert repository(tmp_path, {}) is None


def test_binder_opens_the_chapter_in_lab():
    assert binder_url(GITHUB, "book/x") == (
        "https://mybinder.org/v2/gh/a/b/HEAD"
        "?urlpath=lab%2Ftree%2Fnotebooks%2Fx.ipynb")
    assert "/v2/gl/a%2Fb%2Fc/HEAD?" in binder_url(GITLAB, "book/x")
    assert binder_url(FORGEJO, "book/x") is None
    assert binder_url(None, "book/x") is None


def test_colab_opens_the_notebook_of_a_branch():
    assert colab_url(GITHUB, "book/x") == (
        "https://colab.research.google.com/github/a/b/blob/notebooks/book/"
        "x.ipynb")
    for other in (GITLAB, FORGEJO, None,
                  GITHUB._replace(host="git.example.org")):
        assert colab_url(other, "book/x") is None
