// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Protocol.S3.Answers;

/// <summary>An answer of S3, whose bytes are at hand or lie in an object.</summary>
public sealed record S3Answer : IDisposable
{
    public required int StatusCode { get; init; }

    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Empty where <see cref="Content"/> is sent.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Whose bytes are sent, from where it stands.</summary>
    public Stream? Content { get; init; }

    /// <summary>How many bytes follow, or would if they were asked for.</summary>
    public long Length { get; init; }

    /// <summary>Holds <see cref="Content"/> open.</summary>
    internal OpenObject? Object { get; init; }

    internal static S3Answer Empty(int statusCode, params IReadOnlyList<KeyValuePair<string, string>> headers) => new() { StatusCode = statusCode, Headers = headers };

    public void Dispose() => Object?.Dispose();
}
