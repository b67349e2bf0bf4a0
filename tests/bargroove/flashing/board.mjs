// node board.mjs MICROPYTHON.mjs FOLDER LACKS: a board's REPL on stdin and stdout.
// It is a real MicroPython; its files are those of FOLDER, and FOLDER's are kept as they are there.
import fs from "node:fs";
import path from "node:path";

const [interpreter, folder, lacks] = process.argv.slice(2);
const { loadMicroPython } = await import(interpreter);
const MODULES = ["machine", "bluetooth", "esp32"].filter((name) => name !== lacks);
let out = [];
let board, resetting, kept;

async function start() {
  resetting = false;
  kept = new Map();
  board = await loadMicroPython({ heapsize: 1 << 20, stdout: (some) => out.push(Buffer.from(some)), linebuffer: false });
  for (const name of MODULES)
    board.registerJsModule(name, { reset: () => { resetting = true; } });
  board.FS.mkdir("/board");
  for (const name of fs.readdirSync(folder)) {
    kept.set(name, fs.readFileSync(path.join(folder, name)));
    board.FS.writeFile(`/board/${name}`, kept.get(name));
  }
  board.FS.chdir("/board");
  board.replInit();
}

function keep() {
  const there = board.FS.readdir("/board").filter((name) => !name.startsWith("."));
  for (const name of kept.keys())
    if (!there.includes(name)) { fs.unlinkSync(path.join(folder, name)); kept.delete(name); }
  for (const name of there) {
    const data = Buffer.from(board.FS.readFile(`/board/${name}`));
    if (!kept.get(name)?.equals(data)) { fs.writeFileSync(path.join(folder, name), data); kept.set(name, data); }
  }
}

function say(text) { fs.writeSync(1, text, null, "latin1"); }
const EMSCRIPTENS = /OSError: 44\b/g;  // which counts errors otherwise than boards do
function flush() {
  if (out.length) say(Buffer.concat(out).toString("latin1").replace(EMSCRIPTENS, "OSError: [Errno 2] ENOENT"));
  out = [];
}

const RAW_PASTE = "\x05A\x01";
let pasting = "";
await start();
out = [];
const some = Buffer.alloc(4096);
for (;;) {
  let n;
  try { n = fs.readSync(0, some, 0, some.length); } catch { break; }
  if (n === 0) break;
  for (const byte of some.subarray(0, n)) {
    const letter = String.fromCharCode(byte);
    if (RAW_PASTE.startsWith(pasting + letter)) {  // "understood, but not done here"
      pasting += letter;
      if (pasting === RAW_PASTE) { say("R\0"); pasting = ""; }
      continue;
    }
    for (const one of pasting + letter) {
      const ended = board.replProcessChar(one.charCodeAt(0));
      if (one === "\x04" || ended || resetting) { flush(); keep(); }
      if (resetting || ended) {
        const raw = ended && !resetting;
        if (raw) say("\r\nMPY: soft reboot\r\n");
        await start();
        out = [];
        if (raw) board.replProcessChar(1);
      }
    }
    pasting = "";
  }
  flush();
}
keep();
