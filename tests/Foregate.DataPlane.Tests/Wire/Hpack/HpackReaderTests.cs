// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.DataPlane.Wire.Hpack;

namespace Foregate.DataPlane.Tests.Wire.Hpack;

public sealed class HpackReaderTests
{
    private readonly HpackDecoder _decoder = new(4096);

    /// <summary>RFC 7541 appendix C.4: three requests on one connection, Huffman coded, each building on the table of those before.</summary>
    [Fact]
    public void Decodes_the_standards_requests()
    {
        Assert.Equal(
            [":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com"],
            Fields("828684418cf1e3c2e5f23a6ba0ab90f4ff"));
        Assert.Equal(
            [":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com", "cache-control: no-cache"],
            Fields("828684be5886a8eb10649cbf"));
        Assert.Equal(
            [":method: GET", ":scheme: https", ":path: /index.html", ":authority: www.example.com", "custom-key: custom-value"],
            Fields("828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf"));
    }

    /// <summary>Appendix C.2: one field of each kind.</summary>
    [Theory]
    [InlineData("400a637573746f6d2d6b65790d637573746f6d2d686561646572", "custom-key: custom-header")]
    [InlineData("040c2f73616d706c652f70617468", ":path: /sample/path")]
    [InlineData("100870617373776f726406736563726574", "password: secret")]
    [InlineData("82", ":method: GET")]
    [InlineData("20", "")]
    [InlineData("3fe11f82", ":method: GET")]
    public void Decodes_each_kind_of_field(string block, string fields) => Assert.Equal(fields, string.Join("|", Fields(block)));

    [Theory]
    [InlineData("80")] // index 0
    [InlineData("be")] // nothing in the table
    [InlineData("7e")] // a name that is not in the table
    [InlineData("ffffffffffff")] // an index without end
    [InlineData("ff")] // an index that ends early
    [InlineData("0005616263")] // a name that ends early
    [InlineData("0001")]
    [InlineData("00")]
    [InlineData("000161")] // no value
    [InlineData("00000161")] // no name
    [InlineData("3fe21f")] // more table than allowed
    [InlineData("8220")] // a change of size behind a field
    [InlineData("008118")] // coded, and padded wrongly
    public void Refuses_what_is_no_block(string block) => Assert.Null(Read(block));

    [Fact]
    public void Takes_a_name_from_the_field_that_it_drops()
    {
        var decoder = new HpackDecoder(4096);
        var name = new string('n', 2000);
        Assert.NotNull(Read(decoder, Literal(0x40, name, new string('1', 2000))));
        // Index 62 with another value: the table holds one of them only.
        byte[] block = [0x7E, .. Text(new string('2', 2040))];
        Assert.Equal(name + ": " + new string('2', 2040), Assert.Single(Read(decoder, block)!));
        Assert.Equal(1, decoder.Table.Count);
        Assert.Equal(name + ": " + new string('2', 2040), Assert.Single(Read(decoder, [0xBE])!));
    }

    [Fact]
    public void Never_throws_whatever_comes() =>
        Gen.Byte.Array[0, 200].Array[1, 5].Sample(static blocks =>
        {
            var decoder = new HpackDecoder(4096);
            foreach (var block in blocks)
            {
                if (Read(decoder, block) is null)
                {
                    break;
                }

                decoder.Rest();
            }
        }, iter: 20_000);

    private string[] Fields(string block) => Read(block) ?? throw new InvalidOperationException("The block is broken.");

    private string[]? Read(string block) => Read(_decoder, Convert.FromHexString(block));

    private static string[]? Read(HpackDecoder decoder, byte[] block)
    {
        var reader = new HpackReader(decoder, block);
        var fields = new List<string>();
        while (reader.Read())
        {
            fields.Add(Encoding.Latin1.GetString(reader.Name) + ": " + Encoding.Latin1.GetString(reader.Value));
        }

        return reader.IsBroken ? null : [.. fields];
    }

    private static byte[] Literal(byte kind, string name, string value) => [kind, .. Text(name), .. Text(value)];

    private static byte[] Text(string text)
    {
        // Lengths of two bytes behind the prefix are enough here.
        var rest = text.Length - 127;
        return [127, (byte)((rest & 127) | 128), (byte)(rest >> 7), .. Encoding.ASCII.GetBytes(text)];
    }
}
