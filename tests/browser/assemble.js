// Makes a page of data alone, joined as the program joins it, so that the tests can show it stories no file could hold.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const source = fileURLToPath(new URL("../../src/page/", import.meta.url));
const text = (name) => readFileSync(source + name, "utf8");

/** The parts of the page in the order of the program's own tables. */
function parts(folder, ending) {
  const found = [...text("parts.rs").matchAll(/include_str!\("([a-z]+)\/([a-z]+)\.([a-z]+)"\)/g)];
  return found.filter(([, own, , its]) => own === folder && its === ending).map(([, own, name, its]) => text(`${own}/${name}.${its}`));
}

/** The script as one function, without the lines that make its parts modules. */
function script() {
  const lines = parts("script", "js").flatMap((part) => part.split("\n").filter((line) => !line.startsWith("import ")).map((line) => line.replace(/^export /, "")));
  return `(() => {\n"use strict";\n${lines.join("\n")}\n})();\n`;
}

const harmless = (json) => json.replace(/[<>&\u2028\u2029]/g, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
const escaped = (words) => words.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

/** The whole file for a story's data. */
export function assemble(story) {
  const code = script();
  const hash = createHash("sha256").update(code).digest("base64");
  const marks = {
    title: escaped(story.titles?.[0].title || "A story"),
    policy: `default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-${hash}'; base-uri 'none'; form-action 'none'`,
    style: parts("style", "css").join(""),
    story: harmless(JSON.stringify(story)),
    script: code,
  };
  return text("shell.html").split(/\{\{([a-z]+)\}\}/).map((piece, nth) => (nth % 2 ? marks[piece] : piece)).join("");
}
