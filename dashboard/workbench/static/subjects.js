// The field of subjects: chips for the chosen entities, and a list of entities that the typed letters may mean.
import { element } from "./dom.js";

const MOST = 12;
const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ı", "i");

/** The entities that a typed text may mean, those that begin with it first. */
function matching(entities, typed) {
  const wanted = plain(typed.trim());
  if (!wanted) return [];
  const rank = (entity) => {
    const words = [entity.id, ...entity.words].map(plain);
    if (words.includes(wanted)) return 0;
    if (words.some((word) => word.startsWith(wanted))) return 1;
    return words.some((word) => word.includes(wanted)) ? 2 : 3;
  };
  return entities
    .map((entity) => [rank(entity), entity])
    .filter(([place]) => place < 3)
    .sort((a, b) => a[0] - b[0])
    .slice(0, MOST)
    .map(([, entity]) => entity);
}

export class Subjects {
  constructor({ input, list, chips, entities, changed }) {
    Object.assign(this, { input, list, chips, entities, changed, ids: [], at: 0, matches: [] });
    input.addEventListener("input", () => this.offer());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.add(this.matches[Number(option.dataset.at)].id);
    });
    chips.addEventListener("click", (event) => {
      const id = event.target.closest("button")?.dataset.id;
      if (id) this.change(this.ids.filter((other) => other !== id));
    });
  }

  /** Show these ids as chips. */
  set(ids) {
    this.ids = [...ids];
    this.chips.replaceChildren(
      ...this.ids.map((id) => {
        const button = element("button", { type: "button", textContent: "×", title: `Take ${id} out` });
        button.dataset.id = id;
        return element("li", {}, this.entities().find((entity) => entity.id === id)?.name ?? id, " ", button);
      }),
    );
  }

  /** Show these ids, because a person has changed them. */
  change(ids) {
    this.set(ids);
    this.changed();
  }

  add(id) {
    this.input.value = "";
    this.close();
    if (!this.ids.includes(id)) this.change([...this.ids, id]);
  }

  offer() {
    this.matches = matching(this.entities(), this.input.value);
    this.at = 0;
    this.list.replaceChildren(...this.matches.map((entity, at) => this.option(entity, at)));
    this.list.hidden = !this.matches.length;
    this.input.setAttribute("aria-expanded", String(this.matches.length > 0));
    this.markCurrent();
  }

  option(entity, at) {
    const kind = element("span", { textContent: ` ${entity.kind}` });
    const option = element("li", { role: "option", id: `${this.list.id}-${at}` }, entity.name, kind);
    option.dataset.at = String(at);
    return option;
  }

  markCurrent() {
    for (const option of this.list.children) option.setAttribute("aria-selected", String(Number(option.dataset.at) === this.at));
    const current = this.list.children[this.at];
    if (current) this.input.setAttribute("aria-activedescendant", current.id);
    current?.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.list.hidden = true;
    this.matches = [];
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.matches.length) {
      this.at = (this.at + step + this.matches.length) % this.matches.length;
      this.markCurrent();
    } else if (event.key === "Enter" && !event.ctrlKey && this.matches.length) this.add(this.matches[this.at].id);
    else if (event.key === "Backspace" && !this.input.value && this.ids.length) this.change(this.ids.slice(0, -1));
    else if (event.key === "Escape" && this.matches.length) this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
