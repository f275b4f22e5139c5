// Buttons that copy what an element says; where a browser does not let them, it is selected instead.

for (const button of document.querySelectorAll("button[data-copies]")) {
  const source = document.getElementById(button.dataset.copies);
  const told = button.nextElementSibling;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(source.textContent);
      told.textContent = told.dataset.says;
    } catch {
      getSelection().selectAllChildren(source);
    }
  });
}
