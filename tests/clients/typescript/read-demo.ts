// Reads the demo with openapi-fetch and the types that openapi-typescript generates, and prints what was read as JSON.
//
//   node build/read-demo.js http://127.0.0.1:8000
//
// A user's program in small: `scripts/walk_clients` generates the types, compiles this file strictly, and runs it.

import createClient from "openapi-fetch";
import type { components, paths } from "./generated/schema.js";

type Credit = components["schemas"]["CreditOut"];

const [, , baseUrl = "http://127.0.0.1:8000"] = process.argv;
const client = createClient<paths>({ baseUrl });
/** The body of an answer; throws the problem where the site told one. */
function require<Body>({ data, error }: { data?: Body; error?: unknown }): Body {
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data;
}

/** What leads to the next page, of its address. */
function getCursor(link: string | null): string | null {
  return link && new URL(link).searchParams.get("cursor");
}

/** The layout credits of a production, from all pages. */
async function readLayouts(production: string): Promise<Credit[]> {
  const credits: Credit[] = [];
  let cursor: string | null = null;
  do {
    const page = require(
      await client.GET("/api/v1/credits/", {
        params: { query: { production, role: "layout", page_size: 50, ...(cursor && { cursor }) } },
      }),
    );
    credits.push(...page.results);
    cursor = getCursor(page.next);
  } while (cursor);
  return credits;
}

/** What generative AI was used for, and under whose hands. */
async function readGenerative() {
  const page = require(
    await client.GET("/api/v1/credits/", { params: { query: { ai: "generative", page_size: 5 } } }),
  );
  return page.results.map((credit) => ({
    credited_as: credit.credited_as,
    printed_as: credit.printed_as,
    absence_reason: credit.absence_reason || null,
    systems: credit.ai_uses.map((use) => use.ai_system.name),
    oversight: credit.ai_uses.map((use) => use.oversight),
  }));
}

const productions = require(await client.GET("/api/v1/productions/"));
const [series] = productions.results.filter((each) => each.kind === "series");
if (!series) throw new Error("The demo has a series.");
const layouts = await readLayouts(series.uid);
const [first] = layouts;
if (!first) throw new Error("The series has layouts.");
const entry = require(await client.GET("/api/v1/credits/{uid}/", { params: { path: { uid: first.uid } } }));
const coverage = require(
  await client.GET("/api/v1/productions/{uid}/coverage/", { params: { path: { uid: series.uid } } }),
);
const releases = require(await client.GET("/api/v1/releases/"));
const [issued] = releases.results;
if (!issued) throw new Error("The demo has a release.");
const release = require(
  await client.GET("/api/v1/releases/{uid}/", { params: { path: { uid: issued.uid } } }),
);
const feed = require(await client.GET("/api/v1/changes/", { params: { query: { limit: 500 } } }));
const { error: missing } = await client.GET("/api/v1/credits/{uid}/", { params: { path: { uid: series.uid } } });
if (!missing) throw new Error("A production's uid leads to no credit.");

console.log(
  JSON.stringify({
    productions: productions.results.map((each) => each.title),
    generative: await readGenerative(),
    layouts: layouts.map((credit) => [credit.cut?.number ?? null, credit.credited_as]),
    entry: [entry.uid, entry.role.code, entry.role.label_ja, entry.production.year],
    coverage: [coverage.share, coverage.complete, coverage.roles.map((each) => each.role.code)],
    release: [release.number, release.digest, release.issued_at],
    feed: [feed.last, feed.results.map((each) => [each.seq, each.entity, each.key])],
    missing: [missing.status, missing.title],
  }),
);
