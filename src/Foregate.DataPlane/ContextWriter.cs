// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane;

/// <summary>Writes the value of one $context variable as it is, unescaped. False when it has none: a mapping is skipped, a log prints "-".</summary>
internal delegate bool ContextWriter(Exchange exchange, ByteWriter writer);
