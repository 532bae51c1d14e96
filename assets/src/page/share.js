// Taking away in words and files: copy a citation, the link, the code of an embedded map; downloads that keep the filters.
import { pathWithQuery, withBase } from "./location.js";
import { FILTERS, pageData } from "./page_data.js";
import { currentState, stateChanged } from "./state.js";
import { chosenTheme } from "./theme.js";

const SAID_MS = 2500;
const EMBED_HEIGHT_PX = 480;

// Without a secure origin there is no clipboard; the old command still works in most browsers.
async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copiedTheOldWay(text);
  }
}

function copiedTheOldWay(text) {
  const before = document.activeElement;
  const box = Object.assign(document.createElement("textarea"), { value: text, readOnly: true, className: "off-screen" });
  document.body.append(box);
  box.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    /* some browsers throw */
  }
  box.remove();
  before?.focus({ preventScroll: true });
  return done;
}

function mark(element) {
  const range = document.createRange();
  range.selectNodeContents(element);
  getSelection().removeAllRanges();
  getSelection().addRange(range);
}

// What a button says for a moment after it has done its work.
function answer(button, words) {
  button.dataset.rest ??= button.textContent;
  button.textContent = words;
  clearTimeout(Number(button.dataset.timer));
  button.dataset.timer = setTimeout(() => {
    button.textContent = button.dataset.rest;
  }, SAID_MS);
}

async function copyCitation(button) {
  const box = button.closest(".form").querySelector("pre");
  const done = await copied(box.textContent);
  if (!done) mark(box);
  const said = button.closest("details").querySelector(".cite-said");
  said.textContent = pageData.words[done ? "cite.copied" : "cite.failed"];
  if (done) answer(button, pageData.words["cite.copied"]);
}

const attribute = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

// The reader of another page sees what the one who took the code sees: the same language and the chosen theme.
function embedCode() {
  const state = currentState();
  const kept = { ...state.kept, lang: pageData.language, theme: state.kept.theme || chosenTheme() };
  const source = location.origin + withBase(`/embed${pathWithQuery({ ...state, kept })}`);
  return `<iframe src="${attribute(source)}" title="${attribute(document.title)}" width="100%" height="${EMBED_HEIGHT_PX}" loading="lazy" style="border:0"></iframe>`;
}

async function share(button) {
  const [text, said] = button.dataset.share === "link" ? [location.href, "header.shared"] : [embedCode(), "share.embedded"];
  answer(button, (await copied(text)) ? pageData.words[said] : text);
}

function closeMenus(but) {
  for (const menu of document.querySelectorAll("details.menu[open]")) if (menu !== but) menu.open = false;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-copy], button[data-share]");
  if (!event.target.closest?.("details.menu .sheet, details.menu ul")) closeMenus(event.target.closest?.("details.menu"));
  if (!button) return;
  if (button.dataset.copy) copyCitation(button);
  else if (["link", "embed"].includes(button.dataset.share)) share(button);
});

window.addEventListener("keydown", (event) => {
  const menu = document.querySelector("details.menu[open]");
  if (event.key !== "Escape" || !menu) return;
  if (menu.contains(document.activeElement)) menu.querySelector("summary").focus();
  menu.open = false;
});

// The files of what is shown: of the page's address the filters, and whether what is withdrawn is shown. With nothing
// filtered and all of it shown they are those of everything.
function keepFilters(state) {
  const section = document.getElementById("take-shown");
  if (!section) return;
  const chosen = FILTERS.filter((name) => state.filters[name].length);
  const query = chosen.map((name) => `${name}=${state.filters[name].map(encodeURIComponent).join(",")}`);
  if (state.switches.retired) query.push("retired=shown");
  section.hidden = !chosen.length && state.switches.retired;
  for (const link of section.querySelectorAll("a[data-filtered]")) link.search = query.join("&");
}

stateChanged.listen(({ state }) => keepFilters(state));
