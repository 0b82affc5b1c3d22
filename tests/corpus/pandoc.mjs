// SPDX-License-Identifier: MIT
// usage: node pandoc.mjs MODULE FROM TO <paths
//
// Converts the files named on standard input, one a line, with the pandoc that
// the npm package pandoc-wasm holds; MODULE is the folder of that package.
// Prints one line of JSON a file: the output, or null if pandoc refuses it.
// One process for all of them, since compiling pandoc takes longer than they.
import {readFileSync} from "node:fs";
import {resolve} from "node:path";
import {pathToFileURL} from "node:url";

const [module, from, to] = process.argv.slice(2);
const index = pathToFileURL(resolve(module, "src/index.node.js"));
const {convert} = await import(index.href);
const paths = readFileSync(0, "utf8").split("\n").filter(Boolean);
for (const path of paths) {
    const done = await convert({from, to}, readFileSync(path, "utf8"), {});
    console.log(JSON.stringify(done.stdout || null));
}
