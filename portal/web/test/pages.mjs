// Page images and text of the sample contract, made with poppler's tools into a directory of the system's temp.
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const data = fileURLToPath(new URL("./data/", import.meta.url));
const temp = mkdtempSync(join(tmpdir(), "quillport-web-"));
process.on("exit", () => rmSync(temp, { recursive: true, force: true }));
const images = new Map();

export const pageSize = { width: 594.96, height: 841.92 };

/** PNG of a page of "contract-tags" or "contract-prepared". */
export function image(document, page, dpi) {
  const key = `${document}-${page}-${dpi}`;
  if (!images.has(key)) {
    const out = join(temp, key);
    execFileSync("pdftoppm", ["-r", String(dpi), "-f", String(page), "-l", String(page), "-singlefile", "-png", join(data, `${document}.pdf`), out]);
    images.set(key, readFileSync(`${out}.png`));
  }
  return images.get(key);
}

/** Lines of a page as the API gives them: boxes in points, origin bottom-left. */
export function text(document, page) {
  const html = execFileSync("pdftotext", ["-f", String(page), "-l", String(page), "-bbox-layout", join(data, `${document}.pdf`), "-"], { encoding: "utf8" });
  const lines = [];
  for (const [, x0, y0, x1, y1, words] of html.matchAll(/<line xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">([\s\S]*?)<\/line>/g)) {
    const said = [...words.matchAll(/>([^<]+)<\/word>/g)].map((m) => m[1].replace(/&amp;/g, "&")).join(" ");
    if (document === "contract-prepared" && said.startsWith("{{")) continue;
    lines.push({ text: said.replace(/\s*\{\{.*$/, document === "contract-prepared" ? "" : "$&"), box: [Number(x0), pageSize.height - Number(y1), Number(x1), pageSize.height - Number(y0)], font_size: (Number(y1) - Number(y0)) * 0.9 });
  }
  return { lines };
}
