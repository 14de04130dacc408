(function () {
  "use strict";
  var form = document.getElementById("decide"), help = document.getElementById("help");
  if (!form || !help) { return; }
  var cards = Array.prototype.slice.call(document.querySelectorAll(".card"));
  var keys = document.getElementById("keys"), plain = document.getElementById("plain"), tell = document.getElementById("tell");
  var place = "policykb-review:" + form.dataset.plan + ":" + form.dataset.draft;
  var made = {}, here = -1, saved = true;

  function keep() {
    saved = false;
    try { localStorage.setItem(place, JSON.stringify({ by: form.elements.by.value, on: form.elements.on.value, made: made })); } catch (_) { /* a page from a file may have no store */ }
    plain.value = told();
  }
  function recall() {
    try {
      var kept = JSON.parse(localStorage.getItem(place) || "{}");
      form.elements.by.value = kept.by || "";
      form.elements.on.value = kept.on || "";
      cards.forEach(function (card) { if (kept.made && kept.made[name(card)]) { made[name(card)] = kept.made[name(card)]; } });
    } catch (_) { made = {}; }
  }
  function today() {
    var now = new Date();
    return new Date(now.getTime() - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  }
  function name(card) { return card.dataset.id; }
  function told() {
    var decisions = [];
    cards.forEach(function (card) {
      var one = made[name(card)];
      if (one && one.decision) {
        decisions.push({ kind: card.dataset.kind, id: card.dataset.id, check: card.dataset.check, decision: one.decision, by: form.elements.by.value.trim(), on: form.elements.on.value || today(), note: (one.note || "").trim() });
      }
    });
    return JSON.stringify({ format: "policykb-decisions-1", plan: form.dataset.plan, text_sha256: form.dataset.text, draft_sha256: form.dataset.draft, decisions: decisions }, null, 1) + "\n";
  }
  function paint(card) {
    var one = made[name(card)] || {}, mine = card.querySelector(".mine"), pressed = "";
    card.dataset.d = one.decision || "";
    Array.prototype.forEach.call(card.querySelectorAll("button"), function (button) {
      var on = button.dataset.do === one.decision;
      button.setAttribute("aria-pressed", on ? "true" : "false");
      if (on) { pressed = button.firstChild.textContent.trim(); }
    });
    mine.textContent = pressed;
    mine.hidden = !pressed;
    card.querySelector("textarea").value = one.note || "";
  }
  function count() {
    var n = 0, shown = 0;
    cards.forEach(function (card) { n += card.dataset.d ? 1 : 0; shown += card.hidden ? 0 : 1; });
    form.elements.n.value = form.dataset.decided.replace("{n}", n).replace("{shown}", shown).replace("{of}", cards.length);
  }
  function decide(card, what) {
    var one = made[name(card)] || {};
    one.decision = one.decision === what ? "" : what;
    made[name(card)] = one;
    tell.textContent = one.decision === "questioned" && !one.note && !card.dataset.doubt ? form.dataset.doubt : "";
    paint(card);
    keep();
    count();
    return one.decision;
  }
  function fits(card) {
    var by = form.elements, q = by.q.value.trim().toLowerCase();
    return (!q || card.textContent.toLowerCase().indexOf(q) >= 0) &&
      (!by.kind.value || card.dataset.kind === by.kind.value) &&
      (by.show.value !== "doubt" || card.dataset.sure !== "certain") &&
      (by.show.value !== "open" || (card.dataset.open && !card.dataset.d)) &&
      (by.show.value !== "mine" || !!card.dataset.d);
  }
  function filter() {
    cards.forEach(function (card) { card.hidden = !fits(card); });
    count();
  }
  function go(to, quiet) {
    Array.prototype.forEach.call(document.querySelectorAll(".on"), function (bit) { bit.classList.remove("on"); });
    if (here >= 0) { cards[here].classList.remove("here"); cards[here].removeAttribute("aria-current"); }
    here = to;
    if (here < 0) { return; }
    var card = cards[here];
    card.classList.add("here");
    card.setAttribute("aria-current", "true");
    if (!quiet) {
      card.focus({ preventScroll: true });
      card.scrollIntoView({ block: "center", behavior: "instant" });
    }
    var bits = document.querySelectorAll("[data-e~=\"" + card.id.slice(2) + "\"]");
    Array.prototype.forEach.call(bits, function (bit) { bit.classList.add("on"); });
    if (bits.length) {
      var pane = bits[0].closest(".text"), box = bits[0].getBoundingClientRect(), frame = pane.getBoundingClientRect();
      if (pane.scrollHeight > pane.clientHeight && (box.top < frame.top || box.bottom > frame.bottom)) { pane.scrollTop += box.top - frame.top - pane.clientHeight / 3; }
    }
  }
  function step(by) {
    for (var at = here + by; at >= 0 && at < cards.length; at += by) {
      if (!cards[at].hidden) { go(at); return; }
    }
  }
  function press(what) {
    if (here < 0) { step(1); return; }
    var button = cards[here].querySelector("button[data-do=\"" + what + "\"]") || (what === "accepted" && cards[here].querySelector("button[data-do=nothing]"));
    if (button && decide(cards[here], button.dataset.do) && what !== "questioned") { step(1); }
  }
  function toggle() {
    help.hidden = !help.hidden;
    keys.setAttribute("aria-expanded", help.hidden ? "false" : "true");
  }
  function save() {
    if (!form.elements.by.value.trim()) { tell.textContent = form.dataset.sign; form.elements.by.focus(); return; }
    tell.textContent = "";
    plain.value = told();
    var link = document.createElement("a");
    link.download = "decisions-" + form.dataset.plan + ".json";
    link.href = URL.createObjectURL(new Blob([plain.value], { type: "application/json" }));
    document.body.appendChild(link);
    link.click();
    link.remove();
    saved = true;
  }
  var acts = {
    j: function () { step(1); }, k: function () { step(-1); },
    a: function () { press("accepted"); }, r: function () { press("rejected"); }, u: function () { press("questioned"); },
    e: function () { if (here >= 0) { cards[here].querySelector("textarea").focus(); } },
    z: function () { if (here >= 0) { delete made[name(cards[here])]; paint(cards[here]); keep(); count(); } },
    "/": function () { form.elements.q.focus(); }, "?": toggle
  };
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName);
    if (event.key === "Escape" && (typing || !help.hidden)) { event.target.blur(); if (!help.hidden) { toggle(); } return; }
    if (typing || event.ctrlKey || event.metaKey || event.altKey || !acts[event.key]) { return; }
    event.preventDefault();
    acts[event.key]();
  });
  cards.forEach(function (card, at) {
    var note = card.querySelector("textarea");
    card.querySelector(".act").hidden = false;
    card.addEventListener("click", function (event) {
      var button = event.target.closest("button");
      go(at, true);
      if (button) { decide(card, button.dataset.do); }
    });
    note.addEventListener("focus", function () { go(at, true); });
    note.addEventListener("input", function () {
      var one = made[name(card)] || {};
      one.note = note.value;
      made[name(card)] = one;
      tell.textContent = "";
      keep();
    });
  });
  form.addEventListener("input", function (event) {
    if (event.target.name === "by" || event.target.name === "on") { tell.textContent = ""; keep(); } else { filter(); }
  });
  form.addEventListener("submit", function (event) { event.preventDefault(); });
  document.getElementById("save").addEventListener("click", save);
  keys.addEventListener("click", toggle);
  window.addEventListener("hashchange", function () {
    var id = decodeURIComponent(location.hash.slice(1));
    cards.some(function (card, at) { if (card.id === id) { card.hidden = false; go(at); return true; } return false; });
  });
  window.addEventListener("beforeunload", function (event) { if (!saved) { event.preventDefault(); event.returnValue = form.dataset.leave; } });
  recall();
  if (!form.elements.on.value) { form.elements.on.value = today(); }
  cards.forEach(paint);
  plain.value = told();
  form.hidden = false;
  filter();
}());
