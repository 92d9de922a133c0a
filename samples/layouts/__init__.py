"""The layouts of real pages: each function adds a page to a draft and enters what it prints."""
