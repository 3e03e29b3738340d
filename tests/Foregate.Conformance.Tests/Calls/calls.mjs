// SPDX-License-Identifier: Apache-2.0
// Makes the calls of the tables by the AWS SDK for JavaScript v3 and holds every answer against them, field by field.
//     node calls.mjs MANAGEMENT INVOKE TABLE...
// What a table says is in README.md. Prints a line for each answer that is not as it should be, and last how many calls were made.
import { readFileSync } from "node:fs";
import { basename } from "node:path";
import * as apigateway from "@aws-sdk/client-api-gateway";
import * as apigatewayv2 from "@aws-sdk/client-apigatewayv2";
import * as lambda from "@aws-sdk/client-lambda";
import * as ssm from "@aws-sdk/client-ssm";
import * as sts from "@aws-sdk/client-sts";

const [management, invoke, ...tables] = process.argv.slice(2);
const settings = { endpoint: management, maxAttempts: 1 };
const services = {
  apigateway: [apigateway, new apigateway.APIGatewayClient(settings)],
  apigatewayv2: [apigatewayv2, new apigatewayv2.ApiGatewayV2Client(settings)],
  lambda: [lambda, new lambda.LambdaClient(settings)],
  ssm: [ssm, new ssm.SSMClient(settings)],
  sts: [sts, new sts.STSClient(settings)],
};
const kept = { today: new Date().toISOString().slice(0, 10) };
const faults = [];
let calls = 0;

// With what was kept in the place of ${names}, and bytes where a table asks for them.
function filled(value) {
  if (typeof value === "string") {
    return value.replace(/\$\{(\w+)\}/g, (_, name) => {
      if (!(name in kept)) throw new Error(`${name} was not kept`);
      return kept[name];
    });
  }
  if (Array.isArray(value)) return value.map(filled);
  if (value && typeof value === "object") {
    if ("@file" in value) return readFileSync(value["@file"]);
    if ("@text" in value) return Buffer.from(filled(value["@text"]));
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [filled(name), filled(item)]));
  }
  return value;
}

// An answer as JSON has it: times as texts, bytes as texts, without what is undefined and bodies that are empty.
function plain(value) {
  if (value instanceof Date) return value.toISOString().replace(/\.\d+Z$/, "Z");
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (Array.isArray(value)) return value.map(plain);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).filter(([name, item]) => name !== "$metadata" && item !== undefined && item !== null).map(([name, item]) => [name, plain(item)]));
  }
  return value;
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function* differences(wanted, given, path = "") {
  if (wanted === "@any") return;
  if (wanted === "@time") {
    if (!(Math.abs(Date.now() - Date.parse(given)) < 600_000)) yield `${path}: ${given} is not now`;
  } else if (typeof wanted === "string" && wanted.startsWith("~")) {
    if (typeof given !== "string" || !new RegExp(`^(?:${wanted.slice(1)})$`, "s").test(given)) yield `${path}: ${JSON.stringify(given)} is not ${wanted}`;
  } else if (isObject(wanted) && isObject(given)) {
    for (const name of [...new Set([...Object.keys(wanted), ...Object.keys(given)])].sort()) {
      if (!(name in given)) yield `${path}.${name}: missing`;
      else if (!(name in wanted)) yield `${path}.${name}: ${JSON.stringify(given[name])} is too much`;
      else yield* differences(wanted[name], given[name], `${path}.${name}`);
    }
  } else if (Array.isArray(wanted) && Array.isArray(given) && wanted[0] === "@unordered" && wanted.length === given.length + 1) {
    const left = [...given];
    for (const one of wanted.slice(1)) {
      const same = left.findIndex((other) => [...differences(one, other)].length === 0);
      if (same < 0) yield `${path}: ${JSON.stringify(one)} is not among ${JSON.stringify(given)}`;
      else left.splice(same, 1);
    }
  } else if (Array.isArray(wanted) && Array.isArray(given) && wanted.length === given.length) {
    for (let index = 0; index < wanted.length; index++) yield* differences(wanted[index], given[index], `${path}[${index}]`);
  } else if (wanted !== given) {
    yield `${path}: ${JSON.stringify(given)} in place of ${JSON.stringify(wanted)}`;
  }
}

async function call(step) {
  const [service, operation] = step.do.split(".");
  const [commands, client] = services[service];
  let answer;
  try {
    answer = await client.send(new commands[`${operation}Command`](filled(step.with ?? {})));
  } catch (error) {
    if (!error.$metadata?.httpStatusCode) throw error;
    return [{ code: error.name, status: error.$metadata.httpStatusCode, message: error.message }, filled(step.fails ?? { code: "no error" })];
  }
  const given = plain(answer);
  for (const [name, path] of Object.entries(step.keep ?? {})) {
    kept[name] = path.split(".").reduce((found, part) => found[part], given);
  }
  return [given, filled(step.fails ?? step.gives ?? {})];
}

async function ask(step) {
  const answer = await fetch(invoke + filled(step.ask), { method: step.method ?? "GET", headers: filled(step.headers ?? {}), body: step.body && filled(step.body) });
  return [{ status: answer.status, body: await answer.text() }, filled(step.gives)];
}

for (const table of tables) {
  let number = 0;
  for (const step of JSON.parse(readFileSync(table))) {
    calls++;
    const name = `${basename(table, ".json")} ${++number} ${step.do ?? step.ask}`;
    try {
      const [given, wanted] = await (step.do ? call(step) : ask(step));
      faults.push(...[...differences(wanted, given)].map((difference) => name + difference));
    } catch (error) {
      faults.push(`${name}: ${error.name}: ${error.message}`);
    }
  }
}

for (const fault of faults) console.log(fault);
console.log(`${calls} calls, ${faults.length} faults`);
