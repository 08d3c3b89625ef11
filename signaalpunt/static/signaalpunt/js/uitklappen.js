// Unfolds what a link leads to. Without it the browser goes there, and one more key opens it.
(() => {
  "use strict";
  function doel() {
    return document.getElementById(decodeURIComponent(location.hash.slice(1)));
  }

  function vouwOpen() {
    const plek = doel();
    if (!plek) return;
    for (let e = plek; e; e = e.parentElement) {
      if (e.localName === "details") e.open = true;
    }
    plek.scrollIntoView();
  }

  // What was done just now needs no second form: there the answer is what to read.
  if (!doel()?.hasAttribute("data-gedaan")) vouwOpen();
  addEventListener("hashchange", vouwOpen);
  document.addEventListener("click", (klik) => {
    const link = klik.target.closest("a[href^='#']");
    if (link && link.hash === location.hash) vouwOpen(); // the same link once more
  });
})();
