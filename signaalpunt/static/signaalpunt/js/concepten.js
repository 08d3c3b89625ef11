// Keeps what somebody types in the forms on the page of a zaak, and puts it back when the page is
// opened again. The page works without: then what was not sent is gone with the page.
(() => {
  "use strict";
  const plek = document.getElementById("concepten");
  const sleutel = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (!plek || !sleutel) return;
  const WACHT = 1200; // milliseconds after the last key
  const wekkers = new Map();
  const formulieren = [...document.querySelectorAll("form[data-concept]")];

  function zeg(formulier, tekst) {
    let stand = formulier.querySelector(".concept");
    if (!stand) {
      stand = document.createElement("p");
      stand.className = "concept onder";
      stand.setAttribute("role", "status");
      formulier.append(stand);
    }
    stand.textContent = tekst;
  }

  async function bewaar(formulier) {
    wekkers.delete(formulier);
    const inhoud = new FormData(formulier);
    inhoud.set("act", formulier.dataset.concept);
    const weg = new AbortController();
    formulier.addEventListener("submit", () => weg.abort(), { once: true });
    try {
      const antwoord = await fetch(plek.dataset.adres, {
        method: "POST",
        headers: { "X-CSRFToken": sleutel.value },
        body: inhoud,
        redirect: "manual",
        signal: weg.signal,
      });
      if (!antwoord.ok) return zeg(formulier, "Dit wordt nu niet bewaard.");
      const { bewaard } = await antwoord.json();
      zeg(formulier, bewaard ? "Uw tekst is bewaard op deze pagina, nog niet vastgelegd." : "");
    } catch {
      if (!weg.signal.aborted) zeg(formulier, "Dit wordt nu niet bewaard: er is geen verbinding.");
    }
  }

  function vul(formulier, velden) {
    for (const [naam, waarden] of Object.entries(velden)) {
      for (const veld of formulier.querySelectorAll(`[name="${CSS.escape(naam)}"]`)) {
        if (veld.type === "radio" || veld.type === "checkbox") {
          veld.checked = waarden.includes(veld.value);
        } else if (veld.type !== "hidden") {
          veld.value = waarden[0];
        }
      }
    }
    const uitklap = formulier.closest("details");
    if (uitklap) uitklap.open = true;
    zeg(formulier, "Dit typte u eerder. Het is nog niet vastgelegd.");
  }

  // A colleague closed or joined the zaak meanwhile: there is no form any more for what was typed.
  function toonRest(concepten) {
    if (!("rest" in plek.dataset)) return;
    const rest = Object.entries(concepten).filter(([act]) => !document.getElementById(act));
    // words, not the answers that were chosen
    const zinnen = rest.flatMap(([, velden]) => Object.values(velden).flat()).filter((w) => /\s/.test(w));
    if (!zinnen.length) return;
    const kop = document.createElement("p");
    kop.textContent = "Dit typte u hier eerder. Het is niet vastgelegd, en hier kan dat nu niet meer:";
    plek.replaceChildren(kop, ...zinnen.map((zin) => {
      const regel = document.createElement("blockquote");
      regel.className = "verhaal";
      regel.textContent = zin;
      return regel;
    }));
    plek.className = "utrecht-alert utrecht-alert--warning";
    plek.setAttribute("role", "status");
    plek.hidden = false;
  }

  async function haal() {
    const antwoord = await fetch(plek.dataset.adres, { headers: { "X-Vanzelf": "1" }, redirect: "manual" });
    if (!antwoord.ok) return;
    const { concepten } = await antwoord.json();
    toonRest(concepten);
    for (const formulier of formulieren) {
      const velden = concepten[formulier.dataset.concept];
      // what came back refused holds every word already
      if (velden && !("fout" in formulier.dataset) && !wekkers.has(formulier)) vul(formulier, velden);
    }
  }

  for (const formulier of formulieren) {
    formulier.addEventListener("input", () => {
      clearTimeout(wekkers.get(formulier));
      wekkers.set(formulier, setTimeout(bewaar, WACHT, formulier));
    });
    // what is sent is no draft any more
    formulier.addEventListener("submit", () => clearTimeout(wekkers.get(formulier)));
  }
  haal().catch(() => {});
})();
