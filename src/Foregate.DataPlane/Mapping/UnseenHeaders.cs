// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Mapping;

/// <summary>Headers that a REST API loses when it reads a request: its mappings and templates never see them (recorded, aws-apigateway §3.6).</summary>
internal static class UnseenHeaders
{
    public static bool Contains(KnownHeader id) =>
        id is KnownHeader.Connection or KnownHeader.ContentLength or KnownHeader.ContentMd5 or KnownHeader.Expect or KnownHeader.MaxForwards
            or KnownHeader.ProxyAuthenticate or KnownHeader.Server or KnownHeader.Te or KnownHeader.TransferEncoding or KnownHeader.Trailer
            or KnownHeader.Upgrade or KnownHeader.WwwAuthenticate;
}
