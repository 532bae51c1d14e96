// New speakers, places, projects and routes, without leaving the statement.
import { read, write } from "./api.js";
import { byId, element, setOptions } from "./dom.js";
import { showFindings } from "./form.js";
import { PinMap } from "./pins.js";
import { Subjects } from "./subjects.js";

const today = () => new Date().toISOString().slice(0, 10);
const labelOf = (name) => name[0].toUpperCase() + name.slice(1).replaceAll("_", " ");

/** A field with its label; a `wide` one has a row of its own. */
function field(name, { label = labelOf(name), values, wide = false, value = "", list, placeholder = "" } = {}) {
  const control = values ? element("select") : element("input", { placeholder });
  if (values) setOptions(control, values, { empty: !value });
  Object.assign(control, { id: `r-${name}`, name, value, dir: "auto" });
  const inner = element("div", {}, control);
  if (list) {
    const choices = element("datalist", { id: `${control.id}-list` });
    setOptions(choices, list, { empty: false });
    control.setAttribute("list", choices.id);
    inner.append(choices);
  }
  const className = wide ? "field wide" : "field";
  return element("div", { className }, element("label", { htmlFor: control.id, textContent: label }), inner);
}

const nameFields = (name, languages) =>
  languages.map((code, at) => field(`names.${code}`, { label: `Name (${code})`, value: at ? "" : name }));

const FORMS = {
  speaker: ({ name, names }) => [
    ...nameFields(name, names.languages),
    ...names.languages.map((code) => field(`role.${code}`, { label: `Role (${code})`, placeholder: "President of …" })),
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

/** The fields of a form as a record, in which names with dots are tables. */
function recordOf(form) {
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
  speaker: (form) => ({ fields: recordOf(form) }),
  place: (form) => {
    const { gazetteer: _, ...fields } = recordOf(form);
    return { fields };
  },
  project: (form) => {
    const fields = recordOf(form);
    const words = fields.places.split(/[\s,;]+/).filter(Boolean);
    const isCountry = (word) => /^[A-Z]{2}$/.test(word);
    fields.places = words.filter((word) => !isCountry(word));
    fields.countries = words.filter(isCountry);
    fields.aliases = fields.aliases
      .split(";")
      .map((alias) => alias.trim())
      .filter(Boolean);
    fields.status.basis = "inferred";
    return { fields };
  },
  route: (form, { stops, map }) => ({ ...recordOf(form), stops: stops.ids, via: map.pointsByLeg(stops.ids.length - 1) }),
};

/** Add to the form of a place the list of towns from the gazetteer, and the marker on the map. */
function addPlaceTools(form, map) {
  const look = form.elements.namedItem("gazetteer");
  const set = (name, value) => {
    form.elements.namedItem(name).value = value;
  };
  const list = element("ul", { id: "towns", role: "listbox", hidden: true });
  const none = element("button", {
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
        const option = element("li", {
          role: "option",
          ariaSelected: String(at === 0),
          textContent: `${town.name}, ${town.country}, ${town.population.toLocaleString("en")} inhabitants`,
        });
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
      .addEventListener("change", () => map.put(["lon", "lat"].map((axis) => Number(form.elements.namedItem(axis).value))));
  }
  map.moved = ([lon, lat]) => {
    // A moved position is no longer that of the gazetteer: the person who moved it must name a source.
    set("lon", lon.toFixed(4));
    set("lat", lat.toFixed(4));
    set("source", "");
  };
  offer();
}

/** Add to the form of a route the field of its stops, and drawing on the map. */
function addRouteTools(names, map) {
  const box = element("div", { className: "field wide" });
  box.innerHTML =
    '<label for="r-stops">Through</label><div><ul class="chips"></ul><input id="r-stops" role="combobox" aria-autocomplete="list" placeholder="its places, in order"><ul id="r-stops-list" role="listbox" hidden></ul><button type="button" id="r-draw" aria-pressed="false">Draw points between them</button></div>';
  byId("record-fields").append(box);
  const places = names.entities.filter(({ kind }) => kind === "place");
  const stops = new Subjects({
    input: box.querySelector("input"),
    list: box.querySelector("[role=listbox]"),
    chips: box.querySelector(".chips"),
    entities: () => places,
    changed: () => map.setStops(stops.ids.map((id) => names.positions[id])),
  });
  const draw = box.querySelector("#r-draw");
  draw.addEventListener("click", () => draw.setAttribute("aria-pressed", String(map.toggleDrawing())));
  return stops;
}

/** Open the form of a new record; `saved` receives the server's answer. */
export function newRecord(kind, context, saved) {
  const dialog = byId("record");
  const form = byId("record-form");
  byId("record-title").textContent = `New ${kind}`;
  byId("record-fields").replaceChildren(...FORMS[kind](context));
  showFindings(byId("record-findings"), []);
  const onMap = kind === "place" || kind === "route";
  byId("record-map").hidden = !onMap;
  const map = onMap ? new PinMap(byId("record-map")) : null;
  const stops = kind === "route" ? addRouteTools(context.names, map) : null;
  if (kind === "place") addPlaceTools(form, map);
  form.onsubmit = async (event) => {
    event.preventDefault();
    const answer = await write(kind, { ...READ[kind](form, { stops, map }), versions: context.versions });
    if (answer.saved) {
      Object.assign(context.versions, answer.versions);
      dialog.close();
      saved(answer);
      return;
    }
    const conflicts = Object.entries(answer.conflict ?? {});
    for (const [file, { version }] of conflicts) context.versions[file] = version;
    const warnings = conflicts.map(([file]) => ({
      level: "warning",
      field: file,
      message: "changed on disk meanwhile; save again to add to it as it is now",
    }));
    showFindings(byId("record-findings"), [
      ...warnings,
      ...(answer.findings ?? []),
      ...(answer.error ? [{ level: "error", field: "", message: answer.error }] : []),
    ]);
  };
  form.onkeydown = (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  };
  byId("record-close").onclick = () => dialog.close();
  dialog.showModal();
  form.querySelector("input").focus();
}
