// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Shapes;

/// <summary>How a time is written.</summary>
internal enum TimestampFormat
{
    /// <summary>As its place has it: seconds in bodies, ISO 8601 in queries and paths, RFC 822 in headers.</summary>
    ByPlace,

    /// <summary>Seconds since 1970, with a fraction where there is one.</summary>
    UnixTimestamp,

    Iso8601,

    /// <summary>The dates of HTTP's headers.</summary>
    Rfc822,
}
