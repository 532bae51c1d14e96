// The text with its marks, and where in it words are selected. Positions are code points, as the server counts.

/** Code points ⇄ the units in which a browser counts. */
class Positions {
  constructor(text) {
    this.units = [];
    let unit = 0;
    for (const letter of text) {
      this.units.push(unit);
      unit += letter.length;
    }
    this.units.push(unit);
  }
  unit(point) {
    return this.units[Math.min(point, this.units.length - 1)];
  }
  point(unit) {
    let low = 0;
    let high = this.units.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.units[middle] < unit) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

export class TextView {
  constructor(element, { picked, selected }) {
    this.element = element;
    this.items = [];
    // Editable, so that the keyboard has a caret to select with; and nothing in it can be changed.
    for (const kind of ["beforeinput", "drop", "paste", "cut"]) element.addEventListener(kind, (event) => event.preventDefault());
    element.addEventListener("click", (event) => {
      const mark = event.target.closest("mark");
      if (mark && document.getSelection().isCollapsed) picked(mark.dataset.items.split(" ").at(-1));
    });
    document.addEventListener("selectionchange", () => selected(this.selection()));
  }

  show(text, items) {
    this.text = text;
    this.items = items;
    this.positions = new Positions(text);
    const cuts = [...new Set([0, ...items.flatMap(({ start, end }) => [start, end]), this.positions.units.length - 1])];
    cuts.sort((a, b) => a - b);
    const pieces = [];
    for (let at = 0; at + 1 < cuts.length; at += 1) {
      const words = this.words(cuts[at], cuts[at + 1]);
      const over = items.filter(({ start, end }) => start <= cuts[at] && cuts[at + 1] <= end);
      pieces.push(over.length ? this.mark(words, over) : document.createTextNode(words));
    }
    this.element.replaceChildren(...pieces);
  }

  mark(words, over) {
    const mark = document.createElement("mark");
    // The shortest is the last, and is the one that is pressed.
    const sorted = over.toSorted((a, b) => b.end - b.start - (a.end - a.start));
    mark.className = over.some(({ kind }) => kind === "statement") ? "statement" : "candidate";
    mark.dataset.items = sorted.map(({ key }) => key).join(" ");
    mark.textContent = words;
    return mark;
  }

  words(start, end) {
    return this.text.slice(this.positions.unit(start), this.positions.unit(end));
  }

  light(key) {
    for (const mark of this.element.querySelectorAll("mark")) {
      mark.classList.toggle("current", key !== null && mark.dataset.items.split(" ").includes(key));
    }
    this.element.querySelector("mark.current")?.scrollIntoView({ block: "nearest" });
  }

  /** Start and end of the selected words; null where none are. */
  selection() {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return null;
    const range = selection.getRangeAt(0);
    if (!this.element.contains(range.commonAncestorContainer)) return null;
    const before = document.createRange();
    before.selectNodeContents(this.element);
    before.setEnd(range.startContainer, range.startOffset);
    const unit = before.toString().length;
    return { start: this.positions.point(unit), end: this.positions.point(unit + range.toString().length) };
  }
}
