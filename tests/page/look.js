// What there is to see on the page, as data. Runs in the page.
(() => {
  const seen = (element) => element.checkVisibility();
  const colour = (text) => (text.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const part = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const contrast = (a, b) => {
    const [x, y] = [light(colour(a)), light(colour(b))].sort((p, q) => q - p);
    return (x + 0.05) / (y + 0.05);
  };
  const probe = document.createElement("i");
  document.body.append(probe);
  const named = (name) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const ratio = (front, back) => [`${front} on ${back}`, contrast(named(front), named(back))];
  const series = [0, 1, 2, 3, 4, 5, 6, 7].map((n) => `s${n}`);
  const contrasts = [
    ...["paper", "panel", "best"].flatMap((back) => [ratio("text", back), ratio("faint", back), ratio("link", back)]),
    ratio("limit", "paper"),
    ...series.map((s) => ratio("on", s)),
    ...[0, 1, 2, 3, 4].map((n) => ratio("text", `h${n}`)),
    ...[5, 6, 7, 8].map((n) => ratio("on", `h${n}`)),
  ];
  const lines = series.map((s) => ratio(s, "paper"));
  probe.remove();

  const drawings = [...document.querySelectorAll(".panel > svg")].filter(seen);
  const faults = [];
  for (const svg of drawings) {
    const box = svg.getBoundingClientRect();
    const name = svg.getAttribute("aria-label");
    if (svg.getAttribute("role") !== "img" || !name) faults.push(`a drawing without words: ${name}`);
    const texts = [...svg.querySelectorAll("text")].filter((t) => t.textContent.trim());
    const boxes = texts.map((t) => t.getBoundingClientRect());
    boxes.forEach((b, i) => {
      if (b.left < box.left - 1.5 || b.right > box.right + 1.5 || b.top < box.top - 2 || b.bottom > box.bottom + 2)
        faults.push(`cut off in ${name}: ${texts[i].textContent}`);
      for (let j = 0; j < i; j++) {
        const o = boxes[j];
        const w = Math.min(b.right, o.right) - Math.max(b.left, o.left);
        const h = Math.min(b.bottom, o.bottom) - Math.max(b.top, o.top);
        if (w > 2 && h > 4) faults.push(`in each other's way in ${name}: ${texts[i].textContent} / ${texts[j].textContent}`);
      }
    });
  }
  const wide = [...document.querySelectorAll("body *")].filter((e) => seen(e) && !e.closest(".scroll > *, svg"));
  for (const e of wide) {
    const r = e.getBoundingClientRect();
    if (r.width > 1 && r.right > document.documentElement.clientWidth + 1 && !e.closest(".skip"))
      faults.push(`wider than the window: ${e.tagName} ${e.className} ${e.textContent.slice(0, 60)}`);
  }
  const panels = [...document.querySelectorAll(".panel")].map((panel) => ({
    chart: panel.closest(".chart").id,
    name: panel.dataset.name,
    shown: seen(panel),
    wide: [...panel.querySelectorAll("svg.wide .mark")].map((m) => [Number(m.dataset.v), m.querySelector("title").textContent]),
    narrow: panel.querySelectorAll("svg.narrow .mark").length,
    head: [...panel.querySelectorAll("thead th")].map((c) => c.textContent),
    rows: [...panel.querySelectorAll("tbody tr")].map((r) => [...r.children].map((c) => c.textContent)),
  }));
  return {
    overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
    scripts: document.scripts.length,
    title: document.title,
    h1: document.querySelector("h1").textContent,
    answer: document.querySelector(".answer").textContent,
    comparison: [...document.querySelectorAll(".comparison tbody tr")].map((r) => [...r.children].map((c) => c.textContent)),
    text: document.body.innerText,
    charts: [...document.querySelectorAll(".chart")].map((c) => c.id),
    shown: drawings.map((svg) => svg.getAttribute("class")),
    links: [...document.querySelectorAll("a[href]")].map((a) => a.getAttribute("href")),
    contrasts,
    lines,
    faults,
    panels,
  };
})()
