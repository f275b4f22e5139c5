// <faq-search src="https://HOST">: search and answers on any page, in a shadow tree.
// Attributes: src, lang, placeholder, limit, theme. Events: faq-ask, faq-answer, faq-feedback.
// Sends no request before somebody types; responses are only ever inserted as text.
// Source of the combobox: https://www.w3.org/WAI/ARIA/apg/patterns/combobox/

const DEBOUNCE_MS = 120;
const TIMEOUT_MS = 8000;
const MAX_SUGGESTIONS = 6;
const EXCERPT_CHARS = 220;

const TEXTS = {
  en: {
    label: "What would you like to know?", hint: "Ask in your own words", ask: "Ask",
    suggestions: "Suggestions", answer: "Answer", more: "Related answers",
    unsure: "No clear answer. The closest matches:",
    none: "Nothing found. Try different or fewer words.",
    meant: "Did you mean", read: "Read it on the page", helped: "Did this help?",
    yes: "Yes", no: "No", comment: "What was missing? (optional)", send: "Send",
    thanks: "Thank you.", waiting: "Looking …", many: "Too many requests. Please wait a moment.",
    away: "Search can’t be reached right now.", instead: "Open the search page",
  },
  es: {
    label: "¿Qué le gustaría saber?", hint: "Pregunte con sus propias palabras", ask: "Preguntar",
    suggestions: "Sugerencias", answer: "Respuesta", more: "Respuestas relacionadas",
    unsure: "No hay una respuesta clara. Los resultados más cercanos:",
    none: "No se han encontrado resultados. Pruebe con otras palabras o con menos.",
    meant: "Quizá quiso decir", read: "Leerlo en la página", helped: "¿Le ha servido?",
    yes: "Sí", no: "No", comment: "¿Qué faltó? (opcional)", send: "Enviar",
    thanks: "Gracias.", waiting: "Buscando …", many: "Demasiadas solicitudes. Espere un momento.",
    away: "El buscador no está disponible.", instead: "Abrir la página de búsqueda",
  },
};

const STYLES = new CSSStyleSheet();
STYLES.replaceSync(`
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
/* A fixed theme needs its own background, whatever the host page has. */
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
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
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

let instances = 0;

class FaqSearch extends HTMLElement {
  #active = -1;
  #timer = 0;
  // Each input or question invalidates earlier requests: only the latest response is shown.
  #latest = 0;

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open", delegatesFocus: true });
    root.adoptedStyleSheets = [STYLES];
    this.texts = TEXTS[this.#language()] ?? TEXTS.en;
    const id = `faq-${(instances += 1)}`;
    const { texts } = this;
    this.box = node("input", {
      id, name: "q", type: "search", part: "input", maxlength: 1000, required: "", enterkeyhint: "search",
      autocomplete: "off", placeholder: this.getAttribute("placeholder") ?? texts.hint, role: "combobox",
      "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": `${id}-list`,
    });
    this.list = node("ul", {
      id: `${id}-list`, role: "listbox", "aria-label": texts.suggestions, part: "suggestions", hidden: "",
    });
    this.output = node("div", { class: "out", part: "result" });
    this.status = node("p", { class: "sr", role: "status" });
    this.fallback = node("div", { hidden: "" }, node("slot"));
    const form = node("form", { role: "search", part: "form" },
      node("label", { for: id, part: "label" }, texts.label),
      node("div", { class: "box" }, this.box, node("button", { part: "button" }, texts.ask)), this.list);
    root.append(form, this.status, this.output, this.fallback);
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.ask(this.box.value);
    });
    this.box.addEventListener("input", () => this.#onInput());
    this.box.addEventListener("keydown", (event) => {
      if (!event.isComposing && this.#onKey(event)) event.preventDefault();
    });
    this.box.addEventListener("blur", () => this.#close());
    this.list.addEventListener("mousedown", (event) => {
      this.#cancel();
      event.preventDefault();
    });
    this.list.addEventListener("click", (event) => this.#accept(event.target.closest("[role=option]")));
  }

  // Ask a question and show the answer; the host page may call this too.
  async ask(question) {
    if (!question.trim()) return;
    this.#close();
    const request = ++this.#latest;
    this.box.value = question;
    this.#emit("faq-ask", { question });
    this.#show(node("p", {}, this.texts.waiting));
    let response;
    try {
      response = await this.#get("ask", { q: question, limit: this.#limit() });
    } catch {
      if (request === this.#latest) this.#unavailable();
      return;
    }
    if (request !== this.#latest) return;
    if (response.status === 429) this.#show(node("p", { role: "alert" }, this.texts.many));
    else if (!response.ok && response.status !== 400) this.#unavailable();
    else this.#answer(await response.json(), question);
  }

  #answer(body, question) {
    const { texts } = this;
    const results = body.results ?? [];
    const others = (body.answer ? results.slice(1) : results).map((hit) => node("li", {}, ...this.#excerpt(hit)));
    const parts = [];
    if (body.did_you_mean) {
      const again = node("button", { type: "button", class: "plain" }, body.did_you_mean);
      again.addEventListener("click", () => this.ask(body.did_you_mean));
      parts.push(node("p", {}, `${texts.meant} `, again));
    }
    if (body.answer) parts.push(this.#best(body.answer));
    else parts.push(node("p", { part: "notice" }, body.detail ?? body.hint ?? (others.length ? texts.unsure : texts.none)));
    if (others.length && body.answer) {
      parts.push(node("details", { part: "more" }, node("summary", {}, texts.more), node("ol", {}, ...others)));
    } else if (others.length) parts.push(node("ol", { part: "more" }, ...others));
    this.#show(...parts);
    this.status.textContent = body.answer ? `${texts.answer}: ${heading(body.answer)}` : parts.at(others.length ? -2 : -1).textContent;
    this.fallback.hidden = results.length > 0;
    this.#emit("faq-answer", { question, level: body.level ?? "none", answer: body.answer ?? null, results });
  }

  #best(hit) {
    return node("article", { part: "answer", lang: hit.language, "aria-label": this.texts.answer },
      node("p", { class: "title", part: "title" }, heading(hit)), node("p", { class: "text", part: "text" }, ...marked(hit)),
      this.#source(hit), this.#vote(hit.answer_id));
  }

  #excerpt(hit) {
    const text = Array.from(hit.text);
    const from = Math.min(hit.best_sentence[0], Math.max(0, text.length - EXCERPT_CHARS));
    const isCut = from + EXCERPT_CHARS < text.length;
    let excerpt = text.slice(from, from + EXCERPT_CHARS).join("");
    if (from < hit.best_sentence[0]) excerpt = excerpt.replace(/^\S+\s+/, "");
    if (isCut) excerpt = excerpt.replace(/\s+\S*$/, "");
    const cut = `${from ? "… " : ""}${excerpt}${isCut ? " …" : ""}`;
    return [node("b", {}, heading(hit)), node("p", { lang: hit.language }, cut), this.#source(hit)];
  }

  #source(hit) {
    const parts = [hit.title, hit.heading_path?.at(-1), this.#day(hit.modified || hit.published)];
    const about = [...new Set(parts.filter((text) => text && text !== heading(hit)))].join(" · ");
    const link = /^https?:/.test(hit.deep_link) && node("a", { href: hit.deep_link, part: "link" }, this.texts.read);
    return node("p", { class: "about", part: "source" }, about, about && link ? " · " : "", link || "");
  }

  #vote(answerId) {
    const { texts } = this;
    const row = node("div", { class: "vote", part: "vote", role: "group", "aria-label": texts.helped });
    const send = async (helpful, comment) => {
      this.#emit("faq-feedback", { answer_id: answerId, helpful });
      row.replaceChildren(node("p", { role: "status" }, texts.thanks));
      const body = JSON.stringify({ answer_id: answerId, helpful, ...(comment && { comment }) });
      const headers = { "Content-Type": "application/json" };
      // A lost vote is not the visitor's problem: no error is shown.
      await fetch(this.#url("feedback"), { method: "POST", headers, body }).catch(() => {});
    };
    const yes = node("button", { type: "button", class: "plain" }, texts.yes);
    const no = node("button", { type: "button", class: "plain" }, texts.no);
    yes.addEventListener("click", () => send(true));
    no.addEventListener("click", () => {
      const comment = node("textarea", { rows: 2, maxlength: 1000, "aria-label": texts.comment, placeholder: texts.comment });
      const form = node("form", {}, comment, node("button", {}, texts.send));
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        send(false, comment.value.trim());
      });
      row.append(form);
      no.disabled = true;
      comment.focus();
    });
    row.append(texts.helped, yes, no);
    return row;
  }

  #unavailable() {
    const { texts } = this;
    const page = this.#url("");
    page.pathname = page.pathname.replace(/api\/v1\/$/, "");
    page.searchParams.set("q", this.box.value);
    const link = this.childElementCount ? "" : node("a", { href: page.href }, texts.instead);
    this.#show(node("p", { role: "alert", part: "notice" }, `${texts.away} `, link));
    this.fallback.hidden = false;
  }

  #onInput() {
    this.#activate(-1);
    this.#cancel();
    if (this.box.value.trim()) this.#timer = setTimeout(() => this.#complete(), DEBOUNCE_MS);
    else this.#close();
  }

  async #complete() {
    const request = ++this.#latest;
    let suggestions = [];
    try {
      const response = await this.#get("suggest", { q: this.box.value.slice(0, 200), limit: MAX_SUGGESTIONS });
      if (response.ok) ({ suggestions } = await response.json());
    } catch {
      // The service is down or slow: the form works without suggestions.
    }
    if (request === this.#latest) this.#list(suggestions);
  }

  #list(suggestions) {
    this.#activate(-1);
    const option = { role: "option", "aria-selected": "false", part: "suggestion" };
    this.list.replaceChildren(
      ...suggestions.map(({ text }, index) => node("li", { ...option, id: `${this.list.id}-${index}` }, text)),
    );
    this.list.hidden = !suggestions.length;
    this.box.setAttribute("aria-expanded", String(suggestions.length > 0));
  }

  // Handle a key; true prevents the default action.
  #onKey({ key }) {
    const count = this.list.children.length;
    if (key === "ArrowDown" || key === "ArrowUp") {
      const by = key === "ArrowDown" ? 1 : -1;
      if (count) {
        this.#cancel();
        this.#activate((Math.max(this.#active, by > 0 ? -1 : 0) + by + count) % count);
      } else if (this.box.value.trim()) {
        this.#complete();
      }
      return true;
    }
    if (key === "Enter") return this.#accept(this.list.children[this.#active]);
    if (key === "Escape") {
      if (this.list.hidden) this.box.value = "";
      this.#close();
      return true;
    }
    if (["Home", "End", "ArrowLeft", "ArrowRight"].includes(key)) this.#activate(-1);
    return false;
  }

  #activate(index) {
    this.list.children[this.#active]?.setAttribute("aria-selected", "false");
    this.#active = index;
    const option = this.list.children[index];
    if (!option) return this.box.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    return this.box.setAttribute("aria-activedescendant", option.id);
  }

  #accept(option) {
    if (!option) return false;
    this.ask(option.textContent);
    return true;
  }

  #cancel() {
    clearTimeout(this.#timer);
    this.#latest += 1;
  }

  #close() {
    this.#cancel();
    this.#list([]);
  }

  #show(...parts) {
    this.fallback.hidden = true;
    this.output.replaceChildren(...parts);
  }

  #get(path, query) {
    const url = this.#url(path);
    url.search = new URLSearchParams(query);
    return fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), credentials: "omit" });
  }

  #url(path) {
    const base = new URL(this.getAttribute("src") || new URL(".", import.meta.url), document.baseURI).href;
    return new URL(`api/v1/${path}`, base.endsWith("/") ? base : `${base}/`);
  }

  #language() {
    const tag = this.lang || this.closest("[lang]")?.lang || navigator.language || "en";
    return tag.slice(0, 2).toLowerCase();
  }

  #limit() {
    const limit = Number.parseInt(this.getAttribute("limit"), 10);
    return limit >= 1 && limit <= 50 ? limit : 4;
  }

  #day(iso) {
    const day = new Date(`${iso}T00:00`);
    return Number.isNaN(day.valueOf()) ? "" : day.toLocaleDateString(this.#language(), { dateStyle: "long" });
  }

  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}

function node(name, attributes = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

function heading(hit) {
  return hit.question || hit.heading_path?.at(-1) || hit.title;
}

// The text with its best sentence marked. Offsets count code points, not UTF-16 units.
function marked(hit) {
  const text = Array.from(hit.text);
  const [start, end] = hit.best_sentence ?? [0, 0];
  const part = (from, to) => text.slice(from, to).join("");
  if (end <= start) return [hit.text];
  return [part(0, start), node("mark", { part: "sentence" }, part(start, end)), part(end)];
}

customElements.get("faq-search") ?? customElements.define("faq-search", FaqSearch);
