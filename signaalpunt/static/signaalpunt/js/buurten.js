// Helps to choose a buurt: puts those of the postcode on top, and offers a map beside the list.
// Without this script the list works as it is, with a button that orders it on the server.
(() => {
  "use strict";
  const lijst = document.getElementById("id_buurt");
  const postcode = document.getElementById("id_postcode");
  const knop = document.querySelector(".buurten-knop");
  const bericht = document.querySelector(".buurten-bericht");
  if (!lijst || !postcode || !knop || !bericht) return;

  const buurten = [...lijst.querySelectorAll("option[data-postcode]")].sort((een, ander) =>
    een.text.localeCompare(ander.text, "nl"),
  );

  function groep(naam, opties) {
    const nieuw = document.createElement("optgroup");
    nieuw.label = naam;
    nieuw.append(...opties);
    return nieuw;
  }

  function orden() {
    const gekozen = lijst.value;
    const begin = postcode.value.trim().slice(0, 4);
    const dichtbij = buurten.filter((optie) => optie.dataset.postcode === begin);
    const overige = buurten.filter((optie) => !dichtbij.includes(optie));
    const vast = [...lijst.options].filter((optie) => !optie.dataset.postcode);
    if (dichtbij.length) {
      const boven = groep(knop.dataset.dichtbij, dichtbij);
      lijst.replaceChildren(vast[0], boven, ...vast.slice(1), groep(knop.dataset.overig, overige));
    } else {
      lijst.replaceChildren(...vast, ...buurten);
    }
    lijst.value = gekozen;
    bericht.textContent = dichtbij.length ? bericht.dataset.tekst : "";
  }

  knop.hidden = true;
  postcode.addEventListener("change", orden);
  if (postcode.value) orden();

  const uitklap = document.querySelector(".buurtkaart");
  if (!uitklap) return;
  const naam = uitklap.querySelector(".buurtkaart__naam");
  let vlakken = [];

  function toon() {
    const gekozen = vlakken.find((vlak) => vlak.dataset.buurt === lijst.value);
    for (const vlak of vlakken) {
      vlak.setAttribute("aria-checked", String(vlak === gekozen));
      vlak.setAttribute("tabindex", vlak === (gekozen || vlakken[0]) ? "0" : "-1");
    }
    naam.textContent = gekozen ? gekozen.getAttribute("aria-label") : "";
  }

  function kies(vlak) {
    lijst.value = vlak.dataset.buurt;
    toon();
    vlak.focus();
  }

  function toets(gebeurtenis) {
    const stap = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[gebeurtenis.key];
    const hier = vlakken.indexOf(gebeurtenis.target);
    if (hier < 0) return;
    if (stap) kies(vlakken[(hier + stap + vlakken.length) % vlakken.length]);
    else if (gebeurtenis.key === " " || gebeurtenis.key === "Enter") kies(vlakken[hier]);
    else return;
    gebeurtenis.preventDefault();
  }

  async function haal() {
    const antwoord = await fetch(uitklap.dataset.kaart);
    if (!antwoord.ok) return;
    const gelezen = new DOMParser().parseFromString(await antwoord.text(), "image/svg+xml");
    const tekening = document.importNode(gelezen.documentElement, true);
    tekening.setAttribute("role", "radiogroup");
    tekening.setAttribute("aria-label", uitklap.querySelector("summary").textContent);
    vlakken = [...tekening.querySelectorAll("path")];
    for (const vlak of vlakken) vlak.setAttribute("role", "radio");
    tekening.addEventListener("click", ({ target }) => vlakken.includes(target) && kies(target));
    tekening.addEventListener("keydown", toets);
    uitklap.querySelector(".buurtkaart__plek").replaceChildren(tekening);
    toon();
  }

  uitklap.hidden = false;
  uitklap.addEventListener("toggle", () => uitklap.open && !vlakken.length && haal());
  lijst.addEventListener("change", toon);
})();
