// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Functions;

namespace Foregate.ControlPlane.Protocol;

/// <summary>What calls need to bring functions and to run them.</summary>
public sealed record FunctionAccess
{
    /// <summary>Keeps a zip archive for as long as a function names it and gives its absolute path; <see langword="null"/> where nothing can be kept.</summary>
    public Func<ReadOnlyMemory<byte>, string>? KeepCode { get; init; }

    /// <summary>Who runs them; <see langword="null"/> for nobody.</summary>
    public GatewayFunctions? Functions { get; init; }
}
