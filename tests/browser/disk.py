"""A file from the disk in a file field, as the browser's own window puts it there."""

from pathlib import Path

from tests.browser.firefox import Firefox

PICK = """
const [id, path] = arguments;
const content = `addMessageListener("test:pick", ({data}) => {
  const field = content.document.getElementById(data.id);
  field.mozSetFileArray([data.file]);
  field.dispatchEvent(new content.Event("change", {bubbles: true}));
});`;
const {messageManager} = gBrowser.selectedBrowser;
messageManager.loadFrameScript(`data:,${encodeURIComponent(content)}`, false);
return File.createFromFileName(path).then((file) => {
  messageManager.sendAsyncMessage("test:pick", {id, file});
});
"""


def pick(firefox: Firefox, field: str, path: Path) -> None:
    """The page's process may not look at the disk; the window's may, and hands the file over."""
    firefox.script_in_window(PICK, field, str(path))
