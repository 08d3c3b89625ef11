// Says that this page is open and shows who else has it open, as long as somebody looks at it.
// The page works without; nobody is then told. Who types here is at work: then the question counts
// as work too, so that a long call does not end the session and lose what was typed.
(() => {
  "use strict";
  const plek = document.getElementById("kijkers");
  const sleutel = document.querySelector("input[name=csrfmiddlewaretoken]");
  if (!plek || !sleutel) return;
  const OPNIEUW = 45_000; // milliseconds
  let wekker;
  let getypt = false;

  async function vraag() {
    const kop = { "X-CSRFToken": sleutel.value };
    if (!getypt) kop["X-Vanzelf"] = "1";
    getypt = false;
    const antwoord = await fetch(plek.dataset.adres, {
      method: "POST",
      headers: kop,
      redirect: "manual", // logged out: nothing to say any more
    });
    if (!antwoord.ok) return false;
    const { wie } = await antwoord.json();
    const tekst = wie && `${wie}.`;
    // said once: a screen reader hears only what changed
    if (plek.textContent !== tekst) plek.textContent = tekst;
    return true;
  }

  async function kijk() {
    clearTimeout(wekker);
    if (document.hidden) return;
    let gaatDoor = true;
    try {
      gaatDoor = await vraag();
    } catch {
      plek.textContent = ""; // no connection: say nothing that may be old
    }
    clearTimeout(wekker); // of a call in between: there is one alarm
    if (gaatDoor) wekker = setTimeout(kijk, OPNIEUW);
    else plek.textContent = "";
  }

  document.addEventListener("input", () => {
    getypt = true;
  });
  document.addEventListener("visibilitychange", kijk);
  kijk();
})();
