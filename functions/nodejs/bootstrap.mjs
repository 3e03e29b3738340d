// SPDX-License-Identifier: Apache-2.0
// Runs a Node.js function: asks the Runtime API for events, gives each to the handler, and says what it returned.
import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import http from 'node:http';
import path from 'node:path';
import { Writable } from 'node:stream';

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function call(method, target, body, headers) {
  return new Promise((resolve, reject) => {
    const request = http.request({ host, port, method, path: '/2018-06-01/runtime/' + target, agent, headers }, (response) => {
      const pieces = [];
      response.on('data', (piece) => pieces.push(piece));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(pieces) }));
      response.on('error', reject);
    });
    request.on('error', reject);
    request.end(body);
  });
}

function post(target, value, headers = {}) {
  const body = Buffer.from(value === undefined ? 'null' : value);
  return call('POST', target, body, { 'Content-Type': 'application/json', 'Content-Length': body.length, ...headers });
}

// What functions know streaming by: the names are Lambda's.
const STREAMS = Symbol.for('aws.lambda.runtime.handler.streaming');

// The answer of a function that streams. The call that carries it is made with its first piece, when its content type is known.
class ResponseStream extends Writable {
  #id;
  #type = 'application/octet-stream';
  #prelude = null;
  #request = null;
  #answered = null;

  constructor(id) {
    super();
    this.#id = id;
  }

  get isBegun() { return this.#request !== null; }

  setContentType(type) { this.#type = type; }

  setPrelude(prelude) {
    this.setContentType('application/vnd.awslambda.http-integration-response');
    this.#prelude = Buffer.concat([Buffer.from(JSON.stringify(prelude ?? {})), Buffer.alloc(8)]);
  }

  _write(piece, encoding, done) {
    this.#begin();
    this.#request.write(piece, encoding, done);
  }

  _final(done) {
    this.#begin();
    this.#request.end();
    this.#answered.then(() => done(), done);
  }

  // What was said cannot be taken back: fields behind the body tell that it is not whole.
  async fail(error) {
    const described = describe(error);
    console.error(error instanceof Error ? error.stack : described.errorMessage);
    this.#request.addTrailers({
      'Lambda-Runtime-Function-Error-Type': described.errorType.replace(/[^\x21-\x7e]/g, ''),
      'Lambda-Runtime-Function-Error-Body': Buffer.from(JSON.stringify(described)).toString('base64').slice(0, 4096),
    });
    this.#request.end();
    await this.#answered.catch(() => {});
  }

  #begin() {
    if (this.#request !== null) return;
    const headers = {
      'Content-Type': this.#type,
      'Transfer-Encoding': 'chunked',
      'Lambda-Runtime-Function-Response-Mode': 'streaming',
      Trailer: 'Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body',
    };
    this.#answered = new Promise((resolve, reject) => {
      this.#request = http.request({ host, port, method: 'POST', path: `/2018-06-01/runtime/invocation/${this.#id}/response`, agent, headers }, (response) => {
        response.on('end', resolve);
        response.on('error', reject);
        response.resume();
      });
      this.#request.on('error', reject);
    });
    this.#answered.catch(() => {});
    if (this.#prelude !== null) this.#request.write(this.#prelude);
  }
}

globalThis.awslambda = {
  streamifyResponse(handler) {
    handler[STREAMS] = 'response';
    return handler;
  },
  HttpResponseStream: {
    from(stream, prelude) {
      stream.setPrelude(prelude);
      return stream;
    },
  },
};

async function stream(handler, event, context, id) {
  const response = new ResponseStream(id);
  const broken = new Promise((_, reject) => response.on('error', reject));
  broken.catch(() => {});
  try {
    await Promise.race([handler(event, response, context), broken]);
    if (!response.writableEnded) response.end();
    if (!response.writableFinished) await Promise.race([new Promise((resolve) => response.on('finish', resolve)), broken]);
  } catch (error) {
    if (!response.isBegun) throw error;
    await response.fail(error ?? new Error('handled'));
  }
}

function describe(error) {
  if (error instanceof Error) {
    return { errorType: error.name || 'Error', errorMessage: String(error.message), trace: String(error.stack).split('\n') };
  }
  return { errorType: typeof error, errorMessage: typeof error === 'object' ? JSON.stringify(error) : String(error), trace: [] };
}

function fault(name, message) {
  const error = new Error(message);
  error.name = name;
  return error;
}

function report(target, error) {
  const described = describe(error);
  console.error(error instanceof Error ? error.stack : described.errorMessage);
  return post(target, JSON.stringify(described), { 'Lambda-Runtime-Function-Error-Type': described.errorType.replace(/[^\x21-\x7e]/g, '') });
}

async function load(file) {
  for (const extension of ['.js', '.mjs', '.cjs']) {
    if (existsSync(file + extension)) return loadOne(file + extension, extension);
  }
  throw fault('Runtime.ImportModuleError', `Error: Cannot find module '${path.basename(file)}': no ${file}.js, .mjs or .cjs exists`);
}

async function loadOne(full, extension) {
  const require = createRequire(full);
  if (extension === '.mjs') return import(pathToFileURL(full).href);
  try {
    return require(full);
  } catch (error) {
    // A .js file of a package of type "module", or one with top-level await.
    if (error.code === 'ERR_REQUIRE_ESM' || error.code === 'ERR_REQUIRE_ASYNC_MODULE'
      || (extension === '.js' && error instanceof SyntaxError && /import statement|Unexpected token 'export'|import\.meta|await is only valid/.test(error.message))) {
      return import(pathToFileURL(full).href);
    }
    throw error;
  }
}

async function findHandler() {
  const root = process.env.LAMBDA_TASK_ROOT;
  const said = process.env._HANDLER;
  const folder = path.dirname(said);
  const [, file, names] = /^([^.]+)\.(.+)$/.exec(path.basename(said)) ?? [];
  if (!file || said.includes('..')) throw fault('Runtime.MalformedHandlerName', `Bad handler: ${said}`);
  let found = await load(path.join(root, folder, file));
  if (found.default && names.split('.')[0] in Object(found.default) && !(names.split('.')[0] in found)) found = found.default;
  for (const name of names.split('.')) found = found?.[name];
  if (found === undefined) throw fault('Runtime.HandlerNotFound', `${said} is undefined or not exported`);
  if (typeof found !== 'function') throw fault('Runtime.HandlerNotFound', `${said} is not a function`);
  return found;
}

function run(handler, event, context, state) {
  return new Promise((resolve, reject) => {
    // With a callback the answer waits until nothing is left to do, unless the function says otherwise.
    const callback = (error, value) => {
      const settle = () => (error === undefined || error === null ? resolve(value) : reject(error));
      if (state.waits) state.settle ??= settle;
      else settle();
    };
    state.settle = null;
    context.done = callback;
    context.succeed = (value) => { state.waits = false; callback(null, value); };
    context.fail = (error) => { state.waits = false; callback(error ?? new Error('handled')); };
    waiting = () => (state.settle ?? resolve)();
    const returned = handler(event, context, callback);
    if (typeof returned?.then === 'function') returned.then(resolve, reject);
  });
}

// Called when no timer, socket or file of the function's keeps the process busy.
let waiting = null;
process.on('beforeExit', () => {
  const settle = waiting;
  waiting = null;
  settle?.();
});

function parseOptional(text) {
  return text === undefined ? undefined : JSON.parse(text);
}

let running = null;
for (const kind of ['uncaughtException', 'unhandledRejection']) {
  process.on(kind, async (error) => {
    const named = kind === 'unhandledRejection' ? fault('Runtime.UnhandledPromiseRejection', String(error?.stack ?? error)) : error;
    try {
      await report(running ? `invocation/${running}/error` : 'init/error', named);
    } finally {
      process.exit(129);
    }
  });
}

let handler;
try {
  handler = await findHandler();
} catch (error) {
  await report('init/error', error);
  process.exit(1);
}

while (true) {
  const next = await call('GET', 'invocation/next');
  if (next.status !== 200) process.exit(1);
  const id = next.headers['lambda-runtime-aws-request-id'];
  const deadline = Number(next.headers['lambda-runtime-deadline-ms']);
  const trace = next.headers['lambda-runtime-trace-id'];
  running = id;
  if (trace) process.env._X_AMZN_TRACE_ID = trace;
  else delete process.env._X_AMZN_TRACE_ID;
  let answer;
  let failed = null;
  try {
    const state = { waits: true, settle: null };
    const context = {
      get callbackWaitsForEmptyEventLoop() { return state.waits; },
      set callbackWaitsForEmptyEventLoop(value) { state.waits = Boolean(value); },
      functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
      functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
      memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
      logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
      logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
      awsRequestId: id,
      invokedFunctionArn: next.headers['lambda-runtime-invoked-function-arn'],
      clientContext: parseOptional(next.headers['lambda-runtime-client-context']),
      identity: parseOptional(next.headers['lambda-runtime-cognito-identity']),
      getRemainingTimeInMillis: () => Math.max(0, deadline - Date.now()),
    };
    const event = JSON.parse(next.body.toString('utf8'));
    if (handler[STREAMS] === 'response') {
      await stream(handler, event, context, id);
      running = null;
      continue;
    }
    const value = await run(handler, event, context, state);
    answer = JSON.stringify(value);
  } catch (error) {
    failed = error ?? new Error('handled');
  }
  waiting = null;
  if (failed !== null) await report(`invocation/${id}/error`, failed);
  else {
    const said = await post(`invocation/${id}/response`, answer);
    if (said.status === 413) console.error(said.body.toString());
  }
  running = null;
}
