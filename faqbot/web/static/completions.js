// Suggestions as you type: a combobox with list autocomplete and manual selection.
// Source: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
// Enter submits the typed text, unless an option is active. The form works without this script.

const DEBOUNCE_MS = 120;
const TIMEOUT_MS = 3000;
const LIMIT = "7";

const input = document.querySelector("#q");
const service = new URL("../api/v1/suggest", import.meta.url);
const list = document.createElement("ul");

let active = -1;
let timer = 0;
// Each input or action invalidates earlier requests: only the latest response is shown.
let latest = 0;

list.id = "completions";
list.hidden = true;
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", input.dataset.completions);
input.parentElement.append(list);
input.setAttribute("role", "combobox");
input.setAttribute("aria-autocomplete", "list");
input.setAttribute("aria-expanded", "false");
input.setAttribute("aria-controls", list.id);

input.addEventListener("input", () => {
  activate(-1);
  cancel();
  if (input.value.trim()) timer = setTimeout(complete, DEBOUNCE_MS);
  else close();
});
input.addEventListener("keydown", (event) => {
  if (!event.isComposing && KEYS[event.key]?.(event)) event.preventDefault();
});
input.addEventListener("blur", close);
input.form.addEventListener("submit", close);
// Keep the focus in the input, and the list open, while an option is clicked.
list.addEventListener("mousedown", (event) => {
  cancel();
  event.preventDefault();
});
list.addEventListener("click", (event) => accept(event.target.closest("[role=option]")));

// Key handlers; they return true to prevent the default action.
const KEYS = {
  ArrowDown: (event) => move(event.altKey ? 0 : 1),
  ArrowUp: (event) => (event.altKey ? close() : move(-1)),
  Enter: () => accept(list.children[active]),
  Escape: () => {
    if (list.hidden) input.value = "";
    return close();
  },
  Home: () => activate(-1),
  End: () => activate(-1),
  ArrowLeft: () => activate(-1),
  ArrowRight: () => activate(-1),
};

async function complete() {
  const request = ++latest;
  service.search = new URLSearchParams({ q: input.value, limit: LIMIT });
  let suggestions = [];
  try {
    const response = await fetch(service, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (response.ok) ({ suggestions } = await response.json());
  } catch {
    // The service is down or slow: the form works without suggestions.
  }
  if (request === latest) show(suggestions);
}

function show(suggestions) {
  activate(-1);
  list.replaceChildren(
    ...suggestions.map(({ text }, index) => {
      const option = document.createElement("li");
      option.id = `completion-${index}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = text;
      return option;
    }),
  );
  list.hidden = !suggestions.length;
  input.setAttribute("aria-expanded", String(!list.hidden));
}

function move(by) {
  const count = list.children.length;
  if (!count) {
    complete();
  } else if (by) {
    cancel();
    activate((Math.max(active, by > 0 ? -1 : 0) + by + count) % count);
  }
  return true;
}

function activate(index) {
  list.children[active]?.setAttribute("aria-selected", "false");
  active = index;
  const option = list.children[active];
  if (!option) return input.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  input.setAttribute("aria-activedescendant", option.id);
}

function accept(option) {
  if (!option) return false;
  input.value = option.textContent;
  input.form.requestSubmit();
  return true;
}

function cancel() {
  clearTimeout(timer);
  latest += 1;
}

function close() {
  cancel();
  show([]);
  return true;
}
