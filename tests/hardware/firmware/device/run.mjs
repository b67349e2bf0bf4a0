// node run.mjs MICROPYTHON.mjs HEAP_KB START DIRECTORY…: run START of the directories' files.
import fs from "node:fs";
import path from "node:path";

const [interpreter, heap, start, ...directories] = process.argv.slice(2);
const { loadMicroPython } = await import(interpreter);
const said = [];
const say = (line) => said.push(line + "\n");
const flush = () => { if (said.length) { fs.writeSync(1, said.join("")); said.length = 0; } };
let heard = "";
const pipe = {
  cpu_us: () => process.cpuUsage().user,  // what other programs do does not count
  write: (line) => { say(line); if (line === ".") flush(); },
  read: () => {
    flush();
    const some = Buffer.alloc(1 << 20);
    while (!heard.includes("\n")) {
      const n = fs.readSync(0, some, 0, some.length);
      if (n === 0) process.exit(0);
      heard += some.toString("latin1", 0, n);
    }
    const end = heard.indexOf("\n");
    const line = heard.slice(0, end);
    heard = heard.slice(end + 1);
    return line;
  },
};
const micropython = await loadMicroPython({ heapsize: heap * 1024, stdout: say, linebuffer: true });
micropython.registerJsModule("pipe", pipe);
for (const directory of directories)
  for (const name of fs.readdirSync(directory).filter((name) => name.endsWith(".py")))
    micropython.FS.writeFile(name, fs.readFileSync(path.join(directory, name)));
try {
  micropython.runPython(`import ${start}`);
} catch (error) {
  flush();
  process.stderr.write(`${error.message}\n`);
  process.exit(1);
}
flush();
