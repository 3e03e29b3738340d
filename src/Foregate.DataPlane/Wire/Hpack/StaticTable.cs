// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Wire.Hpack;

/// <summary>The header fields that both sides know from the start (RFC 7541 appendix A), by index from 1 on.</summary>
internal static class StaticTable
{
    public const int Count = 61;

    private const int Places = 256;

    private static readonly (byte[] Name, byte[] Value)[] Fields = Read();
    private static readonly byte[] Index = MakeIndex();

    private static string Text =>
        """
        :authority
        :method GET
        :method POST
        :path /
        :path /index.html
        :scheme http
        :scheme https
        :status 200
        :status 204
        :status 206
        :status 304
        :status 400
        :status 404
        :status 500
        accept-charset
        accept-encoding gzip, deflate
        accept-language
        accept-ranges
        accept
        access-control-allow-origin
        age
        allow
        authorization
        cache-control
        content-disposition
        content-encoding
        content-language
        content-length
        content-location
        content-range
        content-type
        cookie
        date
        etag
        expect
        expires
        from
        host
        if-match
        if-modified-since
        if-none-match
        if-range
        if-unmodified-since
        last-modified
        link
        location
        max-forwards
        proxy-authenticate
        proxy-authorization
        range
        referer
        refresh
        retry-after
        server
        set-cookie
        strict-transport-security
        transfer-encoding
        user-agent
        vary
        via
        www-authenticate
        """;

    public static ReadOnlySpan<byte> Name(int index) => Fields[index - 1].Name;

    public static ReadOnlySpan<byte> Value(int index) => Fields[index - 1].Value;

    /// <summary>The first index with this name in lower case; 0 when there is none.</summary>
    public static int Find(ReadOnlySpan<byte> name)
    {
        for (var place = Hash(name); Index[place % Places] is var index and not 0; place++)
        {
            if (name.SequenceEqual(Fields[index - 1].Name))
            {
                return index;
            }
        }

        return 0;
    }

    private static (byte[] Name, byte[] Value)[] Read()
    {
        var lines = Text.Split('\n');
        var fields = new (byte[], byte[])[lines.Length];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].TrimEnd('\r');
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            fields[i] = space < 0
                ? (Encoding.ASCII.GetBytes(line), [])
                : (Encoding.ASCII.GetBytes(line[..space]), Encoding.ASCII.GetBytes(line[(space + 1)..]));
        }

        return fields;
    }

    private static byte[] MakeIndex()
    {
        var index = new byte[Places];
        for (var i = 0; i < Fields.Length; i++)
        {
            var name = Fields[i].Name;
            if (i > 0 && name.AsSpan().SequenceEqual(Fields[i - 1].Name))
            {
                continue;
            }

            var place = Hash(name);
            while (index[place % Places] != 0)
            {
                place++;
            }

            index[place % Places] = (byte)(i + 1);
        }

        return index;
    }

    private static int Hash(ReadOnlySpan<byte> name) =>
        name.IsEmpty ? 0 : (name.Length * 31) + (name[0] * 7) + (name[^1] * 11) + (name[name.Length / 2] * 3);
}
