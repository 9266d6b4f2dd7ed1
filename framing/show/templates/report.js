"use strict";
const group = document.getElementById("by-group");
const stance = document.getElementById("by-stance");
const words = document.getElementById("by-words");
const shown = document.getElementById("shown");
const rows = [...document.querySelectorAll("#said tbody tr")];
function filter() {
  const wanted = words.value.trim().toLowerCase();
  let count = 0;
  for (const row of rows) {
    const fits = (!group.value || row.dataset.g === group.value)
      && (!stance.value || row.querySelector(".s").textContent === stance.value)
      && (!wanted || row.textContent.toLowerCase().includes(wanted));
    row.hidden = !fits;
    count += fits;
  }
  shown.textContent = count + " of " + rows.length;
}
for (const control of [group, stance, words]) control.addEventListener("input", filter);
for (const link of document.querySelectorAll("nav a")) link.addEventListener("click", () => {
  const details = document.querySelector(link.hash + " > details");
  if (details) details.open = true;
});
addEventListener("beforeprint", () => { for (const part of document.querySelectorAll("details")) part.open = true; });
filter();
