// The form of a statement: is filled with the proposed fields, and gives the fields to be written.
import { byId, element, setOptions } from "./dom.js";
import { Subjects } from "./subjects.js";

const TEXTS = ["speaker", "kind", "modality", "unit", "as_of", "due", "id"];
const NUMBERS = ["value", "baseline", "target"];
const LANGUAGE_NAMES = { en: "English", az: "Azərbaycanca", ar: "العربية" };

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
    this.setGlosses();
    this.setChoices();
    byId("form").addEventListener("input", (event) => event.target.id !== "about" && changed(event.target.id));
  }

  setGlosses() {
    const fields = this.names.languages.map((language, at) => {
      const id = `gloss-${language}`;
      const key = at ? [] : [" ", element("kbd", { textContent: "G" })];
      const placeholder = at ? "" : "what the words say; one language is enough";
      return element(
        "div",
        { className: "field" },
        element("label", { htmlFor: id }, LANGUAGE_NAMES[language] ?? language, ...key),
        element("textarea", { id, lang: language, dir: "auto", rows: 2, placeholder }),
      );
    });
    byId("glosses").replaceChildren(...fields);
  }

  setChoices() {
    const { vocabulary, speakers } = this.names;
    setOptions(byId("kind"), vocabulary.kind);
    setOptions(byId("modality"), vocabulary.modality);
    setOptions(byId("units"), vocabulary.unit);
    setOptions(
      byId("speaker"),
      speakers.toSorted((a, b) => a.name.localeCompare(b.name)),
    );
  }

  /** Show a statement; `evidence` has by field the words of the text that are the evidence for it. */
  fill(fields, evidence = {}) {
    this.names.entities && this.subjects.set(fields.about ?? []);
    for (const name of [...TEXTS, ...NUMBERS]) byId(name).value = fields[name] ?? "";
    byId("countries").value = (fields.countries ?? []).join(" ");
    this.written = { ...fields.written };
    this.nameWritten(NUMBERS.find((name) => this.written[name]) ?? "value");
    for (const language of this.names.languages) byId(`gloss-${language}`).value = fields.statement?.[language] ?? "";
    for (const place of document.querySelectorAll("[data-evidence]")) {
      const words = evidence[place.dataset.evidence];
      place.textContent = words ? `from ${words.map((word) => `“${word}”`).join(", ")}` : "";
    }
    this.showWrittenField([]);
  }

  /** The fields to be written. */
  read() {
    const fields = Object.fromEntries(TEXTS.map((name) => [name, byId(name).value.trim()]));
    const numbers = Object.fromEntries(NUMBERS.map((name) => [name, numberIn(byId(name).value.trim())]));
    const statement = Object.fromEntries(this.names.languages.map((code) => [code, byId(`gloss-${code}`).value.trim()]));
    const countries = byId("countries").value.toUpperCase();
    return {
      ...fields,
      about: this.subjects.ids,
      countries: countries.match(/[A-Z]+/g) ?? [],
      ...numbers,
      written: { ...this.written, [this.numberInWords]: byId("written").value.trim() },
      statement,
    };
  }

  /** Show the field for a number in words where it is filled, or a finding is about the number: no digits have it. */
  showWrittenField(findings) {
    const fields = findings.map(({ field }) => field.replace("written.", ""));
    const wanted = NUMBERS.find((name) => fields.includes(name));
    if (wanted && wanted !== this.numberInWords) {
      this.written = this.read().written;
      this.nameWritten(wanted);
    }
    byId("written-field").hidden = !(wanted || byId("written").value);
  }

  /** Give the field for a number in words to one of the numbers; `written` keeps the words of the others. */
  nameWritten(name) {
    this.numberInWords = name;
    byId("written").value = this.written[name] ?? "";
    document.querySelector("label[for=written]").textContent = `The ${name} in words`;
  }
}

/** What is typed, as a number where it is one; `check` refuses other words. */
function numberIn(typed) {
  return typed !== "" && Number.isFinite(Number(typed)) ? Number(typed) : typed;
}

export function showFindings(list, findings) {
  list.replaceChildren(
    ...findings.map(({ level, record, field, message }) =>
      element("li", { className: level, textContent: `${level}: ${[field || record, message].filter(Boolean).join(": ")}` }),
    ),
  );
}
