"""Several papers bound as one PDF, which a screen reader still reads from the first page to the last."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, NameTree, NumberTree, OutlineItem, String

TREE = "/StructTreeRoot"
READABLE = "{http://www.aiim.org/pdfua/ns/id/}part"


def bound(papers: Iterable[tuple[str, bytes]], title: str) -> bytes:
    """Papers of ours, each by its name in the reader's list of contents; language and author are the first's.

    Pages that are only put together lose their tags. Where one paper is not readable throughout, the whole
    does not claim to be.
    """
    (name, first), *others = papers
    with pikepdf.open(BytesIO(first)) as whole:
        contents, readable = [OutlineItem(name, 0)], _is_readable(whole)
        for name, paper in others:
            contents.append(OutlineItem(name, len(whole.pages)))
            with pikepdf.open(BytesIO(paper)) as part:
                readable = _is_readable(part) and readable
                _append(whole, part, f"{len(contents)}-")
        with whole.open_metadata() as said:
            said["dc:title"] = title
            if not readable:
                said.pop(READABLE, None)
        with whole.open_outline() as outline:
            outline.root[:] = contents
        out = BytesIO()
        whole.save(out)
    return out.getvalue()


def _is_readable(paper: pikepdf.Pdf) -> bool:
    with paper.open_metadata() as said:
        return READABLE in said


def _append(whole: pikepdf.Pdf, part: pikepdf.Pdf, mark: str) -> None:
    """Its pages and its tags; mark: what keeps its cells' names from those of the papers before."""
    before = len(whole.pages)
    whole.pages.extend(part.pages)
    if TREE not in whole.Root or TREE not in part.Root:
        return
    ours, theirs = whole.Root.StructTreeRoot, whole.copy_foreign(part.Root.StructTreeRoot)
    shift = int(ours.ParentTreeNextKey)
    for page in list(whole.pages)[before:]:
        page.obj.StructParents = int(page.obj.StructParents) + shift
    parents = NumberTree(ours.ParentTree)
    for key, elements in NumberTree(theirs.ParentTree).items():
        parents[key + shift] = elements
    ours.ParentTreeNextKey = shift + int(theirs.ParentTreeNextKey)
    _rename(whole, ours, theirs, mark)
    for child in theirs.K[0].K:
        child.P = ours.K[0]
        ours.K[0].K.append(child)


def _rename(whole: pikepdf.Pdf, ours: Any, theirs: Any, mark: str) -> None:
    """The names by which the cells of a table say which heads they stand under."""
    if "/IDTree" not in ours:
        ours.IDTree = NameTree.new(whole).obj
    names = NameTree(ours.IDTree)
    for element in _elements(theirs.K):
        if "/ID" in element:
            element.ID = String(f"{mark}{element.ID}")
            names[str(element.ID)] = element
        for said in element.get("/A", ()):
            if "/Headers" in said:
                said.Headers = Array(String(f"{mark}{head}") for head in said.Headers)


def _elements(tree: Any) -> Iterator[Any]:
    if isinstance(tree, Array):
        for child in tree:
            yield from _elements(child)
    elif isinstance(tree, pikepdf.Dictionary) and "/S" in tree:
        yield tree
        yield from _elements(tree.get("/K", Array()))
