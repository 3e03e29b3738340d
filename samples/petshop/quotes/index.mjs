// SPDX-License-Identifier: Apache-2.0
const quotes = [
  "Time spent with cats is never wasted.",
  "Every dog must have his day.",
  "Fish keep no secrets.",
];

export const handler = async (event) => {
  const day = Math.floor(event.requestContext.timeEpoch / 86_400_000);
  return { quote: quotes[day % quotes.length] };
};
