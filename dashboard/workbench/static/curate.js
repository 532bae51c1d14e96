// The workbench: a document's candidates and statements, one at a time, by keys.
import { read, write } from "./api.js";
import { byId, element } from "./dom.js";
import { StatementForm, showFindings } from "./form.js";
import { newRecord } from "./records.js";
import { TextView } from "./text.js";

const CHECK_MS = 250;
const FOLLOW_MS = 2000;
const SERVED_MS = 400;
const state = { document: null, items: [], key: null, speaker: "", versions: {}, selection: null, number: 0, awaited: 0 };
let form;
let view;

const say = (words) => {
  byId("status").textContent = words;
};
const current = () => state.items.find(({ key }) => key === state.key) ?? null;
const candidates = () => state.items.filter(({ kind }) => kind === "candidate");

/** Open a document and pick its first candidate that starts at `after` or behind it. */
async function openDocument(id, after = 0) {
  const opened = await read("document", { id });
  const typed = new Map(state.document?.id === id ? state.items.map((item) => [item.key, item.typed]) : []);
  state.document = opened;
  Object.assign(state.versions, opened.versions);
  const items = [
    ...opened.statements.map((statement) => ({ ...statement, kind: "statement", key: `s:${statement.fields.id}` })),
    ...opened.candidates.map((candidate) => ({ ...candidate, kind: "candidate", key: `c:${candidate.start}-${candidate.end}` })),
  ];
  for (const item of items) item.typed = typed.get(item.key);
  state.items = items.sort((a, b) => a.start - b.start || a.end - b.end);
  view.show(opened.text, state.items);
  byId("text").lang = opened.language ?? "";
  byId("count").textContent = `${opened.statements.length} confirmed, ${opened.candidates.length} proposed`;
  showUnknownNames(opened.unknown);
  const next = candidates().find(({ start }) => start >= after) ?? candidates()[0] ?? state.items[0];
  pick(next?.key ?? null, { quietly: after > 0 });
}

function showUnknownNames(names) {
  byId("unknown").hidden = !names.length;
  byId("unknown")
    .querySelector("ul")
    .replaceChildren(
      ...names.map(({ name, times, places }) => {
        const button = element("button", { type: "button", textContent: times > 1 ? `${name} ×${times}` : name });
        button.addEventListener("click", () => add(places.length ? "place" : "project", name));
        return element("li", {}, button);
      }),
    );
}

/** Make an item the current one; `quietly` leaves the preview as it is. */
function pick(key, { quietly = false } = {}) {
  state.key = key;
  view.highlight(key);
  const item = current();
  byId("form").toggleAttribute("inert", !item);
  if (!item) return say("Nothing is proposed here: select words in the text to quote them.");
  const fields = item.kind === "statement" ? item.fields : { speaker: state.speaker, ...item.fields };
  form.fill(item.typed ?? fields, item.evidence);
  byId("which").textContent = {
    statement: "Confirmed",
    candidate: `Proposed, ${candidates().indexOf(item) + 1} of ${candidates().length}`,
    made: "Made by hand",
  }[item.kind];
  byId("quote").textContent = view.words(item.start, item.end);
  byId("id").placeholder = "";
  showFindings(byId("findings"), []);
  if (!quietly) preview(item);
  checkSoon(0);
}

function preview(item) {
  const subject = form.names.entities.find(({ id }) => id === form.subjects.ids[0]);
  if (item.kind === "statement") frame(`/fact/${item.fields.id}`, "The statement as readers see it");
  else if (subject) frame(`/${subject.kind}/${subject.id}`, `What it is about; S shows the statement`);
}

function frame(address, words) {
  byId("shown").textContent = words;
  if (byId("preview").getAttribute("src") !== address) byId("preview").src = address;
}

const requestBody = (item) => ({
  document: state.document.id,
  start: item.start,
  end: item.end,
  fields: form.read(),
  was: item.kind === "statement" ? item.fields.id : null,
  candidate: item.kind === "candidate" ? (item.proposed ?? [item.start, item.end]) : null,
  versions: state.versions,
});

let timer = 0;
let lastCheck = 0;
function checkSoon(wait = CHECK_MS) {
  clearTimeout(timer);
  timer = setTimeout(check, wait);
}

async function check() {
  const item = current();
  if (!item) return;
  lastCheck += 1;
  const own = lastCheck;
  const answer = await write("check", requestBody(item)).catch((error) => ({ ok: false, error: error.message }));
  if (own !== lastCheck || item !== current()) return;
  if (!answer.ok) return say(answer.error);
  byId("id").placeholder = answer.fields.id;
  form.showWrittenField(answer.findings);
  showFindings(byId("findings"), answer.findings);
}

async function save() {
  const item = current();
  if (!item || byId("form").hasAttribute("aria-busy")) return;
  await busy(async () => {
    const answer = await write("save", requestBody(item));
    if (answer.conflict) return resolveConflict(answer.conflict, save);
    if (!answer.saved) return showRefusal(answer);
    state.speaker = byId("speaker").value;
    item.typed = undefined;
    say(`Saved: ${answer.id}`);
    await openDocument(state.document.id, item.kind === "candidate" ? item.end : item.start + 1);
    byId("text").focus({ preventScroll: true });
    whenServed(answer.number, () => frame(`/fact/${answer.id}`, `Saved: ${answer.id}, as readers see it`));
  });
}

async function busy(work) {
  byId("form").setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    say(error.message);
  } finally {
    byId("form").removeAttribute("aria-busy");
  }
}

function showRefusal(answer) {
  showFindings(byId("findings"), answer.findings ?? [{ level: "error", field: "", message: answer.error }]);
  say("Not saved: an error stands below the form.");
}

async function reject() {
  const item = current();
  if (!item) return;
  if (item.kind === "made") return pick(candidates()[0]?.key ?? null);
  await busy(async () => {
    const answer = await write("reject", requestBody(item));
    if (answer.conflict) return resolveConflict(answer.conflict, reject);
    if (!answer.saved) return showRefusal(answer);
    say(item.kind === "statement" ? `Taken out: ${item.fields.id}` : "Rejected");
    await openDocument(state.document.id, item.end);
  });
}

async function undo() {
  const answer = await write("undo", {});
  if (answer.conflict) return resolveConflict(answer.conflict, null);
  if (!answer.ok) return say(answer.error);
  say(answer.undone ? `Taken back: ${answer.undone}` : "There is nothing to take back.");
  if (answer.undone) {
    await openDocument(state.document.id);
    whenServed(answer.number, loadNames);
  }
}

async function show() {
  const item = current();
  if (!item) return;
  if (item.kind === "statement") return preview(item);
  byId("shown").textContent = "Loading the page as readers would see it …";
  const answer = await write("show", requestBody(item));
  if (!answer.ok) return showRefusal({ findings: answer.findings, error: answer.error });
  byId("preview").src = `${answer.address}?${Date.now()}`;
  byId("shown").textContent = "Not saved yet: the statement as readers would see it";
}

/** Show the differences of the files that changed meanwhile, and let the person decide; `again` repeats the action. */
function resolveConflict(files, again) {
  byId("differences").replaceChildren(
    ...Object.entries(files).flatMap(([file, { difference }]) => [
      element("h3", { textContent: file }),
      element("pre", { textContent: difference }),
    ]),
  );
  const dialog = byId("conflict");
  dialog.querySelector("[value=write]").hidden = !again;
  dialog.addEventListener(
    "close",
    () => {
      if (dialog.returnValue !== "write") {
        for (const item of state.items) item.typed = undefined;
        return openDocument(state.document.id);
      }
      for (const [file, { version }] of Object.entries(files)) state.versions[file] = version;
      return again();
    },
    { once: true },
  );
  dialog.returnValue = "leave";
  dialog.showModal();
}

/** Act once the atlas serves the save of this number. */
function whenServed(number, act) {
  state.number = state.awaited = number;
  const poll = async () => {
    const { served } = await read("served");
    if (state.awaited !== number) return; // a later save waits now
    if (served >= number) act();
    else setTimeout(poll, SERVED_MS);
  };
  poll();
}

/** Follow the changes of other programs: load the preview again, or show the errors in the files. */
async function followFiles() {
  const { served, errors } = await read("served");
  const [first, ...others] = errors;
  if (first) byId("shown").textContent = `Shown as before an error on disk: ${first}${others.length ? ` (and ${others.length} more)` : ""}`;
  else if (served > state.number) {
    byId("preview").contentWindow.location.reload();
    byId("shown").textContent = "The files changed; loaded again";
  }
  state.number = Math.max(state.number, served);
}

async function loadNames() {
  form.names = await read("names");
  Object.assign(state.versions, form.names.versions);
  const fields = form.read();
  form.setChoices();
  for (const name of ["kind", "modality", "unit", "speaker"]) byId(name).value = fields[name];
  form.subjects.set(fields.about);
}

/** Add a record, and choose it in the form. */
function add(kind, name = "") {
  const item = current();
  const about = form.subjects.ids.map((id) => form.names.entities.find((entity) => entity.id === id)).filter(Boolean);
  newRecord(
    kind,
    { name: name || selectedWords(), names: form.names, versions: state.versions, about, item, document: state.document },
    (answer) => {
      say(`Saved: ${kind} ${answer.id}; loading it …`);
      whenServed(answer.number, async () => {
        await loadNames();
        if (kind === "speaker") state.speaker = byId("speaker").value = answer.id;
        else form.subjects.add(answer.id);
        say(`Saved: ${kind} ${answer.id}`);
        checkSoon(0);
      });
    },
  );
}

const selectedWords = () => (state.selection ? view.words(state.selection.start, state.selection.end).trim() : "");

/** Make a new statement of the selected words. */
function quoteSelection() {
  const { start, end } = state.selection;
  const language = (state.document.language ?? "").split("-")[0];
  const statement = form.names.languages.includes(language) ? { [language]: view.words(start, end).trim().replace(/\s+/g, " ") } : {};
  const about = current()?.fields.about ?? [];
  state.items = state.items.filter(({ kind }) => kind !== "made");
  state.items.push({ start, end, kind: "made", key: "made", fields: { about, statement } });
  document.getSelection().collapseToEnd();
  view.show(state.document.text, state.items);
  pick("made", { quietly: true });
}

/** Make the selected words those of the current item. */
function requote() {
  const item = current();
  if (!item) return;
  item.proposed ??= [item.start, item.end];
  Object.assign(item, state.selection);
  document.getSelection().collapseToEnd();
  view.show(state.document.text, state.items);
  view.highlight(state.key);
  byId("quote").textContent = view.words(item.start, item.end);
  checkSoon(0);
}

function step(by) {
  const list = candidates().length ? candidates() : state.items;
  const at = list.indexOf(current());
  const next = list[(at + by + list.length) % list.length];
  if (next) pick(next.key);
}

const KEYS = {
  KeyN: ["N", "next proposal", () => step(1)],
  KeyP: ["P", "previous proposal", () => step(-1)],
  Enter: ["Enter", "save, or make a statement of selected words", () => (state.selection ? quoteSelection() : save())],
  KeyX: ["X", "reject", reject],
  KeyA: ["A", "what it is about", () => byId("about").focus()],
  KeyK: ["K", "kind: its first letter chooses", () => byId("kind").focus()],
  KeyM: ["M", "firmness", () => byId("modality").focus()],
  KeyW: ["W", "who says it", () => byId("speaker").focus()],
  KeyV: ["V", "value", () => byId("value").focus()],
  KeyD: ["D", "due", () => byId("due").focus()],
  KeyG: ["G", "what the words say", () => byId("glosses").querySelector("textarea").focus()],
  KeyT: ["T", "the text", () => byId("text").focus()],
  KeyS: ["S", "show the statement as readers would see it", show],
  KeyU: ["U", "take the last save back", undo],
  Digit1: ["1", "new speaker", () => add("speaker")],
  Digit2: ["2", "new place", () => add("place")],
  Digit3: ["3", "new project", () => add("project")],
  Digit4: ["4", "new route", () => add("route")],
};

function handleKey(event) {
  if (document.querySelector("dialog[open]")) return;
  const { target } = event;
  const field = target.closest("input, select, textarea");
  if (event.key === "Escape" && field) return byId("text").focus();
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey || field?.matches("#form select"))) {
    event.preventDefault();
    return save();
  }
  if (field || event.ctrlKey || event.metaKey || event.altKey || (event.key === "Enter" && target.closest("button, summary"))) return;
  if (event.key === "?") return byId("help").showModal();
  if (event.key === "Enter" && event.shiftKey && state.selection) {
    event.preventDefault();
    return requote();
  }
  const [, , act] = (event.shiftKey ? null : KEYS[event.code]) ?? [];
  if (!act) return;
  event.preventDefault();
  act();
}

async function start() {
  const [names, documents] = await Promise.all([read("names"), read("documents")]);
  Object.assign(state.versions, names.versions);
  form = new StatementForm(names, (field) => {
    const item = current();
    if (item) item.typed = form.read(); // stays when another item is picked before this one is saved
    checkSoon();
    if (field === "speaker") state.speaker = byId("speaker").value;
    if (field === "about" && current()?.kind !== "statement") preview(current());
  });
  view = new TextView(byId("text"), {
    picked: (key) => pick(key),
    selected: (selection) => {
      state.selection = selection;
      byId("selected").hidden = !selection;
    },
  });
  byId("documents").replaceChildren(
    ...documents.map(({ id, title, candidates: open }) => new Option(open ? `${title} (${open} proposed)` : title, id)),
  );
  byId("documents").addEventListener("change", (event) => openDocument(event.target.value));
  byId("help")
    .querySelector("dl")
    .append(
      ...Object.values(KEYS).flatMap(([key, words]) => [
        element("dt", {}, element("kbd", { textContent: key })),
        element("dd", { textContent: words }),
      ]),
    );
  byId("form").addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  for (const [id, act] of Object.entries({
    reject,
    show,
    undo,
    "take-new": quoteSelection,
    "take-words": requote,
    keys: () => byId("help").showModal(),
  })) {
    byId(id).addEventListener("click", act);
  }
  for (const button of document.querySelectorAll("[data-new]")) button.addEventListener("click", () => add(button.dataset.new));
  document.addEventListener("keydown", handleKey);
  if (documents.length) await openDocument(documents[0].id);
  setInterval(() => document.hidden || followFiles().catch((error) => say(error.message)), FOLLOW_MS);
  byId("text").focus({ preventScroll: true });
}

start().catch((error) => say(error.message));
