// Stories made of data alone: one that attacks, one that is a crowd, one of names that try a page's patience.

const EVIL = "</script><script>window.pwned=1</script>";
const IMAGE = "<img src=x onerror=\"window.pwned=2\">";
const BREAK = "\"'><svg onload=window.pwned=3>";
const SCHEME = "javascript:window.pwned=4";

/** A story in which every text is an attack. */
export const hostile = {
  version: 1,
  titles: [{ title: `A ${EVIL} story` }],
  subtitle: IMAGE,
  sections: [{ id: BREAK, title: EVIL, from: 0, to: 2 }],
  moments: [0, 1],
  positions: [{ label: IMAGE, title: EVIL }, { label: "{{script}}", title: BREAK }],
  relations: [{ id: IMAGE, words: EVIL, color: "red;background:url(https://example.com/a)", dark: "url(https://example.com/b)", dash: "\"><script>window.pwned=5</script>", directed: true }],
  kinds: [{ id: EVIL, noun: IMAGE }],
  documents: [{ id: "d", versions: [{ title: IMAGE, author: EVIL, url: SCHEME }] }, { id: "fair", versions: [{ title: "Fair & square", url: "https://example.com/fair?a=1&b=2" }] }, { id: "data", versions: [{ title: "data", url: "data:text/html,<script>window.pwned=7</script>" }] }],
  entities: [
    { id: "a", kind: "character", x: 0, y: 0, image: SCHEME, faction: [{ t: [0, 3], of: 2 }], versions: [{ name: EVIL, names: [IMAGE, BREAK], note: [EVIL, { e: 1, text: IMAGE }] }] },
    { id: "../b?x=1#/c", kind: BREAK, x: 100, y: 40, image: "https://example.com/x.png", versions: [{ name: IMAGE, note: [IMAGE] }] },
    { id: "constructor", kind: "faction", x: 50, y: 90, color: "url(https://example.com/c)", dark: "expression(window.pwned=6)", versions: [{ name: "{{story}}", names: ["__proto__"] }] },
  ],
  events: [
    { id: EVIL, kind: 0, t: 1, section: 0, cast: [0, 1], versions: [{ sentence: [{ e: 0, text: EVIL }, IMAGE, { e: 1, text: BREAK }], when: EVIL, told: IMAGE, note: [BREAK], quotes: [{ text: EVIL, d: 0, at: IMAGE }, { text: IMAGE, d: 99, url: SCHEME }, { text: "fair", d: 1 }, { text: "data", d: 2 }] }] },
    { id: "__proto__", kind: 0, t: 2, section: 0, cast: [0, 99], versions: [{ r: [1, 2], sentence: [{ v: 0, text: EVIL }, { e: 99, text: "nobody" }], causes: [0, 99] }] },
  ],
  stretches: [{ relation: 0, from: 0, to: 1, t: [0, 3], by: 0, sentence: [{ e: 0, text: EVIL }, IMAGE] }, { relation: 0, from: 1, to: 2, t: [1, 3], sure: false, sentence: [BREAK] }],
  findings: [{ level: BREAK, rule: EVIL, message: IMAGE, events: [0, 99], entities: [0, 99] }],
  bounds: { x: 0, y: 0, width: 100, height: 100 },
  inks: [[EVIL, "red}body{background:url(https://example.com/z)}"], IMAGE],
  storyline: `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 300 120" onload="window.pwned=8"><g data-moments="0 9 9"/><g class="view" data-box="0 0 300 120" data-top="0" data-bottom="100" onfocus="window.pwned=15"/><script>window.pwned=9</script><style>@import "https://example.com/s.css";</style><foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="window.pwned=10"/></body></foreignObject><image href="https://example.com/i.png" width="9" height="9"/><a xlink:href="javascript:window.pwned=11"><text x="9" y="20">a</text></a><g data-entity="a" data-event="__proto__" onclick="window.pwned=12"><path d="M10 40H200" stroke="#000" fill="url(https://example.com/p)" style="background:url(https://example.com/q)"/><animate attributeName="href" to="javascript:window.pwned=13"/><set attributeName="onclick" to="window.pwned=14"/></g><use href="https://example.com/u.svg#x"/></svg>`,
};

/** A crowd: so many nodes, so many stretches over two hundred moments, the same on every machine. */
export function crowd(nodes, ties) {
  let seed = 20261123;
  const next = (below) => {
    seed = (seed * 1103515245 + 12345) % 2147483648;
    return Math.floor((seed / 2147483648) * below);
  };
  const moments = 200;
  const sides = 12;
  const wide = Math.ceil(Math.sqrt(nodes * 1.6));
  const entities = Array.from({ length: nodes }, (_, at) => ({
    id: `n${at}`, kind: at < sides ? "faction" : at % 9 === 0 ? "place" : "character", x: (at % wide) * 60 + next(30), y: Math.floor(at / wide) * 60 + next(30),
    ...(at < sides ? { color: "#0072b2", dark: "#66aad1" } : { faction: [{ t: [0, moments + 1], of: at % sides }] }),
    versions: [{ name: `Person Number ${at}`, names: [`Alias ${at}`] }],
  }));
  const events = Array.from({ length: moments }, (_, at) => ({ id: `e${at}`, kind: 0, t: at + 1, cast: [next(nodes), next(nodes)], versions: [{ sentence: [`Something number ${at} happened`], quotes: [{ text: `Words number ${at}.`, source: "a book" }] }] }));
  const stretches = Array.from({ length: ties }, (_, at) => {
    const from = next(nodes);
    const to = next(3) ? Math.min(nodes - 1, from + 1 + next(4)) : next(nodes);
    return { relation: at % 3, from, to: to === from ? (from + 1) % nodes : to, t: at % 4 ? [0, moments + 1] : [next(moments), moments + 1], by: next(moments), sentence: [{ e: from, text: `Person Number ${from}` }, " knows ", { e: to, text: `Person Number ${to}` }] };
  });
  const relations = ["knows", "serves", "loves"].map((words, at) => ({ id: words, words, color: ["#0069a4", "#8b5a00", "#aa3377"][at], dark: ["#66aad1", "#e6a23c", "#e07ab0"][at], dash: ["solid", "dashed", "dotted"][at], directed: at === 1 }));
  return { version: 1, titles: [{ title: "A crowd" }], moments: events.map((_, at) => at), positions: [{ label: "1" }], relations, kinds: [{ id: "happening", noun: "happening" }], entities, events, stretches, bounds: { x: 0, y: 0, width: wide * 60, height: Math.ceil(nodes / wide) * 60 } };
}

/** Names that are wide, long, read from right to left, empty of letters, or made of several signs each. */
export const motley = (() => {
  const names = ["劉備玄德", "محمد بن عبد الله", "אברהם בן דוד", "Ж".repeat(80), "a".repeat(300), "👩‍👩‍👧‍👦 family", "…", "O’Néill-Ångström", "ｆｕｌｌｗｉｄｔｈ", "Ǆemal ẞtraße"];
  const entities = names.map((name, at) => ({ id: `m${at}`, kind: "character", x: (at % 4) * 90, y: Math.floor(at / 4) * 70, versions: [{ name, names: [`${name} the ${at}th`], note: [name] }] }));
  const events = [{ id: "one", kind: 0, t: 1, cast: names.map((_, at) => at), versions: [{ sentence: names.flatMap((name, at) => [{ e: at, text: name }, ", "]), quotes: [{ text: `${"word ".repeat(120)}${"long".repeat(100)}`, d: 0 }] }] }];
  const stretches = names.slice(1).map((name, at) => ({ relation: 0, from: at, to: at + 1, t: [0, 2], by: 0, sentence: [{ e: at, text: names[at] }, " knows ", { e: at + 1, text: name }] }));
  return { version: 1, titles: [{ title: "語".repeat(200) }], moments: [0], positions: [{ label: "1" }], relations: [{ id: "knows", words: "knows", color: "#0069a4", dark: "#66aad1", dash: "solid", directed: false }], kinds: [{ id: "k", noun: "meeting" }], entities, events, stretches, bounds: { x: 0, y: 0, width: 360, height: 210 }, documents: [{ id: "b", versions: [{ title: "b".repeat(200) }] }] };
})();

/** Two lines that meet twice; the second time is told later, and so are a name, the title, and what was found. */
export const threads = {
  version: 1,
  titles: [{ r: [0, 1], title: "Threads" }, { r: [1, 2], title: "The Unmasking of the Queen" }],
  moments: [0, 1],
  positions: [{ label: "1" }, { label: "2" }],
  relations: [],
  kinds: [{ id: "meeting", noun: "meeting" }],
  sections: [{ id: "I", title: "First", from: 0, to: 1 }, { id: "II", title: "Second and secret", from: 1, to: 2, r: [1, 2] }],
  entities: [
    { id: "ann", kind: "character", versions: [{ r: [0, 1], name: "Stranger" }, { r: [1, 2], name: "Ann the Queen", names: ["Stranger"] }] },
    { id: "bo", kind: "character", faction: [{ t: [0, 3], r: [1, 2], of: 2 }], versions: [{ name: "Bo" }] },
    { id: "guard", kind: "faction", versions: [{ name: "The Guard" }] },
    { id: "plot", kind: "faction", versions: [{ r: [1, 2], name: "Those unmasking" }] },
  ],
  events: [
    { id: "first", kind: 0, t: 1, section: 0, cast: [0, 1], versions: [{ r: [0, 1], sentence: [{ e: 0, text: "Stranger" }, " met Bo"] }, { r: [1, 2], sentence: [{ e: 0, text: "Ann the Queen" }, " met Bo"] }] },
    { id: "second", kind: 0, t: 2, section: 1, cast: [0, 1], versions: [{ r: [1, 2], sentence: ["The unmasking"] }] },
  ],
  findings: [{ r: [1, 2], level: "hint", rule: "orphan", message: "The Guard does nothing", help: "say what it does" }],
  storyline: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 160"><title>Threads of Ann the Queen</title><g class="storyline" data-moments="20 100 300"><g data-r="0 1"><g class="view" data-box="0 0 200 140" data-top="10" data-bottom="130"/></g><g data-r="1 2"><g class="view" data-box="0 0 400 160" data-top="10" data-bottom="150"/></g><g data-r="1 2"><g class="column"><text x="290" y="9">Second and secret</text></g></g><g class="thread" data-entity="ann"><path data-entity="ann" d="M60 60H100" stroke="#00f" stroke-width="3"/><g data-r="1 2"><path data-entity="ann" d="M100 60H300" stroke="#00f" stroke-width="3"/></g></g><g class="scene" data-event="first"><rect x="95" y="55" width="10" height="40"/></g><g data-r="1 2"><g class="scene" data-event="second"><rect x="295" y="55" width="10" height="40"/></g></g><g data-r="0 1 3 4"><text class="name" data-entity="ann" x="10" y="60">Stranger</text></g><g data-r="1 2"><text class="name" data-entity="ann" x="10" y="60">Ann the Queen</text></g></g></svg>`,
};
