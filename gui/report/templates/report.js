"use strict";
// What is drawn says its value to whoever points at it, taps it, or comes to it by the arrow keys.
(() => {
  const tip = document.createElement("div");
  tip.id = "tip";
  tip.hidden = true;
  tip.setAttribute("aria-hidden", "true");
  document.body.append(tip);
  const points = [...document.querySelectorAll("svg g[tabindex]")];
  for (const point of points) {
    const title = point.querySelector("title");
    point.setAttribute("aria-label", title.textContent);
    title.remove(); // else the browser's own word would stand over this one
  }
  const of = (event) => event.target instanceof Element ? event.target.closest("svg g[tabindex]") : null;
  const show = (point) => {
    tip.hidden = !point;
    if (!point) return;
    tip.textContent = point.getAttribute("aria-label");
    const box = point.getBoundingClientRect();
    const left = box.left + box.width / 2 - tip.offsetWidth / 2;
    const above = box.top - tip.offsetHeight - 6;
    tip.style.left = `${Math.max(4, Math.min(left, document.documentElement.clientWidth - tip.offsetWidth - 4))}px`;
    tip.style.top = `${above > 4 ? above : Math.min(box.bottom + 6, innerHeight - tip.offsetHeight - 4)}px`;
  };
  const shown = () => show(document.querySelector("svg g[tabindex]:hover") ?? document.querySelector("svg g[tabindex]:focus"));
  addEventListener("pointerover", (event) => of(event) ? show(of(event)) : shown());
  addEventListener("pointerdown", (event) => show(of(event)));
  addEventListener("focusin", (event) => show(of(event)));
  addEventListener("focusout", () => show(null));
  addEventListener("scroll", shown, { passive: true });
  addEventListener("keydown", (event) => {
    const point = of(event);
    if (event.key === "Escape") show(null);
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!point || !step) return;
    const near = [...point.ownerSVGElement.querySelectorAll("g[tabindex]")];
    near[near.indexOf(point) + step]?.focus();
    event.preventDefault();
  });
})();
