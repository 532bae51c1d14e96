// The form of a statement: filled with what is proposed, read as what is to be written.
import { Subjects } from "./subjects.js";

const byId = (id) => document.getElementById(id);
const TEXTS = ["speaker", "kind", "modality", "unit", "as_of", "due", "id"];
const LANGUAGE_NAMES = { en: "English", az: "Azərbaycanca", ar: "العربية" };

export function options(select, values, { empty = true } = {}) {
  const made = values.map((value) => new Option(value.name ?? value, value.id ?? value));
  select.replaceChildren(...(empty ? [new Option("", "")] : []), ...made);
}

export class StatementForm {
  constructor(names, changed) {
    this.names = names;
    this.changed = changed;
    this.subjects = new Subjects({
      input: byId("about"),
      list: byId("matches"),
      chips: byId("chips"),
      entities: () => this.names.entities,
      changed: () => changed("about"),
    });
    this.glosses();
    this.choices();
    byId("form").addEventListener("input", (event) => event.target.id !== "about" && changed(event.target.id));
  }

  glosses() {
    const fields = this.names.languages.map((language, at) => {
      const field = Object.assign(document.createElement("div"), { className: "field" });
      const label = Object.assign(document.createElement("label"), { htmlFor: `gloss-${language}` });
      label.append(
        LANGUAGE_NAMES[language] ?? language,
        ...(at ? [] : [" ", Object.assign(document.createElement("kbd"), { textContent: "G" })]),
      );
      const area = Object.assign(document.createElement("textarea"), { id: `gloss-${language}`, lang: language, dir: "auto", rows: 2 });
      area.placeholder = at ? "" : "what the words say; one language is enough";
      field.append(label, area);
      return field;
    });
    byId("glosses").replaceChildren(...fields);
  }

  choices() {
    const { vocabulary, speakers } = this.names;
    for (const [id, field] of [
      ["kind", "kind"],
      ["modality", "modality"],
      ["units", "unit"],
    ])
      options(byId(id), vocabulary[field]);
    options(
      byId("speaker"),
      speakers.toSorted((a, b) => a.name.localeCompare(b.name)),
    );
  }

  /** Show a statement; `evidence` has by field the words that it rests on. */
  fill(fields, evidence = {}) {
    this.names.entities && this.subjects.set(fields.about ?? []);
    for (const name of TEXTS) byId(name).value = fields[name] ?? "";
    byId("value").value = fields.value ?? "";
    byId("written").value = fields.written?.value ?? "";
    for (const language of this.names.languages) byId(`gloss-${language}`).value = fields.statement?.[language] ?? "";
    for (const place of document.querySelectorAll("[data-evidence]")) {
      const words = evidence[place.dataset.evidence];
      place.textContent = words ? `from ${words.map((one) => `“${one}”`).join(", ")}` : "";
    }
    this.written([]);
  }

  /** The fields as they are to be written. */
  read() {
    const fields = Object.fromEntries(TEXTS.map((name) => [name, byId(name).value.trim()]));
    const value = byId("value").value.trim();
    const statement = Object.fromEntries(this.names.languages.map((one) => [one, byId(`gloss-${one}`).value.trim()]));
    return {
      ...fields,
      about: this.subjects.ids,
      value: value === "" ? "" : Number.isNaN(Number(value)) ? value : Number(value),
      written: { value: byId("written").value.trim() },
      statement,
    };
  }

  /** The field for a value in words is there where the value does not stand in digits. */
  written(findings) {
    const asked = findings.some(({ field }) => field === "value" || field === "written.value");
    byId("written-field").hidden = !(asked || byId("written").value);
  }
}

export function showFindings(list, findings) {
  list.replaceChildren(
    ...findings.map(({ level, record, field, message }) => {
      const item = Object.assign(document.createElement("li"), { className: level });
      item.textContent = `${level}: ${[field || record, message].filter(Boolean).join(": ")}`;
      return item;
    }),
  );
}
