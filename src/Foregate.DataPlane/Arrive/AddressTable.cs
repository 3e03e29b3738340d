// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Arrive;

/// <summary>
/// From host and path to the stage that answers: {api}.execute-api.{region}.…, {api}.execute-api.localhost, and the path forms
/// /_aws/execute-api/{api}/{stage}/… and /restapis/{api}/{stage}/_user_request_/… (aws-apigateway §3.1, §4.1).
/// </summary>
internal sealed class AddressTable(ByteMap<ApiAddress> apis)
{
    /// <summary>A label of a host name at most (RFC 1035 §2.3.4).</summary>
    private const int MaxLabel = 63;

    private static ReadOnlySpan<byte> PathForm => "/_aws/execute-api/"u8;

    private static ReadOnlySpan<byte> OlderPathForm => "/restapis/"u8;

    private static ReadOnlySpan<byte> OlderPathMark => "/_user_request_"u8;

    /// <summary>Writes stage, method, paths and domain name on the exchange, or rejects as AWS does for an address without an API.</summary>
    public Verdict Resolve(Exchange exchange)
    {
        var request = exchange.Request;
        exchange.Verb = request.Verb;
        exchange.DomainName = DomainName(request);
        var path = request[request.Path];
        if (path.StartsWith(PathForm))
        {
            return ResolvePathForm(exchange, PathForm.Length, older: false);
        }

        if (path.StartsWith(OlderPathForm) && path.IndexOf(OlderPathMark) > 0)
        {
            return ResolvePathForm(exchange, OlderPathForm.Length, older: true);
        }

        var api = FindByHost(exchange.DomainName.Span);
        return api is null ? Verdict.Reject(Rejections.Rest.UnknownStage) : SelectStage(exchange, api, request.Path);
    }

    /// <summary>The host without its port, and without the dot that ends a fully qualified name: with it or not, the name is the same (RFC 3986 §3.2.2).</summary>
    private static ReadOnlyMemory<byte> DomainName(RequestHead request)
    {
        var host = request[request.Host];
        var colon = host.LastIndexOf((byte)':');
        var length = colon > 0 && host.IndexOf((byte)']') < colon ? colon : host.Length;
        length -= length > 1 && host[length - 1] == (byte)'.' ? 1 : 0;
        return request.Bytes.AsMemory(request.Host.Offset, length);
    }

    private ApiAddress? FindByHost(ReadOnlySpan<byte> host)
    {
        var dot = host.IndexOf((byte)'.');
        if (dot <= 0)
        {
            return null;
        }

        var rest = host[(dot + 1)..];
        if (rest.Length <= 12 || !Ascii.EqualsIgnoreCase(rest[..12], "execute-api."u8))
        {
            return null;
        }

        rest = rest[12..];
        var api = FindByLabel(host[..dot]);
        return api is not null && (Ascii.EqualsIgnoreCase(rest, "localhost"u8) || api.IsIn(rest)) ? api : null;
    }

    /// <summary>Host names have no case (RFC 9110 §4.2.3), ids do: AWS's are lower case.</summary>
    private ApiAddress? FindByLabel(ReadOnlySpan<byte> label)
    {
        var api = apis.Find(label);
        if (api is not null || label.Length > MaxLabel)
        {
            return api;
        }

        Span<byte> lower = stackalloc byte[MaxLabel];
        return Ascii.ToLower(label, lower, out var length) == OperationStatus.Done ? apis.Find(lower[..length]) : null;
    }

    private Verdict ResolvePathForm(Exchange exchange, int prefix, bool older)
    {
        var request = exchange.Request;
        var path = request[request.Path];
        var slash = path[prefix..].IndexOf((byte)'/');
        var end = slash < 0 ? path.Length : prefix + slash;
        var api = apis.Find(path[prefix..end]);
        if (api is null)
        {
            return Verdict.Reject(Rejections.Rest.UnknownStage);
        }

        var rest = new ByteRange(request.Path.Offset + end, request.Path.Length - end);
        return older ? SelectOlderStage(exchange, api, rest) : SelectStage(exchange, api, rest);
    }

    /// <summary>The first segment names the stage: always for REST, when there is such a stage for HTTP APIs.</summary>
    private static Verdict SelectStage(Exchange exchange, ApiAddress api, ByteRange path)
    {
        var bytes = exchange.Request[path];
        var start = 0;
        // AWS tolerates a doubled slash before the stage.
        while (start < bytes.Length && bytes[start] == (byte)'/')
        {
            start++;
        }

        var slash = bytes[start..].IndexOf((byte)'/');
        var end = slash < 0 ? bytes.Length : start + slash;
        var stage = start == end ? null : api.Stages.Find(bytes[start..end]);
        // On REST APIs the doubled slash is not seen behind it (recorded).
        var doubled = stage is not null && api.Kind == ApiKind.Rest ? start - 1 : 0;
        exchange.VisiblePath = new ByteRange(path.Offset + doubled, path.Length - doubled);
        if (stage is null)
        {
            stage = api.DefaultStage;
            end = 0;
        }

        return Set(exchange, api, stage, new ByteRange(path.Offset + end, path.Length - end));
    }

    /// <summary>{stage}/_user_request_{path}: the mark is cut out of the path that AWS would show.</summary>
    private static Verdict SelectOlderStage(Exchange exchange, ApiAddress api, ByteRange path)
    {
        var bytes = exchange.Request.Bytes.AsSpan(path.Offset, path.Length);
        var mark = bytes.IndexOf(OlderPathMark);
        var after = mark + OlderPathMark.Length;
        if (mark < 2 || bytes[1..mark].IndexOf((byte)'/') >= 0 || (after < bytes.Length && bytes[after] != (byte)'/'))
        {
            return Verdict.Reject(Rejections.Of(api.Kind).UnknownStage);
        }

        var stage = api.Stages.Find(bytes[1..mark]);
        var visible = after - mark;
        bytes[..mark].CopyTo(bytes[visible..after]);
        exchange.VisiblePath = new ByteRange(path.Offset + visible, path.Length - visible);
        return Set(exchange, api, stage, new ByteRange(path.Offset + after, path.Length - after));
    }

    private static Verdict Set(Exchange exchange, ApiAddress api, StagePlan? stage, ByteRange path)
    {
        if (stage is null)
        {
            return Verdict.Reject(Rejections.Of(api.Kind).UnknownStage);
        }

        exchange.Stage = stage.Next();
        exchange.StagePath = path;
        return Verdict.Continue;
    }
}
