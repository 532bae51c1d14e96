// New speakers, places, projects and routes, without leaving the statement.
import { read, write } from "./api.js";
import { options, showFindings } from "./form.js";
import { PinMap } from "./pins.js";
import { Subjects } from "./subjects.js";

const byId = (id) => document.getElementById(id);
const today = () => new Date().toISOString().slice(0, 10);
const plain = (word) => word[0].toUpperCase() + word.slice(1).replaceAll("_", " ");

/** A field: its label, its control, and whether it takes a whole row. */
function field(name, { label = plain(name), values, wide = false, value = "", list, placeholder = "", type = "text" } = {}) {
  const box = Object.assign(document.createElement("div"), { className: wide ? "field wide" : "field" });
  const control = document.createElement(values ? "select" : "input");
  if (values) options(control, values, { empty: !value });
  else Object.assign(control, { type, placeholder });
  Object.assign(control, { id: `r-${name}`, name, value, dir: "auto" });
  const tag = Object.assign(document.createElement("label"), { htmlFor: control.id, textContent: label });
  const inner = document.createElement("div");
  inner.append(control);
  if (list) {
    const choices = Object.assign(document.createElement("datalist"), { id: `${control.id}-list` });
    options(choices, list, { empty: false });
    control.setAttribute("list", choices.id);
    inner.append(choices);
  }
  box.append(tag, inner);
  return box;
}

const nameFields = (name, languages, suggested = {}) =>
  languages.map((one, at) => field(`names.${one}`, { label: `Name (${one})`, value: at ? "" : name, list: suggested[one] }));

const FORMS = {
  speaker: ({ name, names }) => [
    ...nameFields(name, names.languages),
    ...names.languages.map((one) => field(`role.${one}`, { label: `Role (${one})`, placeholder: "President of …" })),
  ],
  place: ({ name, names }) => [
    field("gazetteer", { label: "Look up", wide: true, value: name, placeholder: "a town's name, in any script" }),
    ...nameFields(name, [...names.languages, "ru"]),
    field("country", { placeholder: "AZ" }),
    field("kind", { values: names.vocabulary.place_kind }),
    field("lon", { label: "Longitude" }),
    field("lat", { label: "Latitude" }),
    field("precision_m", { label: "Precision, m" }),
    field("source", { wide: true, placeholder: "where the position is from" }),
  ],
  project: ({ name, names, about, document: from }) => [
    ...nameFields(name, names.languages),
    field("kind", { values: names.vocabulary.project_kind }),
    field("summary.en", { label: "What it is", wide: true, placeholder: "a sentence of ours" }),
    field("aliases", { wide: true, value: name, placeholder: "other names, with ; between" }),
    field("places", {
      wide: true,
      value: about
        .filter(({ kind }) => kind === "place")
        .map(({ id }) => id)
        .join(" "),
      placeholder: "ids of places, or countries such as AZ",
    }),
    field("status.value", { label: "Status", values: names.vocabulary.status }),
    field("status.as_of", { label: "As of", value: from.header.published ?? today() }),
    field("status.note.en", { label: "Known from", wide: true, value: `Concluded from “${from.header.title ?? from.id}”.` }),
  ],
  route: ({ name, names, about }) => [
    field("names.en", { label: "Name (en)", value: name }),
    field("project", {
      label: "Project",
      list: names.entities.filter(({ kind }) => kind === "project").map(({ id }) => id),
      value: about.find(({ kind }) => kind === "project")?.id ?? "",
    }),
    field("mode", { values: names.vocabulary.mode }),
    field("status", { values: names.vocabulary.status }),
    field("method", { values: names.vocabulary.method, value: "sketch" }),
    field("precision", { values: names.vocabulary.precision, value: "schematic" }),
    field("source", {
      wide: true,
      value: "ends as the document names them; the course is ours",
      placeholder: "what the line is drawn from",
    }),
  ],
};

/** The fields with dots as tables within the record. */
function nested(form) {
  const record = {};
  for (const { name, value } of form.querySelectorAll("[name]")) {
    const parts = name.split(".");
    let table = record;
    for (const part of parts.slice(0, -1)) {
      table[part] ??= {};
      table = table[part];
    }
    table[parts.at(-1)] = value.trim();
  }
  return record;
}

const READ = {
  speaker: (form) => ({ fields: nested(form) }),
  place: (form) => {
    const { gazetteer: _, ...fields } = nested(form);
    return { fields };
  },
  project: (form) => {
    const fields = nested(form);
    const named = fields.places.split(/[\s,;]+/).filter(Boolean);
    fields.places = named.filter((one) => !/^[A-Z]{2}$/.test(one));
    fields.countries = named.filter((one) => /^[A-Z]{2}$/.test(one));
    fields.aliases = fields.aliases
      .split(";")
      .map((one) => one.trim())
      .filter(Boolean);
    fields.status.basis = "inferred";
    return { fields };
  },
  route: (form, { stops, map }) => ({ ...nested(form), stops: stops.ids, via: map.legs(stops.ids.length - 1) }),
};

function placeHelp(form, map) {
  const look = form.elements.namedItem("gazetteer");
  const set = (name, value) => {
    form.elements.namedItem(name).value = value;
  };
  const list = Object.assign(document.createElement("ul"), { id: "towns", role: "listbox", hidden: true });
  const none = Object.assign(document.createElement("button"), {
    type: "button",
    textContent: "GeoNames has no town of this name: put it on the map by hand",
    hidden: true,
  });
  none.addEventListener("click", () => map.putInTheMiddle());
  look.after(list, none);
  const choose = (town) => {
    for (const name of ["country", "kind", "lon", "lat", "precision_m", "source"]) set(name, town[name]);
    set("names.en", town.name);
    list.hidden = true;
    map.put([town.lon, town.lat]);
    form.elements.namedItem("names.en").focus();
  };
  let towns = [];
  let timer = 0;
  const offer = async () => {
    towns = look.value.trim().length > 1 ? await read("gazetteer", { name: look.value }) : [];
    list.replaceChildren(
      ...towns.map((town, at) => {
        const option = Object.assign(document.createElement("li"), {
          role: "option",
          textContent: `${town.name}, ${town.country}, ${town.population.toLocaleString("en")} inhabitants`,
        });
        option.setAttribute("aria-selected", String(at === 0));
        option.addEventListener("pointerdown", () => choose(town));
        return option;
      }),
    );
    list.hidden = !towns.length;
    none.hidden = towns.length > 0 || !look.value.trim();
  };
  look.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(offer, 200);
  });
  look.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && towns.length && !list.hidden) {
      event.preventDefault();
      choose(towns[0]);
    }
  });
  for (const name of ["lon", "lat"]) {
    form.elements
      .namedItem(name)
      .addEventListener("change", () => map.put(["lon", "lat"].map((one) => Number(form.elements.namedItem(one).value))));
  }
  map.moved = ([lon, lat]) => {
    // A position that a hand has moved is no gazetteer's any more: whoever moved it says from what.
    set("lon", lon.toFixed(4));
    set("lat", lat.toFixed(4));
    set("source", "");
  };
  offer();
}

function routeHelp(names, map) {
  const box = Object.assign(document.createElement("div"), { className: "field wide" });
  box.innerHTML =
    '<label for="r-stops">Through</label><div><ul class="chips"></ul><input id="r-stops" role="combobox" aria-autocomplete="list" placeholder="its places, in order"><ul id="r-stops-list" role="listbox" hidden></ul><button type="button" id="r-draw" aria-pressed="false">Draw points between them</button></div>';
  byId("record-fields").append(box);
  const places = names.entities.filter(({ kind }) => kind === "place");
  const stops = new Subjects({
    input: box.querySelector("input"),
    list: box.querySelector("[role=listbox]"),
    chips: box.querySelector(".chips"),
    entities: () => places,
    changed: () => map.stops(stops.ids.map((id) => names.positions[id])),
  });
  const draw = box.querySelector("#r-draw");
  draw.addEventListener("click", () => draw.setAttribute("aria-pressed", String(map.draw())));
  return stops;
}

/** Ask for a new record; `saved` is told what came of it. */
export function newRecord(kind, context, saved) {
  const dialog = byId("record");
  const form = byId("record-form");
  byId("record-title").textContent = `New ${kind}`;
  byId("record-fields").replaceChildren(...FORMS[kind](context));
  showFindings(byId("record-findings"), []);
  const onMap = kind === "place" || kind === "route";
  byId("record-map").hidden = !onMap;
  const map = onMap ? new PinMap(byId("record-map")) : null;
  const stops = kind === "route" ? routeHelp(context.names, map) : null;
  if (kind === "place") placeHelp(form, map);
  form.onsubmit = async (event) => {
    event.preventDefault();
    const told = await write(kind, { ...READ[kind](form, { stops, map }), versions: context.versions });
    if (told.saved) {
      Object.assign(context.versions, told.versions);
      dialog.close();
      saved(told);
      return;
    }
    const changed = Object.entries(told.conflict ?? {});
    for (const [file, { version }] of changed) context.versions[file] = version;
    const again = changed.map(([file]) => ({
      level: "warning",
      field: file,
      message: "changed on disk meanwhile; save again to add to it as it is now",
    }));
    showFindings(byId("record-findings"), [
      ...again,
      ...(told.findings ?? []),
      ...(told.error ? [{ level: "error", field: "", message: told.error }] : []),
    ]);
  };
  form.onkeydown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  };
  byId("record-close").onclick = () => dialog.close();
  dialog.showModal();
  form.querySelector("input").focus();
}
