// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Finish.Lines;

/// <summary>What one request looks like in the access log: AWS's templates, or the ready JSON line.</summary>
internal interface ILineFormat
{
    /// <summary>Appends the request's line, without its end.</summary>
    /// <param name="origin">API, stage and route as members of a JSON object, each with a comma before it.</param>
    /// <param name="value">Room for one value on its way; its content does not matter.</param>
    void Write(Exchange exchange, in Outcome outcome, ReadOnlySpan<byte> origin, ByteWriter line, ByteWriter value);
}
