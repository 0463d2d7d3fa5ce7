// npm test: types, rules of the sources, pure logic, a build, and the pages in a real browser. Ends by itself.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("..", import.meta.url));
const temp = mkdtempSync(join(tmpdir(), "quillport-web-test-"));
const bin = (name) => join(root, "node_modules", ".bin", name);

function run(what, command, args) {
  console.log(`\n== ${what}`);
  const { status } = spawnSync(command, args, { cwd: root, stdio: "inherit", env: { ...process.env, QUILLPORT_WEB: root } });
  if (status === 0) return;
  rmSync(temp, { recursive: true, force: true });
  process.exit(1);
}

run("types", bin("tsc"), ["--noEmit"]);
await build({ entryPoints: [join(root, "test/logic.test.ts")], bundle: true, platform: "node", format: "esm", outfile: join(temp, "logic.test.mjs"), logLevel: "warning" });
run("logic and sources", process.execPath, ["--test", join(temp, "logic.test.mjs"), join(root, "test/source.test.mjs")]);
run("build", bin("vite"), ["build", "--logLevel", "warn"]);
run("browser", process.execPath, ["--test", "--test-concurrency=1", join(root, "test/browser.test.mjs"), join(root, "test/filing.test.mjs")]);
rmSync(temp, { recursive: true, force: true });
