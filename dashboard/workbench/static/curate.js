// The workbench: a document's candidates and statements, one at a time, by keys.
import { read, write } from "./api.js";
import { StatementForm, showFindings } from "./form.js";
import { newRecord } from "./records.js";
import { TextView } from "./text.js";

const byId = (id) => document.getElementById(id);
const CHECK_MS = 250;
const FOLLOW_MS = 2000;
const SERVED_MS = 400;
const now = { document: null, items: [], key: null, speaker: "", versions: {}, selection: null, number: 0 };
let form;
let view;

const say = (words) => {
  byId("status").textContent = words;
};
const current = () => now.items.find(({ key }) => key === now.key) ?? null;
const candidates = () => now.items.filter(({ kind }) => kind === "candidate");

async function openDocument(id, after = 0) {
  const document_ = await read("document", { id });
  now.document = document_;
  Object.assign(now.versions, document_.versions);
  const items = [
    ...document_.statements.map((one) => ({ ...one, kind: "statement", key: `s:${one.fields.id}` })),
    ...document_.candidates.map((one) => ({ ...one, kind: "candidate", key: `c:${one.start}-${one.end}` })),
  ];
  now.items = items.sort((a, b) => a.start - b.start || a.end - b.end);
  view.show(document_.text, now.items);
  byId("text").lang = document_.language ?? "";
  byId("count").textContent = `${document_.statements.length} confirmed, ${document_.candidates.length} proposed`;
  showUnknown(document_.unknown);
  const next = candidates().find(({ start }) => start >= after) ?? candidates()[0] ?? now.items[0];
  pick(next?.key ?? null, { quietly: after > 0 });
}

function showUnknown(names) {
  byId("unknown").hidden = !names.length;
  byId("unknown")
    .querySelector("ul")
    .replaceChildren(
      ...names.map(({ name, times, places }) => {
        const item = document.createElement("li");
        const button = Object.assign(document.createElement("button"), {
          type: "button",
          textContent: times > 1 ? `${name} ×${times}` : name,
        });
        button.addEventListener("click", () => add(places.length ? "place" : "project", name));
        item.append(button);
        return item;
      }),
    );
}

/** Make an item the one at hand; quietly leaves the page as readers see it where it is. */
function pick(key, { quietly = false } = {}) {
  now.key = key;
  view.light(key);
  const item = current();
  byId("form").toggleAttribute("inert", !item);
  if (!item) return say("Nothing is proposed here: select words in the text to quote them.");
  const proposed = item.kind === "statement" ? item.fields : { speaker: now.speaker, ...item.fields };
  form.fill(proposed, item.evidence);
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

const body = (item) => ({
  document: now.document.id,
  start: item.start,
  end: item.end,
  fields: form.read(),
  was: item.kind === "statement" ? item.fields.id : null,
  candidate: item.kind === "candidate" ? (item.proposed ?? [item.start, item.end]) : null,
  versions: now.versions,
});

let timer = 0;
let asked = 0;
function checkSoon(wait = CHECK_MS) {
  clearTimeout(timer);
  timer = setTimeout(check, wait);
}

async function check() {
  const item = current();
  if (!item) return;
  asked += 1;
  const mine = asked;
  const told = await write("check", body(item));
  if (mine !== asked || item !== current()) return;
  if (!told.ok) return say(told.error);
  byId("id").placeholder = told.fields.id;
  form.written(told.findings);
  showFindings(byId("findings"), told.findings);
}

async function save() {
  const item = current();
  if (!item || byId("form").hasAttribute("aria-busy")) return;
  await busy(async () => {
    const told = await write("save", body(item));
    if (told.conflict) return settle(told.conflict, save);
    if (!told.saved) return refuse(told);
    now.speaker = byId("speaker").value;
    say(`Saved: ${told.id}`);
    await openDocument(now.document.id, item.kind === "candidate" ? item.end : item.start + 1);
    byId("text").focus({ preventScroll: true });
    whenServed(told.number, () => frame(`/fact/${told.id}`, `Saved: ${told.id}, as readers see it`));
  });
}

async function busy(work) {
  byId("form").setAttribute("aria-busy", "true");
  try {
    await work();
  } catch (error) {
    say(String(error));
  } finally {
    byId("form").removeAttribute("aria-busy");
  }
}

function refuse(told) {
  showFindings(byId("findings"), told.findings ?? [{ level: "error", field: "", message: told.error }]);
  say("Not saved: an error stands below the form.");
}

async function reject() {
  const item = current();
  if (!item) return;
  if (item.kind === "made") return pick(candidates()[0]?.key ?? null);
  await busy(async () => {
    const told = await write("reject", body(item));
    if (told.conflict) return settle(told.conflict, reject);
    if (!told.saved) return refuse(told);
    say(item.kind === "statement" ? `Taken out: ${item.fields.id}` : "Rejected");
    await openDocument(now.document.id, item.end);
  });
}

async function undo() {
  const told = await write("undo", {});
  if (told.conflict) return settle(told.conflict, null);
  say(told.undone ? `Taken back: ${told.undone}` : "There is nothing to take back.");
  if (told.undone) {
    await openDocument(now.document.id);
    whenServed(told.number, loadNames);
  }
}

async function show() {
  const item = current();
  if (!item) return;
  if (item.kind === "statement") return preview(item);
  byId("shown").textContent = "Loading the page as readers would see it …";
  const told = await write("show", body(item));
  if (!told.ok) return refuse({ findings: told.findings, error: told.error });
  byId("preview").src = `${told.address}?${Date.now()}`;
  byId("shown").textContent = "Not saved yet: the statement as readers would see it";
}

/** Both versions of the files that changed meanwhile; the person decides. */
function settle(files, again) {
  byId("differences").replaceChildren(
    ...Object.entries(files).flatMap(([file, { difference }]) => [
      Object.assign(document.createElement("h3"), { textContent: file }),
      Object.assign(document.createElement("pre"), { textContent: difference }),
    ]),
  );
  const dialog = byId("conflict");
  dialog.querySelector("[value=write]").hidden = !again;
  dialog.addEventListener(
    "close",
    () => {
      if (dialog.returnValue !== "write") return openDocument(now.document.id);
      for (const [file, { version }] of Object.entries(files)) now.versions[file] = version;
      return again();
    },
    { once: true },
  );
  dialog.returnValue = "leave";
  dialog.showModal();
}

/** Once the atlas serves what was saved. */
function whenServed(number, act) {
  now.number = number;
  const look = async () => {
    const { served } = await read("served");
    if (now.number !== number) return;
    if (served >= number) act();
    else setTimeout(look, SERVED_MS);
  };
  look();
}

/** What another program writes to the files is shown too: the page is loaded again, or the errors are told. */
async function followFiles() {
  const { served, errors } = await read("served");
  const [first, ...others] = errors;
  if (first) byId("shown").textContent = `Shown as before an error on disk: ${first}${others.length ? ` (and ${others.length} more)` : ""}`;
  else if (served > now.number) {
    byId("preview").contentWindow.location.reload();
    byId("shown").textContent = "The files changed; loaded again";
  }
  now.number = Math.max(now.number, served);
}

async function loadNames() {
  form.names = await read("names");
  Object.assign(now.versions, form.names.versions);
  const kept = form.read();
  form.choices();
  for (const name of ["kind", "modality", "unit", "speaker"]) byId(name).value = kept[name];
  form.subjects.set(kept.about);
}

/** A record more, and then it is chosen in the form. */
function add(kind, name = "") {
  const item = current();
  const about = form.subjects.ids.map((id) => form.names.entities.find((one) => one.id === id)).filter(Boolean);
  newRecord(
    kind,
    { name: name || selectedWords(), names: form.names, versions: now.versions, about, item, document: now.document },
    (told) => {
      say(`Saved: ${kind} ${told.id}; loading it …`);
      whenServed(told.number, async () => {
        await loadNames();
        if (kind === "speaker") now.speaker = byId("speaker").value = told.id;
        else form.subjects.add(told.id);
        say(`Saved: ${kind} ${told.id}`);
        checkSoon(0);
      });
    },
  );
}

const selectedWords = () => (now.selection ? view.words(now.selection.start, now.selection.end).trim() : "");

function takeNew() {
  const { start, end } = now.selection;
  const language = (now.document.language ?? "").split("-")[0];
  const statement = form.names.languages.includes(language) ? { [language]: view.words(start, end).trim().replace(/\s+/g, " ") } : {};
  const about = current()?.fields.about ?? [];
  now.items = now.items.filter(({ kind }) => kind !== "made");
  now.items.push({ start, end, kind: "made", key: "made", fields: { about, statement } });
  document.getSelection().collapseToEnd();
  view.show(now.document.text, now.items);
  pick("made", { quietly: true });
}

function takeWords() {
  const item = current();
  if (!item) return;
  item.proposed ??= [item.start, item.end];
  Object.assign(item, now.selection);
  document.getSelection().collapseToEnd();
  view.show(now.document.text, now.items);
  view.light(now.key);
  byId("quote").textContent = view.words(item.start, item.end);
  checkSoon(0);
}

function step(by) {
  const list = candidates().length ? candidates() : now.items;
  const at = list.indexOf(current());
  const next = list[(at + by + list.length) % list.length];
  if (next) pick(next.key);
}

const KEYS = {
  KeyN: ["N", "next proposal", () => step(1)],
  KeyP: ["P", "previous proposal", () => step(-1)],
  Enter: ["Enter", "save, or make a statement of selected words", () => (now.selection ? takeNew() : save())],
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

function pressed(event) {
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
  if (event.key === "Enter" && event.shiftKey && now.selection) {
    event.preventDefault();
    return takeWords();
  }
  const known = event.shiftKey ? null : KEYS[event.code];
  if (!known) return;
  event.preventDefault();
  known[2]();
}

async function start() {
  const [names, documents] = await Promise.all([read("names"), read("documents")]);
  Object.assign(now.versions, names.versions);
  form = new StatementForm(names, (field) => {
    checkSoon();
    if (field === "speaker") now.speaker = byId("speaker").value;
    if (field === "about" && current()?.kind !== "statement") preview(current());
  });
  view = new TextView(byId("text"), {
    picked: (key) => pick(key),
    selected: (selection) => {
      now.selection = selection;
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
        Object.assign(document.createElement("dt"), { innerHTML: `<kbd>${key}</kbd>` }),
        Object.assign(document.createElement("dd"), { textContent: words }),
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
    "take-new": takeNew,
    "take-words": takeWords,
    keys: () => byId("help").showModal(),
  })) {
    byId(id).addEventListener("click", act);
  }
  for (const button of document.querySelectorAll("[data-new]")) button.addEventListener("click", () => add(button.dataset.new));
  document.addEventListener("keydown", pressed);
  if (documents.length) await openDocument(documents[0].id);
  setInterval(() => document.hidden || followFiles().catch((error) => say(String(error))), FOLLOW_MS);
  byId("text").focus({ preventScroll: true });
}

start().catch((error) => say(String(error)));
