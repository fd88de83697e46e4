"use strict";
// A choice shows its panel. Panels exist for the combinations that have something to show; the nearest one is taken.
for (const chart of document.querySelectorAll(".chart")) {
  const selects = [...chart.querySelectorAll("select")];
  const panels = [...chart.querySelectorAll(".panel")];
  const show = () => {
    const wanted = selects.map((select) => select.value);
    const score = (panel) => {
      const has = JSON.parse(panel.dataset.choice);
      return wanted.reduce((sum, value, at) => sum + (has.includes(value) ? 1 : 0) + (has[at] === value ? 0.1 : 0), 0);
    };
    const best = panels.reduce((a, b) => (score(b) > score(a) ? b : a));
    for (const panel of panels) panel.hidden = panel !== best;
  };
  for (const select of selects) select.addEventListener("change", show);
  // A browser may remember what was chosen before the page was loaded again.
  if (selects.length) show();
}
// What a mark says, beside the pointer.
const hover = document.getElementById("hover");
const over = (event) => {
  const mark = event.target instanceof Element && event.target.closest(".mark");
  hover.hidden = !mark;
  if (!mark) return;
  // Only the marks of the wide drawing carry words; those of the narrow one are the same ones in the same order.
  const figure = mark.closest("figure");
  const at = [...mark.closest("svg").querySelectorAll(".mark")].indexOf(mark);
  hover.textContent = figure.querySelectorAll("svg.wide .mark > title")[at].textContent;
  const { width, height } = hover.getBoundingClientRect();
  hover.style.left = `${Math.max(4, Math.min(event.clientX + 12, innerWidth - width - 4))}px`;
  hover.style.top = `${Math.max(4, event.clientY - height - 12)}px`;
};
for (const kind of ["pointermove", "pointerdown"]) document.addEventListener(kind, over, { passive: true });
document.addEventListener("scroll", () => { hover.hidden = true; }, { passive: true });
const theme = document.getElementById("theme");
theme.hidden = false;
theme.addEventListener("click", () => {
  const root = document.documentElement;
  const dark = (root.style.colorScheme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  root.style.colorScheme = dark ? "light" : "dark";
});
