// The search box: a combobox over /search.json. The keys "/" and Ctrl-K focus it, Enter opens a result, Esc closes the list.
/** @import { Found, FoundGroup, Passage, SearchAnswer, SearchBox } from "../types" */
import { closestElement, make } from "../dom.js";
import { fetchJson } from "../requests.js";
import { combobox } from "./combobox.js";
import { pathOf, withBase } from "./location.js";
import { pageData } from "./page_data.js";
import { navigate } from "./router.js";
import { showPart, showPassage } from "./search_passage.js";
import { currentState } from "./state.js";

const TYPING_MS = 120;
const GLASS = '<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l4.5 4.5"/></svg>';

/** @type {SearchBox} */
let box;
let results = /** @type {Found[]} */ ([]); // in the order of the list
let answered = /** @type {string | null} */ (null); // the query of the results
let timer = 0;
let request = /** @type {AbortController | null} */ (null);

function build() {
  const root = document.getElementById("search");
  if (!root) return;
  const words = root.dataset;
  const opener = make("button", { id: "search-open", type: "button", class: "quiet", "aria-label": words.open, "aria-expanded": "false" });
  opener.innerHTML = GLASS;
  const input = make("input", {
    id: "search-input",
    type: "search",
    role: "combobox",
    dir: "auto",
    maxlength: "200",
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    enterkeyhint: "search",
    placeholder: words.placeholder,
    "aria-label": words.label,
    "aria-autocomplete": "list",
    "aria-expanded": "false",
    "aria-controls": "search-results",
    "aria-describedby": "search-hint",
    "aria-keyshortcuts": "/ Control+K",
  });
  const closer = make("button", { id: "search-close", type: "button", class: "quiet", "aria-label": words.close }, "×");
  const message = make("p", { class: "search-message", "aria-hidden": "true" });
  const list = make("div", { id: "search-results", role: "listbox", "aria-label": words.results });
  const popup = make("div", { class: "search-popup", hidden: "" }, message, list);
  const hint = make("span", { id: "search-hint", class: "search-said" }, words.hint ?? "");
  const status = make("p", { class: "search-said", role: "status" });
  const key = make("kbd", { "aria-hidden": "true" }, "/");
  const line = make("div", { class: "search-line" }, input, key, closer);
  root.append(opener, make("div", { class: "search-box" }, line, popup, hint, status));
  const options = combobox(input, list, popup, { open: showResults, choose, enter: entered, leave: escaped });
  box = { root, opener, input, list, popup, message, status, options, failed: words.failed ?? "" };
  opener.addEventListener("click", open);
  closer.addEventListener("click", close);
  input.addEventListener("input", () => {
    options.activate(-1);
    searchAfter(TYPING_MS);
  });
  input.addEventListener("focus", showResults);
  root.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && root.contains(relatedTarget)) && !isOpenOnPhone()) show(false);
  });
}

// On a phone a button opens the box over the page; on other screens the box is always visible and the button never.
const isOpenOnPhone = () => box.root.classList.contains("open");

function open() {
  if (getComputedStyle(box.opener).display !== "none") {
    box.root.classList.add("open");
    box.opener.setAttribute("aria-expanded", "true");
  }
  box.input.focus();
  box.input.select();
}

function close() {
  const wasOpenOnPhone = isOpenOnPhone();
  show(false);
  box.root.classList.remove("open");
  box.opener.setAttribute("aria-expanded", "false");
  if (wasOpenOnPhone) box.opener.focus();
  else box.input.blur();
}

const show = (/** @type {boolean} */ visible) => box.options.show(visible);

// Shows the results of the query in the box; after Esc has cancelled its request, the search runs again.
function showResults() {
  const query = box.input.value.trim();
  if (!query) return;
  if (query === answered) show(true);
  else searchAfter(0);
}

function searchAfter(/** @type {number} */ milliseconds, then = () => {}) {
  clearTimeout(timer);
  timer = setTimeout(() => search(then), milliseconds);
}

function cancel() {
  clearTimeout(timer);
  request?.abort();
}

async function search(/** @type {() => void} */ then) {
  const query = box.input.value.trim();
  cancel();
  if (!query) {
    clear();
    show(false);
    return;
  }
  const { signal } = (request = new AbortController());
  try {
    fill(query, await fetchJson(withBase(`/search.json?q=${encodeURIComponent(query)}&lang=${pageData.language}`), { signal }));
  } catch {
    if (signal.aborted) return;
    fill(null, { groups: [], summary: box.failed });
  }
  show(document.activeElement === box.input);
  then();
}

const clear = () => fill(null, { groups: [], summary: "" });

// The active option stays active if the new results have it too.
function fill(/** @type {string | null} */ query, /** @type {SearchAnswer} */ { groups, summary }) {
  const active = results[box.options.active()];
  answered = query;
  results = [];
  box.list.replaceChildren(...groups.map(group));
  box.message.textContent = box.status.textContent = summary;
  box.popup.scrollTop = 0;
  const same = (/** @type {Found} */ result) =>
    result.path === active.path && `${result.at}` === `${active.at}` && result.target === active.target;
  box.options.activate(active ? results.findIndex(same) : -1);
}

function group(/** @type {FoundGroup} */ { kind, heading, results, further }, /** @type {number} */ at) {
  const id = further ? `search-more-${kind}-${at}` : `search-kind-${kind}`;
  const head = make("div", { id, class: "search-kind", role: "presentation" }, heading);
  const options = results.map((result) => option(kind, { ...result, path: pathOf(result.path), address: result.path }));
  return make("div", { role: "group", "aria-labelledby": id }, head, ...options);
}

function option(/** @type {string} */ kind, /** @type {Found} */ result) {
  const { title, excerpt: words, detail, path } = result;
  const attributes = { id: `search-option-${results.length}`, role: "option", "aria-selected": "false", "data-path": path };
  const element = make("div", attributes, make("div", { class: "search-title" }, passage(title)));
  // A text is aligned by its own direction of writing; another name is aligned with the name above it.
  const dir = ["fact", "figure", "document"].includes(kind) ? words?.dir : undefined;
  if (words) element.append(make("div", { class: `search-excerpt search-${kind}`, dir }, passage(words)));
  if (detail) element.append(make("div", { class: "search-detail" }, detail));
  results.push(result);
  return element;
}

// The server counts marks in code points; a JavaScript string counts UTF-16 units.
function passage(/** @type {Passage} */ { text, marks, lang, dir }) {
  const letters = Array.from(text);
  const element = make("bdi", { dir, lang });
  let position = 0;
  for (const [start, end] of marks) {
    element.append(letters.slice(position, start).join(""), make("mark", {}, letters.slice(start, end).join("")));
    position = end;
  }
  element.append(letters.slice(position).join(""));
  return element;
}

// Enter opens the active result, else the first; it waits for the answer of the server.
function entered() {
  const query = box.input.value.trim();
  if (query && query === answered) {
    if (results.length) choose(Math.max(box.options.active(), 0));
  } else
    searchAfter(0, () => {
      if (results.length && box.input.value.trim() === query) choose(0);
    });
}

function escaped() {
  cancel();
  if (!box.popup.hidden && !isOpenOnPhone()) show(false);
  else {
    box.input.value = "";
    clear();
    close();
  }
  return true;
}

function choose(/** @type {number} */ index, /** @type {MouseEvent | undefined} */ event = undefined) {
  const result = results[index];
  if (event?.ctrlKey || event?.metaKey) return void window.open(result.address, "_blank", "noopener");
  close();
  const isOpen = currentState().path === result.path;
  navigate(result.path, "link");
  if (result.at && result.path.startsWith("/document/")) showPassage(result.at, isOpen);
  if (result.target) showPart(result.target, isOpen);
}

// Whether a key has a sign, or the position of the sign on a keyboard without Latin letters (К, ن). Another Latin sign at this
// position keeps its own meaning (t on Dvorak, the minus on a German keyboard, which zooms the map).
/** @type {(event: KeyboardEvent, sign: string, position: string) => boolean} */
const isKey = ({ key, code }, sign, position) => key.toLowerCase() === sign || (code === position && !/^[a-z0-9_-]$/i.test(key));

function shortcut(/** @type {KeyboardEvent} */ event) {
  if (!box) return;
  const typing = closestElement(event, "input, textarea, select, [contenteditable]");
  const slash = isKey(event, "/", "Slash") && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const k = isKey(event, "k", "KeyK") && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!slash && !k) return;
  event.preventDefault();
  open();
}

document.addEventListener("keydown", shortcut);
build();
