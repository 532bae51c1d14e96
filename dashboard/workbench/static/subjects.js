// The field of subjects: chips for those that are chosen, and a list of what the typed letters may mean.

const MOST = 12;
const plain = (words) => words.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replaceAll("ı", "i");

/** The entities that a typed text may mean, those that begin with it first. */
export function found(entities, typed) {
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
    .filter(([how]) => how < 3)
    .sort((a, b) => a[0] - b[0])
    .slice(0, MOST)
    .map(([, entity]) => entity);
}

export class Subjects {
  constructor({ input, list, chips, entities, changed }) {
    Object.assign(this, { input, list, chips, entities, changed, ids: [], at: 0, shown: [] });
    input.addEventListener("input", () => this.offer());
    input.addEventListener("keydown", (event) => this.key(event));
    input.addEventListener("blur", () => this.close());
    list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.add(this.shown[Number(option.dataset.at)].id);
    });
    chips.addEventListener("click", (event) => {
      const id = event.target.closest("button")?.dataset.id;
      if (id)
        this.set(
          this.ids.filter((one) => one !== id),
          true,
        );
    });
  }

  set(ids, told = false) {
    this.ids = [...ids];
    this.chips.replaceChildren(
      ...this.ids.map((id) => {
        const chip = document.createElement("li");
        const button = Object.assign(document.createElement("button"), { type: "button", textContent: "×", title: `Take ${id} out` });
        button.dataset.id = id;
        chip.append(this.entities().find((one) => one.id === id)?.name ?? id, " ", button);
        return chip;
      }),
    );
    if (told) this.changed();
  }

  add(id) {
    this.input.value = "";
    this.close();
    if (!this.ids.includes(id)) this.set([...this.ids, id], true);
  }

  offer() {
    this.shown = found(this.entities(), this.input.value);
    this.at = 0;
    this.list.replaceChildren(...this.shown.map((entity, at) => this.option(entity, at)));
    this.list.hidden = !this.shown.length;
    this.input.setAttribute("aria-expanded", String(this.shown.length > 0));
    this.point();
  }

  option(entity, at) {
    const option = document.createElement("li");
    const kind = Object.assign(document.createElement("span"), { textContent: ` ${entity.kind}` });
    option.append(entity.name, kind);
    Object.assign(option, { role: "option", id: `${this.list.id}-${at}` });
    option.dataset.at = String(at);
    return option;
  }

  point() {
    for (const option of this.list.children) option.setAttribute("aria-selected", String(Number(option.dataset.at) === this.at));
    const chosen = this.list.children[this.at];
    if (chosen) this.input.setAttribute("aria-activedescendant", chosen.id);
    chosen?.scrollIntoView({ block: "nearest" });
  }

  close() {
    this.list.hidden = true;
    this.shown = [];
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.shown.length) {
      this.at = (this.at + step + this.shown.length) % this.shown.length;
      this.point();
    } else if (event.key === "Enter" && !event.ctrlKey && this.shown.length) this.add(this.shown[this.at].id);
    else if (event.key === "Backspace" && !this.input.value && this.ids.length) this.set(this.ids.slice(0, -1), true);
    else if (event.key === "Escape" && this.shown.length) this.close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}
