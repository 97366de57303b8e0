// Usage: node asyncapi.mjs DOCUMENT: what the official parser finds wrong in it, errors and warnings.
import { readFileSync } from "node:fs";
import { DiagnosticSeverity, Parser } from "@asyncapi/parser";

const WORTH_A_LINE = [DiagnosticSeverity.Error, DiagnosticSeverity.Warning];
const { document, diagnostics } = await new Parser().parse(readFileSync(process.argv[2], "utf-8"));
for (const one of diagnostics.filter((one) => WORTH_A_LINE.includes(one.severity))) {
  console.log(`${one.path.join(".")}: ${one.message}`);
}
if (!document && diagnostics.length === 0) console.log("It is no AsyncAPI document.");
