"""What a browser measures of a page that is open; the page itself loads none of this."""

import json
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page

AXE_REGELS = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
# What is broken comes back, not the thousands of things that are right.
AXE = f"axe.run({json.dumps(AXE_REGELS)}).then(gevonden => gevonden.violations)"

# Nothing sideways, nothing beside the page, nothing hidden that somebody should read.
AFGESNEDEN = """() => {
    const breed = document.documentElement.clientWidth;
    const kort = e => e.outerHTML.slice(0, 90);
    const klachten = [];
    if (document.documentElement.scrollWidth > breed)
        klachten.push(`schuift ${document.documentElement.scrollWidth - breed} pixels`);
    for (const e of document.querySelectorAll('body *')) {
        if (e.closest('svg, .visueel-verborgen, .lokaas, .skip') || !e.checkVisibility()) continue;
        const plek = e.getBoundingClientRect(), stijl = getComputedStyle(e);
        if (plek.width && (plek.right > breed + 1 || plek.left < -1))
            klachten.push(`steekt uit: ${kort(e)}`);
        if (e.matches('input, select, textarea')) continue;
        if (stijl.overflowX !== 'visible' && e.scrollWidth > e.clientWidth + 1
            || stijl.overflowY !== 'visible' && e.scrollHeight > e.clientHeight + 1)
            klachten.push(`afgesneden: ${kort(e)}`);
    }
    for (const e of document.querySelectorAll('.kaart p')) {
        const tekst = document.createRange();
        tekst.selectNodeContents(e);
        const kaart = e.closest('.kaart').getBoundingClientRect().left;
        if (e.checkVisibility() && tekst.getBoundingClientRect().left < kaart + 8)
            klachten.push(`plakt aan de rand: ${kort(e)}`);
    }
    return klachten;
}"""

# With colours of the visitor's own and little movement: what is bordered, and what moves.
EIGEN_KLEUREN = """() => {
    const kort = e => e.outerHTML.slice(0, 90);
    const zichtbaar = e => e.checkVisibility() && !e.closest('.visueel-verborgen, .lokaas');
    const alle = keus => [...document.querySelectorAll(keus)].filter(zichtbaar);
    const klachten = [];
    for (const e of alle('main .utrecht-button, main .utrecht-textbox, main select, main textarea,'
            + 'main .utrecht-alert, main .kaart, main .stap, main .status')) {
        const stijl = getComputedStyle(e);
        if (!['Top', 'Bottom'].some(k => parseFloat(stijl[`border${k}Width`]) > 0))
            klachten.push(`geen rand: ${kort(e)}`);
    }
    // The browser draws these itself, and so shows what is checked in the colours of the visitor.
    for (const e of alle('[type=radio], [type=checkbox]')) {
        const stijl = getComputedStyle(e);
        if (stijl.appearance !== 'auto' || stijl.forcedColorAdjust !== 'auto')
            klachten.push(`aangevinkt is niet te zien: ${kort(e)}`);
    }
    const ring = li => getComputedStyle(li, '::before').borderTopStyle;
    const klaar = alle('.voortgang__klaar').map(ring);
    const nog_niet = alle('.voortgang > li:not(.voortgang__klaar)').map(ring);
    if (klaar.some(stijl => nog_niet.includes(stijl))) klachten.push('stand is alleen kleur');
    for (const keus of ['a', 'button', 'input:not([type=hidden])', '[type=radio]',
            '[type=checkbox]', 'select', 'textarea', 'summary', '.foutoverzicht']) {
        const e = alle(keus).filter(e => e.tabIndex >= 0 || keus === '.foutoverzicht')[0];
        if (!e) continue;
        e.focus();
        const stijl = getComputedStyle(e), grond = getComputedStyle(document.body).backgroundColor;
        if (document.activeElement !== e || stijl.outlineStyle === 'none'
                || parseFloat(stijl.outlineWidth) < 2 || stijl.outlineColor === grond)
            klachten.push(`geen zichtbare focus: ${kort(e)}`);
        e.blur();
    }
    if (document.getAnimations().length) klachten.push('er beweegt iets');
    for (const e of document.querySelectorAll('*')) {
        const stijl = getComputedStyle(e);
        if ([stijl.animationDuration, stijl.transitionDuration].some(t => parseFloat(t) > 0.01))
            klachten.push(`beweegt: ${kort(e)}`);
    }
    return klachten;
}"""
OPEN_ALLES = "document.querySelectorAll('details').forEach(e => { e.open = true; })"

# How a screen reader calls a thing, and how we write it down.
ROLLEN = {
    "link": "link",
    "button": "knop",
    "textbox": "vak",
    "searchbox": "vak",
    "combobox": "lijst",
    "radio": "keuze",
    "checkbox": "vinkje",
    "DisclosureTriangle": "uitklap",
    "group": "groep",
    "radiogroup": "groep",
}


def namen(lijn: CDPSession) -> list[str]:
    """Role and name of each control, in the order of the page, indented below its group."""
    boom = lijn.send("Accessibility.getFullAXTree")["nodes"]
    knopen = {knoop["nodeId"]: knoop for knoop in boom}
    regels: list[str] = []

    def loop(knoop: dict[str, Any], diep: int) -> None:
        rol = "" if knoop["ignored"] else ROLLEN.get(knoop["role"]["value"], "")
        naam = " ".join(knoop.get("name", {}).get("value", "").split())
        if rol == "groep" and not naam:
            rol = ""  # the box around open details is no group of answers
        if rol:
            regels.append(f"{'  ' * diep}{rol}: {naam}")
        # What can be chosen from a list is no control of its own.
        for kind in () if rol == "lijst" else knoop.get("childIds", ()):
            if kind in knopen:
                loop(knopen[kind], diep + (rol == "groep"))

    loop(boom[0], 0)
    return regels


def breedte(pagina: Page, breed: int) -> list[str]:
    """What is cut off on a window of this width."""
    pagina.set_viewport_size({"width": breed, "height": 640})
    return [f"bij {breed} pixels {klacht}" for klacht in pagina.evaluate(AFGESNEDEN)]


def overtredingen(pagina: Page) -> list[str]:
    """Which rules of axe the page breaks, and where."""
    pagina.evaluate(Axe().axe_script)
    return [
        f"axe: {regel['id']} ({regel['help']}) {[deel['target'] for deel in regel['nodes']][:3]}"
        for regel in pagina.evaluate(AXE)
    ]
