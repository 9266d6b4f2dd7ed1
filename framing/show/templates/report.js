"use strict";
// Plain script. DataTables, as the package itables carries it, was tried: it sorts and pages well under this page's policy,
// but is 726 KB of the 3 MB, takes cells for HTML, and would leave the queries, filters and passages below to do.
const data = JSON.parse(document.getElementById("data").textContent);
const STEP = 50;
const MARKS = ["hit", "content", "cue", "source"];
const NOUNS = { articles: "articles", statements: "statements", mentions: "terms", naming: "mentions of actors",
  agency: "events", utterances: "utterances" };
const TOLD = { statements: ["stance", "voice", "flag"], mentions: ["term", "category", "voice", "flag"],
  naming: ["form", "modifier", "voice"], agency: ["category", "note", "voice"], articles: [], utterances: [] };
const { compare } = new Intl.Collator("en", { numeric: true });

function element(tag, text, name) {
  const made = document.createElement(tag);
  if (text) made.textContent = text;
  if (name) made.className = name;
  return made;
}
function codes(table, column, row) {
  const value = column === "doc" ? table.doc[row]
    : column in data.docs ? data.docs[column][table.doc[row]] : column in table ? table[column][row] : -1;
  return Array.isArray(value) ? value : [value];
}
function names(table, column, row) {
  return codes(table, column, row).filter(code => code >= 0).map(code => data.names[column][code].replaceAll("_", " "));
}
// "statements:group=1,event=@0~doc": a table, conditions that all hold, one row for each value of a column.
function find(query) {
  const [, name, conditions, distinct] = /^(\w+):([^~]*)~?(\w*)$/.exec(query);
  const table = data.tables[name] || { doc: [] };
  const wanted = conditions.split(",").filter(Boolean).map(condition => {
    const [column, value] = condition.split("=");
    return [column, new Set(value[0] === "@" ? data.sets[value.slice(1)] : [Number(value)])];
  });
  const seen = new Set();
  const rows = [...table.doc.keys()].filter(row => {
    if (!wanted.every(([column, any]) => codes(table, column, row).some(code => any.has(code)))) return false;
    const [value] = distinct ? codes(table, distinct, row) : [row];
    return !seen.has(value) && seen.add(value);
  });
  return { name, table, rows };
}
function wording([first, size]) {
  return data.passages.slice(first, first + size).join("");
}
function spotOf(table, row) {
  const spot = table.spot[row];
  return spot[0] === -2 ? data.tables.statements.spot[spot[1]] : spot;
}
function passage(spot) {
  const cell = element("td", "", "words");
  if (spot[0] < 0) return cell;
  const text = wording(spot);
  const marks = [];
  for (let at = 2; at < spot.length; at += 3) marks.push({ kind: MARKS[spot[at]], start: spot[at + 1], end: spot[at + 2] });
  const cuts = [...new Set([0, text.length, ...marks.flatMap(mark => [mark.start, mark.end])])].sort((a, b) => a - b);
  for (let at = 1; at < cuts.length; at++) {
    const piece = text.slice(cuts[at - 1], cuts[at]);
    const held = marks.filter(mark => mark.start <= cuts[at - 1] && mark.end >= cuts[at]).map(mark => mark.kind);
    cell.append(held.length ? element("mark", piece, held.join(" ")) : piece);
  }
  return cell;
}
function article(doc) {
  const title = data.docs.title[doc] || data.docs.id[doc], url = data.docs.url[doc];
  const cell = element("td", /^https?:\/\//i.test(url) ? "" : title);
  if (cell.textContent) return cell;
  const link = element("a", title);
  Object.assign(link, { href: url, rel: "noopener noreferrer", target: "_blank" });
  cell.append(link);
  return cell;
}

class Explorer {
  constructor(root) {
    this.root = root;
    this.controls = [...root.querySelectorAll("[data-by]")];
    this.heads = [...root.querySelectorAll("thead th")];
    this.body = root.querySelector("tbody");
    this.more = root.querySelector(".further");
    for (const control of this.controls) control.addEventListener("input", () => this.filter());
    root.querySelector("[type=search]").addEventListener("input", () => this.filter());
    this.more.addEventListener("click", () => {
      const next = this.body.rows.length;
      this.grow();
      this.body.rows[next].focus();
    });
    this.heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
      turn(head, this.heads);
      this.filter();
    }));
  }
  show(query) {
    Object.assign(this, find(query));
    for (const control of this.controls) {
      const counts = new Map();
      for (const row of this.rows) for (const code of codes(this.table, control.dataset.by, row))
        if (code >= 0) counts.set(code, (counts.get(code) || 0) + 1);
      const options = [...counts].map(([code, count]) => [data.names[control.dataset.by][code], code, count])
        .sort((a, b) => b[2] - a[2] || compare(a[0], b[0]));
      control.replaceChildren(new Option("all", ""), ...options.map(([name, code, count]) =>
        new Option(`${name.replaceAll("_", " ")} (${count})`, code)));
      control.parentElement.hidden = options.length < 2;
    }
    this.root.querySelector("[type=search]").value = "";
    for (const head of this.heads) head.removeAttribute("aria-sort");
    this.filter();
  }
  cells(row) {
    const doc = this.table.doc[row], spot = spotOf(this.table, row);
    return [names(this.table, "group", row)[0], data.docs.date[doc], data.docs.title[doc] || data.docs.id[doc],
      names(this.table, "actor", row).join(", ") || (this.name === "statements" ? "not named" : ""), TOLD[this.name].flatMap(column => names(this.table, column, row)).join(", "),
      spot[0] < 0 ? "" : wording(spot)];
  }
  filter() {
    const wanted = this.root.querySelector("[type=search]").value.trim().toLowerCase();
    const chosen = this.controls.filter(control => control.value !== "");
    this.fitting = this.rows.filter(row =>
      chosen.every(control => codes(this.table, control.dataset.by, row).includes(Number(control.value)))
      && (!wanted || this.cells(row).join(" ").toLowerCase().includes(wanted)));
    const column = this.heads.findIndex(head => head.hasAttribute("aria-sort"));
    if (column >= 0) {
      const way = this.heads[column].getAttribute("aria-sort") === "ascending" ? 1 : -1;
      const keys = new Map(this.fitting.map(row => [row, this.cells(row)[column]]));
      this.fitting.sort((a, b) => way * compare(keys.get(a), keys.get(b)));
    }
    const all = this.rows.length.toLocaleString("en"), some = this.fitting.length.toLocaleString("en");
    this.told = `${some === all ? all : `${some} of ${all}`} ${NOUNS[this.name]}`;
    this.body.replaceChildren();
    this.grow();
  }
  grow() {
    const first = this.body.rows.length;
    for (const row of this.fitting.slice(first, first + STEP)) {
      const [group, date, , who, how] = this.cells(row);
      const line = element("tr");
      line.tabIndex = -1;
      line.append(element("td", group), element("td", date), article(this.table.doc[row]), element("td", who, "who"),
        element("td", how), passage(spotOf(this.table, row)));
      this.body.append(line);
    }
    const left = this.fitting.length - this.body.rows.length;
    this.root.querySelector("output").textContent = left ? `${this.told}, ${this.body.rows.length} listed` : this.told;
    this.more.hidden = !left;
    this.more.textContent = `Show ${Math.min(STEP, left)} more of ${left.toLocaleString("en")}`;
  }
}
// Ascending, descending, then as it was.
function turn(head, heads) {
  const next = { ascending: "descending", descending: null }[head.getAttribute("aria-sort")];
  for (const other of heads) other.removeAttribute("aria-sort");
  if (next !== null) head.setAttribute("aria-sort", next || "ascending");
}
function sortTable(table) {
  const heads = [...table.tHead.rows[0].cells], body = table.tBodies[0], before = [...body.rows];
  const key = (row, column) => (row.cells[column].querySelector(".line") || row.cells[column]).textContent.trim();
  const amount = text => { const found = /[+-]?[\d,]*\.?\d+/.exec(text); return found ? Number(found[0].replaceAll(",", "")) : NaN; };
  heads.forEach((head, column) => head.querySelector("button").addEventListener("click", () => {
    turn(head, heads);
    const way = { ascending: 1, descending: -1 }[head.getAttribute("aria-sort")];
    const order = (a, b) => {
      if (!head.classList.contains("n")) return way * compare(key(a, column), key(b, column));
      const [one, other] = [amount(key(a, column)), amount(key(b, column))];
      return isNaN(one) - isNaN(other) || way * (one - other);
    };
    body.append(...(way ? [...before].sort(order) : before));
  }));
}

for (const table of document.querySelectorAll("table.sortable")) sortTable(table);
const everything = new Explorer(document.querySelector("#sentences .explorer"));
const what = document.getElementById("what");
for (const option of [...what.options]) if (!data.tables[option.value]?.doc.length) option.remove();
what.addEventListener("input", () => everything.show(`${what.value}:`));
everything.show(`${what.value || "statements"}:`);

const panel = document.getElementById("panel");
const behind = new Explorer(panel.querySelector(".explorer"));
document.addEventListener("click", event => {
  const number = event.target.closest("[data-rows]");
  if (!number) return;
  const cell = number.closest("td"), row = cell?.parentElement.cells[0], table = cell?.closest("table");
  const head = table?.tHead.rows[0].cells[cell.cellIndex];
  const parts = [table ? [...row.querySelectorAll(".line")].map(line => line.textContent)[0] || row.textContent : "",
    cell?.cellIndex > 1 && row.parentElement.cells[1].tagName === "TH" ? row.parentElement.cells[1].textContent : "",
    head ? head.textContent : number.dataset.title, "base" in number.dataset ? "what it is a share of" : ""];
  const brief = parts.map(part => part.trim()).map(part => part.length > 80 ? part.split(":")[0] : part);
  document.getElementById("panel-title").textContent = brief.filter(Boolean).join(" · ");
  behind.show(number.dataset.rows);
  panel.showModal();
});
document.getElementById("close").addEventListener("click", () => panel.close());
panel.addEventListener("click", event => { if (event.target === panel) panel.close(); });

for (const link of document.querySelectorAll("nav a")) link.addEventListener("click", () => {
  const details = document.querySelector(link.hash + " > details");
  if (details) details.open = true;
});
// What is wider than the screen says so; a folded part is measured when it opens, by a frame later than its size is known.
function mark(part) {
  part.classList.toggle("wide", part.scrollWidth > part.clientWidth + 1);
  part.classList.toggle("more-right", part.scrollLeft + part.clientWidth < part.scrollWidth - 1);
}
const sizes = new ResizeObserver(seen => requestAnimationFrame(() => seen.forEach(({ target }) => mark(target))));
for (const part of document.querySelectorAll(".scroll")) {
  sizes.observe(part);
  part.addEventListener("scroll", () => mark(part), { passive: true });
}
let closed = [];
addEventListener("beforeprint", () => {
  closed = [...document.querySelectorAll("details:not([open])")];
  for (const part of closed) part.open = true;
});
addEventListener("afterprint", () => { for (const part of closed) part.open = false; });
