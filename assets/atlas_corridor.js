// "Route between": two places by their names in any script, or by two clicks on the map, become an address.
(function () {
  "use strict";
  const atlas = (window.atlas = window.atlas || {});
  const BOXES = { from: "corridor-from", to: "corridor-to" };
  const chosen = { from: null, to: null, planned: false };

  // Letters that readers of one script do not type: İ and ı, accents, Arabic vowel signs and hamza.
  const fold = (text) =>
    text.toLocaleLowerCase("en").normalize("NFKD").replace(/\p{M}|\u0640/gu, "")
      .replace(/ı/g, "i").replace(/ə/g, "e").replace(/[أإآ]/g, "ا").replace(/ى/g, "ي").replace(/ة/g, "ه");

  window.dashMantineFunctions = window.dashMantineFunctions || {};
  window.dashMantineFunctions.atlasPlaces = ({ options, search }) => {
    const wanted = fold(search.trim());
    return wanted ? options.filter(({ value }) => fold(atlas.index.places[value][3]).includes(wanted)) : options;
  };

  window.dash_clientside = window.dash_clientside || {};
  window.dash_clientside.atlas = Object.assign(window.dash_clientside.atlas || {}, {
    corridorChanged(from, to, planned) {
      const counted = Boolean(planned) !== chosen.planned;
      Object.assign(chosen, { from, to, planned: Boolean(planned) });
      if (counted && atlas.state().path.startsWith("/corridor/")) find();
    },
  });

  function find() {
    if (!chosen.from || !chosen.to || chosen.from === chosen.to) return;
    atlas.navigate(`/corridor/${chosen.from}/${chosen.to}`, "link", { planned: chosen.planned ? "yes" : undefined });
  }

  function setEnd(end, place) {
    chosen[end] = place;
    window.dash_clientside.set_props(BOXES[end], { value: place });
    document.getElementById("corridor-form").open = true;
    find();
  }

  function swap() {
    const { from, to } = chosen;
    setEnd("from", to);
    setEnd("to", from);
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.id === "corridor-find") find();
    else if (button.id === "corridor-swap") swap();
    else if (button.dataset.end) setEnd(button.dataset.end, button.dataset.place);
  });

  // An address that is opened or gone back to fills the boxes.
  window.addEventListener("atlas:state", ({ detail: { state } }) => {
    const [, kind, from, to] = state.path.split("/");
    if (kind !== "corridor") return;
    Object.assign(chosen, { from, to, planned: state.kept.planned === "yes" });
    atlas.whenRendered(() => {
      window.dash_clientside.set_props(BOXES.from, { value: from });
      window.dash_clientside.set_props(BOXES.to, { value: to });
      window.dash_clientside.set_props("corridor-planned", { checked: chosen.planned });
    });
  });
})();
