// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Dispatch.MappedRequests;

/// <summary>
/// The action that an AWS service is asked for. All read it from the query, with its parameters beside it, when a request has no body (recorded of Systems Manager); with a body,
/// those of the JSON protocol want it in a header.
/// </summary>
/// <param name="name">As in GetItem.</param>
/// <param name="target">The value of X-Amz-Target; null for a service that does not know it.</param>
internal sealed class ServiceAction(string name, string? target)
{
    /// <summary>For the query.</summary>
    public byte[] Parameter { get; } = Encoding.UTF8.GetBytes($"Action={Uri.EscapeDataString(name)}");

    /// <summary>The header with its line's end; null where the query is always read.</summary>
    public byte[]? Line { get; } = target is null ? null : Encoding.ASCII.GetBytes($"X-Amz-Target: {target}\r\n");
}
