// Photographs the pages that are kept in `graphs/`, for the gallery and the README: `node photographs.js`, after `npm ci`.

import { fileURLToPath } from "node:url";
import { DESK, PHONE, begin, end, open } from "./opened.js";

const GRAPHS = fileURLToPath(new URL("../../graphs/", import.meta.url));
const VIEWS = [
  ["what-you-leave-behind.html", "#/graph", "page.png", { viewport: DESK }],
  ["macbeth.html", "#/storyline", "page-phone.png", { viewport: PHONE, colorScheme: "dark" }],
];

await begin();
for (const [file, hash, photograph, look] of VIEWS) {
  const { page, spotless } = await open(GRAPHS + file, hash, look);
  await page.waitForTimeout(500);
  await page.screenshot({ path: GRAPHS + photograph });
  await spotless();
}
await end();
