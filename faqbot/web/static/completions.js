// Completions as one types: a combobox with list autocomplete and manual selection.
// Source: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/
// Enter asks what is typed, unless an option was chosen. Without this script the box asks as well.

const PAUSE_MS = 120;
const PATIENCE_MS = 3000;
const LIMIT = "7";

const box = document.querySelector("#q");
const service = new URL("../api/v1/suggest", import.meta.url);
const list = document.createElement("ul");

let chosen = -1;
let timer = 0;
// Counts what was typed or done: a reply to anything but the last is too late.
let turn = 0;

list.id = "completions";
list.hidden = true;
list.setAttribute("role", "listbox");
list.setAttribute("aria-label", box.dataset.completions);
box.parentElement.append(list);
box.setAttribute("role", "combobox");
box.setAttribute("aria-autocomplete", "list");
box.setAttribute("aria-expanded", "false");
box.setAttribute("aria-controls", list.id);

box.addEventListener("input", () => {
  choose(-1);
  forget();
  if (box.value.trim()) timer = setTimeout(complete, PAUSE_MS);
  else close();
});
box.addEventListener("keydown", (event) => {
  if (!event.isComposing && KEYS[event.key]?.(event)) event.preventDefault();
});
box.addEventListener("blur", close);
box.form.addEventListener("submit", close);
// While an option is clicked, the box keeps the focus and the list its options.
list.addEventListener("mousedown", (event) => {
  forget();
  event.preventDefault();
});
list.addEventListener("click", (event) => take(event.target.closest("[role=option]")));

// What each key does; true where the browser shall do nothing more.
const KEYS = {
  ArrowDown: (event) => step(event.altKey ? 0 : 1),
  ArrowUp: (event) => (event.altKey ? close() : step(-1)),
  Enter: () => take(list.children[chosen]),
  Escape: () => {
    if (list.hidden) box.value = "";
    return close();
  },
  Home: () => choose(-1),
  End: () => choose(-1),
  ArrowLeft: () => choose(-1),
  ArrowRight: () => choose(-1),
};

async function complete() {
  const mine = ++turn;
  service.search = new URLSearchParams({ q: box.value, limit: LIMIT });
  let found = [];
  try {
    const reply = await fetch(service, { signal: AbortSignal.timeout(PATIENCE_MS) });
    if (reply.ok) found = (await reply.json()).suggestions;
  } catch {
    // The service is away or slow: asking works without completions.
  }
  if (mine === turn) show(found);
}

function show(found) {
  choose(-1);
  list.replaceChildren(
    ...found.map(({ text }, number) => {
      const option = document.createElement("li");
      option.id = `completion-${number}`;
      option.setAttribute("role", "option");
      option.setAttribute("aria-selected", "false");
      option.textContent = text;
      return option;
    }),
  );
  list.hidden = !found.length;
  box.setAttribute("aria-expanded", String(!list.hidden));
}

function step(by) {
  const count = list.children.length;
  if (!count) {
    complete();
  } else if (by) {
    forget();
    choose((Math.max(chosen, by > 0 ? -1 : 0) + by + count) % count);
  }
  return true;
}

function choose(number) {
  list.children[chosen]?.setAttribute("aria-selected", "false");
  chosen = number;
  const option = list.children[chosen];
  if (!option) return box.removeAttribute("aria-activedescendant");
  option.setAttribute("aria-selected", "true");
  option.scrollIntoView({ block: "nearest" });
  box.setAttribute("aria-activedescendant", option.id);
}

function take(option) {
  if (!option) return false;
  box.value = option.textContent;
  box.form.requestSubmit();
  return true;
}

function forget() {
  clearTimeout(timer);
  turn += 1;
}

function close() {
  forget();
  show([]);
  return true;
}
