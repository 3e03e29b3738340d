// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Text;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Expressions;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Wire;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Emit.ResponseCache;

/// <summary>
/// What answers of a method are told apart by (aws-apigateway §3.18): deployment, cacheNamespace, method, and the values of cacheKeyParameters; nothing else of a
/// request. Values are all of a parameter's, each with its length, so that no two requests that differ in one have the same key. A header's name has no case here:
/// HTTP/2 writes it small, and a caller's credential that is not found would make its answer everybody's.
/// </summary>
internal sealed class CacheKey
{
    private const string Method = "method.request.";
    private const string Integration = "integration.request.";

    [ThreadStatic]
    private static ByteWriter? t_key;

    private readonly byte[] _prefix;
    private readonly Part[] _parts;

    private CacheKey(byte[] prefix, Part[] parts)
    {
        _prefix = prefix;
        _parts = parts;
    }

    private enum PartKind : byte
    {
        Header,
        Query,
        Value,
    }

    public static CacheKey For(Integration integration, string deploymentId, Resource resource, Compilation c)
    {
        var parts = new List<Part>();
        foreach (var parameter in integration.CacheKeyParameters)
        {
            // One of the integration's is where its mapping takes it from; a proxy passes the method's on under its own name.
            var expression = !parameter.StartsWith(Integration, StringComparison.Ordinal) ? parameter
                : integration.RequestParameters.GetValueOrDefault(parameter, Method + parameter[Integration.Length..]);
            if (Compile(expression, PathTemplate.Names(resource.Path), c) is { } part)
            {
                parts.Add(part);
            }
        }

        var prefix = new ByteWriter();
        Write(prefix, Encoding.UTF8.GetBytes(deploymentId));
        Write(prefix, Encoding.UTF8.GetBytes(string.IsNullOrEmpty(integration.CacheNamespace) ? resource.Id : integration.CacheNamespace));
        return new CacheKey(prefix.Written.ToArray(), [.. parts]);
    }

    /// <summary>The request's key; valid until the thread asks for another.</summary>
    public ReadOnlySpan<byte> Of(Exchange exchange)
    {
        var key = t_key ??= new ByteWriter();
        key.Clear();
        key.Write(_prefix);
        key.Write((byte)exchange.Verb);
        foreach (var part in _parts)
        {
            part.Write(exchange, key);
        }

        return key.Written;
    }

    private static Part? Compile(string expression, string[] pathNames, Compilation c)
    {
        foreach (var (location, kind) in (ReadOnlySpan<(string, PartKind)>)[
            ("header.", PartKind.Header), ("multivalueheader.", PartKind.Header), ("querystring.", PartKind.Query), ("multivaluequerystring.", PartKind.Query)])
        {
            if (expression.StartsWith(Method + location, StringComparison.Ordinal))
            {
                return new Part(kind, Encoding.UTF8.GetBytes(expression[(Method.Length + location.Length)..]), null);
            }
        }

        return RestExpression.OfRequest(expression, pathNames, c) is { } value ? new Part(PartKind.Value, [], value) : null;
    }

    private static void Write(ByteWriter key, ReadOnlySpan<byte> value)
    {
        Length(key, value.Length);
        key.Write(value);
    }

    private static void Length(ByteWriter key, int length)
    {
        BinaryPrimitives.WriteInt32LittleEndian(key.GetSpan(4), length);
        key.Advance(4);
    }

    private sealed class Part(PartKind kind, byte[] name, MappedValue? value)
    {
        public void Write(Exchange exchange, ByteWriter key)
        {
            switch (kind)
            {
                case PartKind.Header:
                    var headers = exchange.Request.Headers;
                    for (var i = headers.IndexOf(name, ignoreCase: true); i >= 0; i = headers.IndexOf(name, ignoreCase: true, i + 1))
                    {
                        CacheKey.Write(key, headers.Value(headers.Fields[i]));
                    }

                    break;
                case PartKind.Query:
                    var query = new QueryReader(exchange.Request[exchange.Request.Query]);
                    while (query.Next(name))
                    {
                        CacheKey.Write(key, query.Value);
                    }

                    break;
                default:
                    Whole(exchange, key);
                    break;
            }

            // No value is so long: the end of this parameter's.
            Length(key, -1);
        }

        private void Whole(Exchange exchange, ByteWriter key)
        {
            var start = key.Length;
            Length(key, 0);
            if (value!.Write(exchange, key, ValueForm.Text))
            {
                BinaryPrimitives.WriteInt32LittleEndian(key.Buffer.AsSpan(start), key.Length - start - 4);
            }
            else
            {
                key.Truncate(start);
            }
        }
    }
}
