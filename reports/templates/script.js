(function () {
  "use strict";
  var form = document.getElementById("filter"), table = document.getElementById("ledger-table");
  if (!form || !table) { return; }
  var bodies = Array.prototype.slice.call(table.tBodies);
  var rows = Array.prototype.slice.call(table.querySelectorAll("tr[data-i]"));
  var home = rows.map(function (row) { return row.parentNode; });
  var flat = table.appendChild(document.createElement("tbody"));
  function words(row) { return row.textContent.toLowerCase(); }
  function fits(row, by) {
    return (!by.q.value || words(row).indexOf(by.q.value.trim().toLowerCase()) >= 0) &&
      (!by.o.value || (" " + row.dataset.o).indexOf(" " + by.o.value + " ") >= 0) &&
      ["f", "s", "k"].every(function (key) { return !by[key].value || row.dataset[key] === by[key].value; });
  }
  function order(by) {
    if (!by) { rows.forEach(function (row, at) { home[at].appendChild(row); }); return; }
    rows.slice().sort(function (a, b) {
      var x = a.dataset[by], y = b.dataset[by];
      return x === y ? a.dataset.i - b.dataset.i : by === "r" ? x - y : x < y ? -1 : 1;
    }).forEach(function (row) { flat.appendChild(row); });
  }
  function show() {
    var by = form.elements, shown = 0;
    order(by.by.value);
    rows.forEach(function (row) { row.hidden = !fits(row, by); shown += row.hidden ? 0 : 1; });
    bodies.forEach(function (body) { body.hidden = !body.querySelector("tr[data-i]:not([hidden])"); });
    by.n.value = shown + " / " + rows.length + " " + by.n.dataset.unit;
  }
  function go() {
    var id = decodeURIComponent(location.hash.slice(1)), there = id && document.getElementById(id);
    Array.prototype.forEach.call(document.querySelectorAll(".hit"), function (bit) { bit.classList.remove("hit"); });
    if (!there) { return; }
    if (there.hidden || (there.closest("tr") || there).hidden || (there.parentNode || there).hidden) { form.reset(); show(); }
    for (var up = there; up; up = up.parentElement) { if (up.tagName === "DETAILS") { up.open = true; } }
    if (id.indexOf("t-") === 0) {
      Array.prototype.forEach.call(document.querySelectorAll("[data-e~=\"" + id.slice(2).replace(/[^\w-]/g, "") + "\"]"), function (bit) { bit.classList.add("hit"); });
    }
    there.scrollIntoView({ block: "center" });
  }
  form.addEventListener("input", show);
  form.addEventListener("change", show);
  form.addEventListener("reset", function () { setTimeout(show, 0); });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  window.addEventListener("hashchange", go);
  window.addEventListener("beforeprint", function () {
    Array.prototype.forEach.call(document.querySelectorAll("details:not(.twin)"), function (one) { one.open = true; });
  });
  form.hidden = false;
  show();
  go();
}());
