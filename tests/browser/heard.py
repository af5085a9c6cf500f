"""What a screen reader gets: the browser's own tree of the page, as it gives it to assistive tools.

The tree comes from the page's process to the browser's a moment after the page has changed, so
whoever looks at it waits for what should be there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tests.browser.firefox import Firefox

READ = """
// Held by the window: where nobody holds the service it ends, and its tree with it.
const service = window.screenReader ??=
  Cc["@mozilla.org/accessibilityService;1"].getService(Ci.nsIAccessibilityService);
const page = service.getAccessibleFor(gBrowser.selectedBrowser)?.firstChild;
const read = (node) => {
  const [state, more] = [{}, {}];
  node.getState(state, more);
  const children = [];
  for (let child = node.firstChild; child; child = child.nextSibling) children.push(read(child));
  return {
    role: service.getStringRole(node.role),
    name: node.name ?? "",
    value: node.value,
    language: node.language,
    description: node.description,
    states: [...service.getStringStates(state.value, more.value)],
    attributes: Object.fromEntries(
      Array.from(node.attributes.enumerate(), ({key, value}) => [key, value])),
    children,
  };
};
return page ? read(page) : null;
"""


@dataclass(frozen=True, slots=True)
class Node:
    """Something a screen reader can stop at."""

    role: str
    name: str
    value: str
    language: str
    description: str
    states: frozenset[str]
    attributes: dict[str, str]
    children: tuple["Node", ...]

    def all(self, *roles: str) -> list["Node"]:
        """This and everything below in reading order; of these roles, or all."""
        return [node for node in self._walk() if not roles or node.role in roles]

    def _walk(self) -> Iterator["Node"]:
        yield self
        for child in self.children:
            yield from child._walk()

    def words(self) -> str:
        """What is read aloud."""
        return " ".join(node.name for node in self.all("text leaf"))


def _node(found: dict[str, Any]) -> Node:
    children = tuple(_node(child) for child in found["children"])
    return Node(**{**found, "states": frozenset(found["states"]), "children": children})


class Listening(Firefox):
    """Firefox with its service for assistive tools switched on."""

    def heard(self) -> Node | None:
        """The tree as it is now; None while the page has given none."""
        with self._marionette.using_context("chrome"):
            found = self._marionette.execute_script(READ)
        return _node(found) if found else None
