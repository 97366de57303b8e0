// Usage: node cucumber.mjs MESSAGES.ndjson PAGE.html: the page that the official formatter makes of them.
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { CucumberHtmlStream } from "@cucumber/html-formatter";
import { NdjsonToMessageStream } from "@cucumber/message-streams";

const [messages, page] = process.argv.slice(2);
try {
  await pipeline(
    createReadStream(messages, { encoding: "utf-8" }),
    new NdjsonToMessageStream(),
    new CucumberHtmlStream(),
    createWriteStream(page),
  );
} catch (refused) {
  console.log(`${messages}: ${refused.message}`);
}
