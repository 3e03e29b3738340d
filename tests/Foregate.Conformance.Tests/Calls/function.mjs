// SPDX-License-Identifier: Apache-2.0
export const handler = async (event, context) => {
  if (event.fail) {
    throw new TypeError(event.fail);
  }

  console.log("asked");
  return { statusCode: 200, headers: { "content-type": "application/json" }, body: JSON.stringify({ path: event.path ?? event.rawPath ?? null, version: context.functionVersion }) };
};
