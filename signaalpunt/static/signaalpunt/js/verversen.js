// Keeps the werkvoorraad up to date while somebody looks at it, and leaves it where it is.
// What a row says changes in its place, except where somebody is busy. Rows come, go and move only
// when asked: a line says that there is news. Without this script the page is as it was made.
(() => {
  "use strict";
  const plek = document.getElementById("voorraad");
  const nieuws = document.getElementById("nieuws");
  if (!plek || !nieuws) return;
  const regel = nieuws.querySelector("p");
  const knop = nieuws.querySelector("button");
  const ELKE = 30_000; // milliseconds
  const HOOGSTENS = 300_000;
  const RIJ = "tr[data-rij]";

  let etag = "";
  let versie = "";
  let sinds = 0; // the newest melding when this list was made
  let laatste = 0;
  let aantal = 0; // how many came since
  let kijkers = {};
  let gelezen = null; // the list as it is now on the server
  let mislukt = 0;
  let gevraagd = 0;
  let wekker;

  const staatAan = () => {
    try {
      return localStorage.getItem("verversen") !== "uit";
    } catch {
      return true;
    }
  };

  const haal = (adres, kop) =>
    fetch(adres, {
      headers: { "X-Vanzelf": "1", ...kop }, // does not lengthen the half hour of the session
      redirect: "manual",
      cache: "no-store",
      signal: AbortSignal.timeout(15_000),
    });

  const rijen = (lijst) => [...lijst.querySelectorAll(RIJ)];
  const vind = (lijst, sleutel) => lijst.querySelector(`tr[data-rij="${CSS.escape(sleutel)}"]`);
  const volgorde = (lijst) =>
    rijen(lijst)
      .map((rij) => `${rij.closest("table").getAttribute("aria-labelledby")} ${rij.dataset.rij}`)
      .join();

  function inhoud(rij) {
    const kopie = rij.cloneNode(true);
    for (const los of kopie.querySelectorAll(".kijkt, .nieuw, [name=csrfmiddlewaretoken]")) {
      los.remove();
    }
    return kopie.innerHTML;
  }

  const isBezig = (rij) =>
    rij.contains(document.activeElement) || rij.querySelector(":checked, details[open]");

  function toonKijkers() {
    for (const oud of plek.querySelectorAll(".kijkt")) {
      if (kijkers[oud.dataset.adres] !== oud.textContent) oud.remove();
    }
    for (const [adres, wie] of Object.entries(kijkers)) {
      for (const link of plek.querySelectorAll(`${RIJ} th > a[href="${CSS.escape(adres)}"]`)) {
        const bij = link.closest(RIJ).querySelector(".bij, [data-kop=Bij]");
        if (!bij || bij.querySelector(".kijkt")) continue;
        const tekst = document.createElement("span");
        tekst.className = "onder kijkt";
        tekst.dataset.adres = adres;
        tekst.textContent = wie;
        bij.append(tekst);
      }
    }
  }

  // What each row says now; nothing moves to another place.
  function werkBij() {
    if (!gelezen) return;
    for (const rij of rijen(plek)) {
      const nu = vind(gelezen, rij.dataset.rij);
      if (!nu || isBezig(rij) || inhoud(rij) === inhoud(nu)) continue;
      rij.replaceChildren(...nu.cloneNode(true).childNodes);
    }
    for (const oud of plek.querySelectorAll("[data-vers]")) {
      const nu = gelezen.querySelector(`[data-vers="${CSS.escape(oud.dataset.vers)}"]`);
      if (!nu || oud.contains(document.activeElement)) continue;
      if (nu.innerHTML !== oud.innerHTML) oud.innerHTML = nu.innerHTML;
    }
    toonKijkers();
  }

  function meld() {
    const anders = volgorde(gelezen) !== volgorde(plek);
    let tekst = anders ? "De lijst is veranderd." : "";
    if (aantal) tekst = aantal === 1 ? "1 nieuwe melding." : `${aantal} nieuwe meldingen.`;
    if (regel.textContent !== tekst) regel.textContent = tekst;
    knop.hidden = !tekst;
  }

  async function ververs() {
    const antwoord = await haal(location.href);
    if (!antwoord.ok) throw new Error("geen lijst");
    const pagina = new DOMParser().parseFromString(await antwoord.text(), "text/html");
    gelezen = pagina.getElementById("voorraad");
    werkBij();
    meld();
  }

  async function vraag() {
    const adres = plek.dataset.nieuws + (sinds ? `?sinds=${sinds}` : "");
    const antwoord = await haal(adres, etag && { "If-None-Match": etag });
    if (antwoord.status === 304) return;
    // logged out: what is on the screen is for nobody any more
    if (antwoord.type === "opaqueredirect" || antwoord.status === 403) return location.reload();
    if (!antwoord.ok) throw new Error("geen nieuws");
    const nu = await antwoord.json();
    kijkers = nu.kijkers;
    toonKijkers();
    laatste = nu.laatste;
    aantal = nu.nieuw;
    sinds ||= laatste;
    if (versie && versie !== nu.versie) await ververs();
    versie = nu.versie;
    etag = antwoord.headers.get("ETag");
  }

  async function tik() {
    clearTimeout(wekker);
    if (document.hidden) return;
    const wacht = gevraagd + ELKE - Date.now();
    if (wacht <= 0 && staatAan()) {
      gevraagd = Date.now();
      try {
        await vraag();
        mislukt = 0;
      } catch {
        mislukt += 1; // the list stays as it is; later again, ever more slowly
        kijkers = {};
        etag = "";
        toonKijkers();
      }
    }
    const straks = Math.min(ELKE * 2 ** mislukt, HOOGSTENS);
    clearTimeout(wekker); // of a call in between: there is one alarm
    wekker = setTimeout(tik, wacht > 0 ? wacht : straks);
  }

  // In a row the words of one can be those of another.
  const waar = (kop) => `${kop.closest(RIJ)?.dataset.rij ?? ""} ${kop.textContent}`;

  // What somebody was doing, to be done again in the new list.
  function onthoud() {
    const hier = document.activeElement.closest(`#voorraad ${RIJ}`);
    const bovenin = rijen(plek).find((rij) => rij.getBoundingClientRect().bottom > 0);
    const anker = hier || bovenin;
    return {
      focus: hier?.dataset.rij,
      anker: anker?.dataset.rij,
      hoogte: anker?.getBoundingClientRect().top,
      vinkjes: [...plek.querySelectorAll("input[type=checkbox]:checked")].map((v) => [v.name, v.value]),
      open: [...plek.querySelectorAll("details[open] > summary")].map(waar),
    };
  }

  function herstel(was) {
    for (const [naam, waarde] of was.vinkjes) {
      const zelfde = `input[name="${CSS.escape(naam)}"][value="${CSS.escape(waarde)}"]`;
      const vakje = plek.querySelector(zelfde);
      if (!vakje) continue;
      vakje.checked = true;
      vakje.dispatchEvent(new Event("change", { bubbles: true }));
    }
    for (const kop of plek.querySelectorAll("details > summary")) {
      if (was.open.includes(waar(kop))) kop.parentElement.open = true;
    }
    const anker = was.anker && vind(plek, was.anker);
    if (anker) scrollBy(0, anker.getBoundingClientRect().top - was.hoogte);
    const rij = was.focus && vind(plek, was.focus);
    rij?.querySelector("th > a, .actie a, .actie button")?.focus({ preventScroll: true });
    return Boolean(rij);
  }

  function toon() {
    if (!gelezen) return;
    const was = onthoud();
    const bekend = new Set(rijen(plek).map((rij) => rij.dataset.rij));
    plek.replaceChildren(...gelezen.cloneNode(true).childNodes);
    const nieuwe = rijen(plek).filter((rij) => !bekend.has(rij.dataset.rij));
    for (const rij of nieuwe) {
      const merk = document.createElement("span");
      merk.className = "label label--let-op nieuw";
      merk.textContent = "nieuw";
      rij.querySelector("th")?.append(merk);
    }
    document.dispatchEvent(new Event("voorraad"));
    toonKijkers();
    const eerste = nieuwe[0]?.querySelector("th > a, .actie a, .actie button");
    if (!herstel(was)) (eerste || plek).focus({ preventScroll: !eerste });
    regel.textContent = aantal && !eerste ? "De nieuwe meldingen staan op een andere bladzijde." : "";
    knop.hidden = true;
    sinds = laatste;
    aantal = 0;
  }

  knop.addEventListener("click", toon);
  plek.addEventListener("focusout", () => setTimeout(werkBij));
  document.addEventListener("visibilitychange", tik);
  tik();
})();
