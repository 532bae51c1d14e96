// The boxes of the filters and the switches: they change the state, and show it when a link or the way back has changed it.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const SWITCHES = { others: "others-shown", retired: "retired-shown", railways: "railways-shown" };

  const boxes = (name) => [...document.querySelectorAll(`#filter-${name} input`)];

  function changed(event) {
    if (!event.target.closest("#filters .filter, #filters .switches")) return;
    const filters = {};
    for (const name of atlas.FILTERS) filters[name] = boxes(name).filter((box) => box.checked).map((box) => box.value).sort();
    const switches = {};
    for (const [name, id] of Object.entries(SWITCHES)) switches[name] = document.getElementById(id).checked;
    atlas.filter(filters, switches);
  }

  function show({ filters, switches }) {
    for (const name of atlas.FILTERS) {
      const chosen = new Set(filters[name]);
      for (const box of boxes(name)) box.checked = chosen.has(box.value);
      say(name, chosen);
    }
    for (const [name, id] of Object.entries(SWITCHES)) document.getElementById(id).checked = switches[name];
  }

  const labelOf = (box) => box.closest("label").querySelector(".check-label").firstChild.textContent;

  // A long filter offers its most frequent values at first; the further ones come with the rest of the index.
  function addBoxes(name) {
    const [first] = boxes(name);
    const there = new Set(boxes(name).map(({ value }) => value));
    const added = atlas.index.options[name]
      .map((value, at) => ({ value, label: atlas.index.labels[name][at] }))
      .filter(({ value }) => !there.has(value))
      .sort((one, other) => one.label.localeCompare(other.label, atlas.index.language))
      .map((row) => boxOf(name, row, first.closest("label")));
    first.closest(".checks").append(...added);
  }

  function boxOf(name, { value, label }, pattern) {
    const box = pattern.cloneNode(true);
    Object.assign(box.querySelector("input"), { value, checked: false });
    const count = Object.assign(document.createElement("span"), { className: "count" });
    count.dataset.count = `${name}:${value}`;
    box.querySelector(".check-label").replaceChildren(label, count);
    return box;
  }

  function indexed() {
    const longer = atlas.FILTERS.filter((name) => atlas.index.more[name] > 0);
    longer.forEach(addBoxes);
    if (!longer.length) return;
    show(atlas.state());
    atlas.facets.refresh();
  }

  // A folded filter says in its heading what of it is chosen.
  function say(name, chosen) {
    const place = document.querySelector(`#filter-${name} > summary .chosen`);
    if (!place) return;
    const labels = boxes(name).filter(({ value }) => chosen.has(value)).map(labelOf);
    place.textContent = labels.join(", ") || atlas.index.words["filters.any"];
    place.closest("details").toggleAttribute("data-chosen", labels.length > 0);
  }

  document.addEventListener("change", changed);
  window.addEventListener("atlas:indexed", indexed);
  window.addEventListener("atlas:state", ({ detail }) => show(detail.state));
})();
