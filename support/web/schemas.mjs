// Usage: node schemas.mjs SCHEMA.json [FILE.json ...]: whether ajv accepts the schema, and each file by it.
import { readFileSync } from "node:fs";
import Ajv from "ajv/dist/2020.js";
import addFormats from "ajv-formats";

const read = (name) => JSON.parse(readFileSync(name, "utf-8"));
const [schema, ...files] = process.argv.slice(2);
const ajv = new Ajv({ allErrors: true, strict: true, strictTypes: false, strictTuples: false });
addFormats(ajv);
ajv.addKeyword("discriminator"); // OpenAPI's, which pydantic writes as a hint
try {
  const fits = ajv.compile(read(schema));
  for (const file of files) {
    if (!fits(read(file))) {
      for (const error of fits.errors.slice(0, 20)) console.log(`${file}: ${error.instancePath || "/"} ${error.message}`);
    }
  }
} catch (refused) {
  console.log(`${schema}: ${refused.message}`);
}
