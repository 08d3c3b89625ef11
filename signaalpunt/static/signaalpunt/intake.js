// Says so when keeping the draft does not work; the form itself needs no script.
document.addEventListener("DOMContentLoaded", () => {
  const stand = document.getElementById("stand");
  const mislukt = (gebeurtenis) => {
    if (gebeurtenis.target === stand) {
      stand.textContent = "Bewaren lukt nu niet. Typ gerust verder en probeer het straks met de knop.";
    }
  };
  document.body.addEventListener("htmx:responseError", mislukt);
  document.body.addEventListener("htmx:sendError", mislukt);
});
