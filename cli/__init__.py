"""The editor's offline tool: opens, redacts and exports what the server collected."""
