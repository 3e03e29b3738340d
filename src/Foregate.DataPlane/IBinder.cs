// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane;

/// <summary>Finds the route of a request on its raw path bytes: the resource tree of REST APIs, the route table of HTTP APIs.</summary>
internal interface IBinder
{
    /// <summary>Writes <see cref="Exchange.Route"/> and the path parameters, or rejects.</summary>
    Verdict Bind(Exchange exchange);
}
