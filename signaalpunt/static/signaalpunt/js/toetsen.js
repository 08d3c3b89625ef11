// The werkvoorraad by keyboard: j and k go along the links and buttons that are there anyway, o takes
// up, ? tells which keys there are. Never while somebody types, and who does not want it turns it off.
(() => {
  "use strict";
  const uitleg = document.getElementById("toetsen");
  if (!uitleg) return;

  const staatAan = (naam) => {
    try {
      return localStorage.getItem(naam) !== "uit";
    } catch {
      return true; // nothing is kept in this browser
    }
  };
  const zet = (naam, aan) => {
    try {
      localStorage.setItem(naam, aan ? "aan" : "uit");
    } catch {
      // holds for nobody then, as above
    }
  };

  const rijen = () => [...document.querySelectorAll("#voorraad tr[data-rij]")];
  const rijHier = () => document.activeElement.closest("#voorraad tr[data-rij]");
  const doel = (rij) => rij.querySelector("th > a, .actie a, .actie button");

  function ga(stap) {
    const lijst = rijen().filter(doel);
    const hier = lijst.indexOf(rijHier());
    const rij = lijst[hier < 0 ? 0 : Math.min(Math.max(hier + stap, 0), lijst.length - 1)];
    if (!rij) return;
    rij.scrollIntoView({ block: "nearest" });
    doel(rij).focus({ preventScroll: true });
  }

  function pakOp() {
    const formulier = rijHier()?.querySelector("form[action$='/oppakken/']");
    if (formulier) formulier.requestSubmit();
  }

  function open() {
    for (const vakje of uitleg.querySelectorAll("[data-zet]")) {
      vakje.checked = staatAan(vakje.dataset.zet);
    }
    uitleg.showModal();
  }

  const typt = (plek) =>
    plek.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

  const doen = {
    j: () => ga(1),
    k: () => ga(-1),
    o: pakOp,
    n: () => document.querySelector("#nieuws button:not([hidden])")?.click(),
    "?": open,
  };

  document.addEventListener("keydown", (toets) => {
    if (toets.defaultPrevented || toets.ctrlKey || toets.metaKey || toets.altKey) return;
    if (toets.isComposing || uitleg.open || typt(toets.target) || !staatAan("toetsen")) return;
    // held down, a key moves on, but takes up only once
    if (!Object.hasOwn(doen, toets.key) || (toets.repeat && !"jk".includes(toets.key))) return;
    toets.preventDefault();
    doen[toets.key]();
  });

  uitleg.addEventListener("change", ({ target }) => zet(target.dataset.zet, target.checked));
  document.addEventListener("click", ({ target }) => target.closest("[data-toetsen]") && open());
  const toon = () => {
    for (const knop of document.querySelectorAll("[data-toetsen]")) knop.hidden = false;
  };
  document.addEventListener("voorraad", toon); // the list was shown anew
  toon();
})();
