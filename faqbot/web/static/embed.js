// <faq-search src="https://HOST">: questions and answers on any page, in a shadow tree.
// Attributes: src, lang, placeholder, limit, theme. Events: faq-ask, faq-answer, faq-feedback.
// Nothing is asked for before somebody types; texts of the service are only ever set as text.
// Source of the combobox: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

const PAUSE_MS = 120;
const PATIENCE_MS = 8000;
const SUGGESTIONS = 6;
const EXCERPT_CHARS = 220;

const WORDS = {
  en: {
    label: "What would you like to know?", hint: "Ask in your own words", ask: "Ask",
    suggestions: "Suggestions", answer: "Answer", more: "Also on this subject",
    unsure: "No sure answer. These passages come closest:",
    none: "Nothing found. Try other words, or fewer.",
    meant: "Did you mean", read: "Read it on the page", helped: "Did this help?",
    yes: "Yes", no: "No", comment: "What was missing? (optional)", send: "Send",
    thanks: "Thank you.", waiting: "Looking …", many: "Too many questions at once. Please wait a moment.",
    away: "Answers can’t be reached right now.", instead: "Try the search page instead",
  },
  es: {
    label: "¿Qué quiere saber?", hint: "Pregunte con sus propias palabras", ask: "Preguntar",
    suggestions: "Sugerencias", answer: "Respuesta", more: "También sobre este tema",
    unsure: "No hay una respuesta segura. Estos pasajes son los más cercanos:",
    none: "No se encontró nada. Pruebe con otras palabras, o con menos.",
    meant: "Quizá quiso decir", read: "Leerlo en la página", helped: "¿Le ha servido?",
    yes: "Sí", no: "No", comment: "¿Qué faltó? (opcional)", send: "Enviar",
    thanks: "Gracias.", waiting: "Buscando …", many: "Demasiadas preguntas a la vez. Espere un momento.",
    away: "Ahora mismo no se puede llegar a las respuestas.", instead: "Vaya a la página de búsqueda",
  },
};

const LOOKS = new CSSStyleSheet();
LOOKS.replaceSync(`
:host { all: initial; display: block; color-scheme: light dark;
  --accent: var(--faq-accent, light-dark(#17654b, #86d6b5));
  --accent-ink: var(--faq-accent-ink, light-dark(#fff, #0d1f18));
  --paper: var(--faq-paper, light-dark(#fff, #1a1f1c));
  --ink: var(--faq-ink, light-dark(#1b211e, #e8ebe9));
  --soft: var(--faq-soft, light-dark(#58635d, #a4aea8));
  --line: var(--faq-line, light-dark(#868f89, #77817b));
  --mark: var(--faq-mark, light-dark(#fdf0b5, #4d4413));
  --radius: var(--faq-radius, 12px);
  font: 1rem/1.55 var(--faq-font, system-ui, sans-serif); color: var(--ink); overflow-wrap: anywhere; }
:host([hidden]) { display: none; }
:host([theme=light]) { color-scheme: light; }
:host([theme=dark]) { color-scheme: dark; }
/* A theme of its own needs a ground of its own, whatever the page around it has. */
:host([theme]) { padding: 1rem; border-radius: var(--radius); background: var(--paper); }
* { box-sizing: border-box; margin: 0; padding: 0; font: inherit; color: inherit; }
[hidden] { display: none !important; }
form[role=search] { position: relative; }
label, .title, b { font-weight: 600; }
.box { display: flex; gap: .5rem; margin-top: .4rem; }
input, textarea { flex: 1; min-width: 0; width: 100%; padding: .6rem .8rem; border: 1px solid var(--line);
  border-radius: var(--radius); background: var(--paper); }
input::placeholder { color: var(--soft); opacity: 1; }
button { padding: .5rem 1rem; border: 1px solid var(--accent); border-radius: var(--radius);
  background: var(--accent); color: var(--accent-ink); font-weight: 600; cursor: pointer; }
button.plain { background: none; color: var(--accent); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
ul[role=listbox] { position: absolute; z-index: 9; inset-inline: 0; margin-top: .3rem; padding: .3rem;
  list-style: none; border: 1px solid var(--line); border-radius: var(--radius); background: var(--paper); }
[role=option] { padding: .45rem .6rem; border-radius: 6px; cursor: pointer; }
[role=option]:hover, [aria-selected=true] { background: var(--accent); color: var(--accent-ink); }
.aloud { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.out > * { margin-top: .9rem; }
article { padding: .9rem 1.1rem; border: 1px solid var(--line); border-radius: var(--radius);
  background: var(--paper); }
ol { list-style: none; } li + li { margin-top: .7rem; }
.text { margin: .4rem 0; white-space: pre-line; }
.about { color: var(--soft); font-size: .9em; }
a { color: var(--accent); }
mark { background: var(--mark); border-radius: 3px; }
.vote { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; margin-top: .7rem; }
.vote form { display: flex; flex-wrap: wrap; gap: .5rem; flex: 1 1 100%; }
@media (forced-colors: active) { mark, [aria-selected=true] { forced-color-adjust: none;
  background: Highlight; color: HighlightText; } }
`);

let made = 0;

class FaqSearch extends HTMLElement {
  #chosen = -1;
  #timer = 0;
  // Counts what was typed or asked: a reply to anything but the last is too late.
  #turn = 0;

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    root.adoptedStyleSheets = [LOOKS];
    this.words = WORDS[this.#language()] ?? WORDS.en;
    const id = `faq-${(made += 1)}`;
    const { words } = this;
    this.box = node("input", {
      id, name: "q", type: "search", part: "input", maxlength: 1000, required: "", enterkeyhint: "search",
      autocomplete: "off", placeholder: this.getAttribute("placeholder") ?? words.hint, role: "combobox",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list`,
    });
    this.list = node("ul", {
      id: `${id}-list`, role: "listbox", "aria-label": words.suggestions, part: "suggestions", hidden: "",
    });
    this.out = node("div", { class: "out", part: "result" });
    this.aloud = node("p", { class: "aloud", role: "status" });
    this.fallback = node("div", { hidden: "" }, node("slot"));
    const form = node("form", { role: "search", part: "form" },
      node("label", { for: id, part: "label" }, words.label),
      node("div", { class: "box" }, this.box, node("button", { part: "button" }, words.ask)), this.list);
    root.append(form, this.aloud, this.out, this.fallback);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(this.box.value);
    });
    this.box.addEventListener("input", () => this.#typed());
    this.box.addEventListener("keydown", (event) => {
      if (!event.isComposing && this.#key(event)) event.preventDefault();
    });
    this.box.addEventListener("blur", () => this.#close());
    this.list.addEventListener("mousedown", (event) => {
      this.#forget();
      event.preventDefault();
    });
    this.list.addEventListener("click", (event) => this.#take(event.target.closest("[role=option]")));
  }

  // Ask a question and show what comes; the page around may call it too.
  async ask(question) {
    if (!question.trim()) return;
    this.#close();
    const mine = ++this.#turn;
    this.box.value = question;
    this.#tell("faq-ask", { question });
    this.#show(node("p", {}, this.words.waiting));
    let reply;
    try {
      reply = await this.#get("ask", { q: question, limit: this.#limit() });
    } catch {
      if (mine === this.#turn) this.#away();
      return;
    }
    if (mine !== this.#turn) return;
    if (reply.status === 429) this.#show(node("p", { role: "alert" }, this.words.many));
    else if (!reply.ok && reply.status !== 400) this.#away();
    else this.#answer(await reply.json(), question);
  }

  #answer(told, question) {
    const { words } = this;
    const results = told.results ?? [];
    const others = (told.answer ? results.slice(1) : results).map((one) => node("li", {}, ...this.#brief(one)));
    const parts = [];
    if (told.did_you_mean) {
      const again = node("button", { type: "button", class: "plain" }, told.did_you_mean);
      again.addEventListener("click", () => this.ask(told.did_you_mean));
      parts.push(node("p", {}, `${words.meant} `, again));
    }
    if (told.answer) parts.push(this.#best(told.answer));
    else parts.push(node("p", { part: "notice" }, told.detail ?? told.hint ?? (others.length ? words.unsure : words.none)));
    if (others.length && told.answer) {
      parts.push(node("details", { part: "more" }, node("summary", {}, words.more), node("ol", {}, ...others)));
    } else if (others.length) parts.push(node("ol", { part: "more" }, ...others));
    this.#show(...parts);
    this.aloud.textContent = told.answer ? `${words.answer}: ${heading(told.answer)}` : parts.at(others.length ? -2 : -1).textContent;
    this.fallback.hidden = results.length > 0;
    this.#tell("faq-answer", { question, level: told.level ?? "none", answer: told.answer ?? null, results });
  }

  #best(one) {
    return node("article", { part: "answer", lang: one.language, "aria-label": this.words.answer },
      node("p", { class: "title", part: "title" }, heading(one)), node("p", { class: "text", part: "text" }, ...marked(one)),
      this.#source(one), this.#vote(one.answer_id));
  }

  #brief(one) {
    const text = Array.from(one.text);
    const from = Math.min(one.best_sentence[0], Math.max(0, text.length - EXCERPT_CHARS));
    const isCut = from + EXCERPT_CHARS < text.length;
    let shown = text.slice(from, from + EXCERPT_CHARS).join("");
    if (from < one.best_sentence[0]) shown = shown.replace(/^\S+\s+/, "");
    if (isCut) shown = shown.replace(/\s+\S*$/, "");
    const cut = `${from ? "… " : ""}${shown}${isCut ? " …" : ""}`;
    return [node("b", {}, heading(one)), node("p", { lang: one.language }, cut), this.#source(one)];
  }

  #source(one) {
    const told = [one.title, one.heading_path?.at(-1), this.#day(one.modified || one.published)];
    const about = [...new Set(told.filter((text) => text && text !== heading(one)))].join(" · ");
    const link = /^https?:/.test(one.deep_link) && node("a", { href: one.deep_link, part: "link" }, this.words.read);
    return node("p", { class: "about", part: "source" }, about, about && link ? " · " : "", link || "");
  }

  #vote(answerId) {
    const { words } = this;
    const row = node("div", { class: "vote", part: "vote", role: "group", "aria-label": words.helped });
    const send = async (helpful, comment) => {
      this.#tell("faq-feedback", { answer_id: answerId, helpful });
      row.replaceChildren(node("p", { role: "status" }, words.thanks));
      const body = JSON.stringify({ answer_id: answerId, helpful, ...(comment && { comment }) });
      const headers = { "Content-Type": "application/json" };
      // A vote that does not arrive is no trouble for who gave it.
      await fetch(this.#url("feedback"), { method: "POST", headers, body }).catch(() => {});
    };
    const yes = node("button", { type: "button", class: "plain" }, words.yes);
    const no = node("button", { type: "button", class: "plain" }, words.no);
    yes.addEventListener("click", () => send(true));
    no.addEventListener("click", () => {
      const comment = node("textarea", { rows: 2, maxlength: 1000, "aria-label": words.comment, placeholder: words.comment });
      const form = node("form", {}, comment, node("button", {}, words.send));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        send(false, comment.value.trim());
      });
      row.append(form);
      no.disabled = true;
      comment.focus();
    });
    row.append(words.helped, yes, no);
    return row;
  }

  #away() {
    const { words } = this;
    const page = this.#url("");
    page.pathname = page.pathname.replace(/api\/v1\/$/, "");
    page.searchParams.set("q", this.box.value);
    const link = this.childElementCount ? "" : node("a", { href: page.href }, words.instead);
    this.#show(node("p", { role: "alert", part: "notice" }, `${words.away} `, link));
    this.fallback.hidden = false;
  }

  #typed() {
    this.#choose(-1);
    this.#forget();
    if (this.box.value.trim()) this.#timer = setTimeout(() => this.#complete(), PAUSE_MS);
    else this.#close();
  }

  async #complete() {
    const mine = ++this.#turn;
    let found = [];
    try {
      const reply = await this.#get("suggest", { q: this.box.value.slice(0, 200), limit: SUGGESTIONS });
      if (reply.ok) found = (await reply.json()).suggestions;
    } catch {
      // The service is away or slow: asking works without completions.
    }
    if (mine === this.#turn) this.#list(found);
  }

  #list(found) {
    this.#choose(-1);
    const option = { role: "option", "aria-selected": "false", part: "suggestion" };
    this.list.replaceChildren(
      ...found.map(({ text }, number) => node("li", { ...option, id: `${this.list.id}-${number}` }, text)),
    );
    this.list.hidden = !found.length;
    this.box.setAttribute("aria-expanded", String(found.length > 0));
  }

  // What a key does; true where the browser shall do nothing more.
  #key({ key }) {
    const count = this.list.children.length;
    if (key === "ArrowDown" || key === "ArrowUp") {
      const by = key === "ArrowDown" ? 1 : -1;
      if (count) {
        this.#forget();
        this.#choose((Math.max(this.#chosen, by > 0 ? -1 : 0) + by + count) % count);
      } else if (this.box.value.trim()) {
        this.#complete();
      }
      return true;
    }
    if (key === "Enter") return this.#take(this.list.children[this.#chosen]);
    if (key === "Escape") {
      if (this.list.hidden) this.box.value = "";
      this.#close();
      return true;
    }
    if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(key)) this.#choose(-1);
    return false;
  }

  #choose(number) {
    this.list.children[this.#chosen]?.setAttribute("aria-selected", "false");
    this.#chosen = number;
    const option = this.list.children[number];
    if (!option) return this.box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    return this.box.setAttribute("aria-activedescendant", option.id);
  }

  #take(option) {
    if (!option) return false;
    this.ask(option.textContent);
    return true;
  }

  // A reply that comes from now on is too late.
  #forget() {
    clearTimeout(this.#timer);
    this.#turn += 1;
  }

  #close() {
    this.#forget();
    this.#list([]);
  }

  #show(...parts) {
    this.fallback.hidden = true;
    this.out.replaceChildren(...parts);
  }

  #get(what, query) {
    const url = this.#url(what);
    url.search = new URLSearchParams(query);
    return fetch(url, { signal: AbortSignal.timeout(PATIENCE_MS), credentials: "omit" });
  }

  #url(what) {
    const base = new URL(this.getAttribute("src") || new URL(".", import.meta.url), document.baseURI).href;
    return new URL(`api/v1/${what}`, base.endsWith("/") ? base : `${base}/`);
  }

  #language() {
    const stated = this.lang || this.closest("[lang]")?.lang || navigator.language || "en";
    return stated.slice(0, 2).toLowerCase();
  }

  #limit() {
    const limit = Number.parseInt(this.getAttribute("limit"), 10);
    return limit >= 1 && limit <= 50 ? limit : 4;
  }

  #day(iso) {
    const day = new Date(`${iso}T00:00`);
    return Number.isNaN(day.valueOf()) ? "" : day.toLocaleDateString(this.#language(), { dateStyle: "long" });
  }

  #tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

function node(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

function heading(one) {
  return one.question || one.heading_path?.at(-1) || one.title;
}

// The text with the sentence that answers marked. Places count characters, not UTF-16 units.
function marked(one) {
  const text = Array.from(one.text);
  const [start, end] = one.best_sentence ?? [0, 0];
  const part = (from, to) => text.slice(from, to).join("");
  if (end <= start) return [one.text];
  return [part(0, start), node("mark", { part: "sentence" }, part(start, end)), part(end)];
}

customElements.get("faq-search") ?? customElements.define("faq-search", FaqSearch);
