// Buttons that copy an element's text, or select it where the browser denies the clipboard.

for (const button of document.querySelectorAll("button[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  const status = button.nextElementSibling;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      status.textContent = status.dataset.says;
    } catch {
      getSelection().selectAllChildren(source);
    }
  });
}
