// The search box: a combobox over /search.json. "/" and Ctrl-K lead into it, Enter opens, Esc closes.
/** @import { Found, FoundGroup, Passage, SearchAnswer, SearchBox } from "../types" */
import { about, make } from "../dom.js";
import { combobox } from "./combobox.js";
import { pathOf, withBase } from "./location.js";
import { pageData } from "./page_data.js";
import { navigate } from "./router.js";
import { showPart, showPassage } from "./search_passage.js";
import { currentState } from "./state.js";

const WAIT_MS = 120;
const TEXTS = ["fact", "figure", "document"];
const GLASS = '<svg viewBox="0 0 20 20" aria-hidden="true"><path d="M8.5 3a5.5 5.5 0 1 0 0 11 5.5 5.5 0 0 0 0-11zM13 13l4.5 4.5"/></svg>';

/** @type {SearchBox} */
let box; // once the page is there
let results = /** @type {Found[]} */ ([]); // as listed, in the order of the arrow keys
let asked = /** @type {string | null} */ (null); // the query that the options answer
let timer = 0;
let request = /** @type {AbortController | null} */ (null);

function build() {
  const place = document.getElementById("search");
  if (!place || box) return;
  const words = place.dataset;
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
  const said = make("p", { class: "search-said", role: "status" });
  const key = make("kbd", { "aria-hidden": "true" }, "/");
  place.append(opener, make("div", { class: "search-box" }, make("div", { class: "search-line" }, input, key, closer), popup, hint, said));
  const keyboard = combobox(input, list, popup, { open: again, choose, enter: entered, leave: escaped });
  box = { place, opener, input, list, popup, message, said, keyboard, failed: words.failed ?? "" };
  listen(closer);
}

function listen(/** @type {HTMLElement} */ closer) {
  box.opener.addEventListener("click", open);
  closer.addEventListener("click", close);
  box.input.addEventListener("input", () => {
    box.keyboard.activate(-1);
    later(WAIT_MS);
  });
  box.input.addEventListener("focus", again);
  box.place.addEventListener("focusout", ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && box.place.contains(relatedTarget)) && !box.place.classList.contains("open")) show(false);
  });
}

// On a phone a button opens the box over the page; elsewhere the box is always there and the button never.
const onPhone = () => getComputedStyle(box.opener).display !== "none";

function open() {
  if (onPhone()) {
    box.place.classList.add("open");
    box.opener.setAttribute("aria-expanded", "true");
  }
  box.input.focus();
  box.input.select();
}

function close() {
  const over = box.place.classList.contains("open");
  show(false);
  box.place.classList.remove("open");
  box.opener.setAttribute("aria-expanded", "false");
  if (over) box.opener.focus();
  else box.input.blur();
}

const show = (/** @type {boolean} */ visible) => box.keyboard.show(visible);

// Back in the box: what was found for these words, or, where Esc came before the answer, the question once more.
function again() {
  const query = box.input.value.trim();
  if (!query) return;
  if (query === asked) show(true);
  else later(0);
}

function later(/** @type {number} */ milliseconds, then = () => {}) {
  clearTimeout(timer);
  timer = setTimeout(() => search(then), milliseconds);
}

// An answer still on its way would open the list that Esc has just closed.
function forget() {
  clearTimeout(timer);
  request?.abort();
  request = null;
}

async function search(/** @type {() => void} */ then) {
  const query = box.input.value.trim();
  forget();
  if (!query) {
    fill(null, { groups: [], summary: "" });
    show(false);
    return;
  }
  const mine = (request = new AbortController());
  try {
    const address = withBase(`/search.json?q=${encodeURIComponent(query)}&lang=${pageData.language}`);
    const response = await fetch(address, { signal: mine.signal });
    if (!response.ok) throw new Error(String(response.status));
    fill(query, await response.json());
  } catch {
    if (mine.signal.aborted) return;
    fill(null, { groups: [], summary: box.failed });
  }
  if (request === mine) request = null;
  show(document.activeElement === box.input);
  then();
}

// What the arrows have chosen stays chosen where the answer to the last letters has it too.
function fill(/** @type {string | null} */ query, /** @type {SearchAnswer} */ { groups, summary }) {
  const chosen = results[box.keyboard.active()];
  asked = query;
  results = [];
  box.list.replaceChildren(...groups.map(group));
  box.message.textContent = box.said.textContent = summary;
  box.popup.scrollTop = 0;
  const same = (/** @type {Found} */ result) =>
    result.path === chosen.path && `${result.at}` === `${chosen.at}` && result.target === chosen.target;
  box.keyboard.activate(chosen ? results.findIndex(same) : -1);
}

function group(/** @type {FoundGroup} */ { kind, heading, results, further }, /** @type {number} */ at) {
  const id = further ? `search-more-${kind}-${at}` : `search-kind-${kind}`;
  const head = make("div", { id, class: "search-kind", role: "presentation" }, heading);
  const options = results.map((result) => option(kind, { ...result, path: pathOf(result.path), address: result.path }));
  return make("div", { role: "group", "aria-labelledby": id }, head, ...options);
}

// Words of a text stand on the side of their own writing; another name stays under the name it belongs to.
const excerpt = (/** @type {Passage} */ words, /** @type {string} */ kind) =>
  make("div", { class: `search-excerpt search-${kind}`, dir: TEXTS.includes(kind) ? words.dir : undefined }, passage(words));

function option(/** @type {string} */ kind, /** @type {Found} */ result) {
  const { title, excerpt: words, detail, path } = result;
  const attributes = { id: `search-option-${results.length}`, role: "option", "aria-selected": "false", "data-path": path };
  const element = make("div", attributes, make("div", { class: "search-title" }, passage(title)));
  if (words) element.append(excerpt(words, kind));
  if (detail) element.append(make("div", { class: "search-detail" }, detail));
  results.push(result);
  return element;
}

// Marks are counted in code points, as the server counts; a JavaScript string counts otherwise.
function passage(/** @type {Passage} */ { text, marks, lang, dir }) {
  const letters = Array.from(text);
  const element = make("bdi", { dir, lang });
  let done = 0;
  for (const [start, end] of marks) {
    element.append(letters.slice(done, start).join(""), make("mark", {}, letters.slice(start, end).join("")));
    done = end;
  }
  element.append(letters.slice(done).join(""));
  return element;
}

// Enter opens what is chosen, else the first; where the answer is not there yet, as soon as it comes.
function entered() {
  const query = box.input.value.trim();
  if (query && query === asked) {
    if (results.length) choose(Math.max(box.keyboard.active(), 0));
  } else
    later(0, () => {
      if (results.length && box.input.value.trim() === query) choose(0);
    });
}

function escaped() {
  forget();
  if (!box.popup.hidden && !box.place.classList.contains("open")) show(false);
  else {
    box.input.value = "";
    fill(null, { groups: [], summary: "" });
    close();
  }
  return true;
}

function choose(/** @type {number} */ index, /** @type {MouseEvent | undefined} */ event = undefined) {
  const result = results[index];
  if (event?.ctrlKey || event?.metaKey) {
    window.open(result.address, "_blank", "noopener");
    return;
  }
  close();
  const here = currentState().path === result.path;
  navigate(result.path, "link");
  if (result.at && result.path.startsWith("/document/")) showPassage(result.at, here);
  if (result.target) showPart(result.target, here);
}

// The sign, or its place on the keyboard where the layout has no Latin letters there: К, ن and ə's keyboard lead here too. Where
// another Latin sign lies in that place it means itself (Dvorak's t, a German minus that moves the map).
/** @type {(event: KeyboardEvent, sign: string, place: string) => boolean} */
const isKey = ({ key, code }, sign, place) => key.toLowerCase() === sign || (code === place && !/^[a-z0-9_-]$/i.test(key));

function shortcut(/** @type {KeyboardEvent} */ event) {
  if (!box) return;
  const typing = about(event, "input, textarea, select, [contenteditable]");
  const slash = isKey(event, "/", "Slash") && !typing && !event.ctrlKey && !event.metaKey && !event.altKey;
  const k = isKey(event, "k", "KeyK") && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
  if (!slash && !k) return;
  event.preventDefault();
  open();
}

document.addEventListener("keydown", shortcut);
build();
