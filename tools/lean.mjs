/* Run a Python script in Pyodide under Node, with a folder at /wheels:
   node lean.mjs SCRIPT FOLDER */
import { readFileSync } from "node:fs";
import { loadPyodide } from "pyodide";

const [script, folder] = process.argv.slice(2);
const python = await loadPyodide({ env: { PYTHONHASHSEED: "0" } });
python.mountNodeFS("/wheels", folder);
python.runPython(readFileSync(script, "utf8"), { filename: script });
