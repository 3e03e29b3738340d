// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane;

/// <summary>
/// The way from a door to the answer: completes when the answer was handed to the sink (or broken off) and written down. Never throws.
/// A door that refuses a request itself sets <see cref="Exchange.DoorRejection"/> first, so that every refusal is answered and recorded in one place.
/// </summary>
internal delegate ValueTask ExchangeHandler(Exchange exchange);
